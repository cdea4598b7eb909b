-- Escalation policies; steps as they are written down.
create table policies (
  code text primary key,
  name text not null,
  department text,
  steps jsonb not null,
  repeat integer not null,
  pause text not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
grant select, insert, update, delete on policies to "${app}";

-- What a route matches; empty or null matches all. One of people, policy and mute says what is done.
alter table routes
  drop constraint routes_side_check,
  add constraint routes_side_check check (side in ('OBLIGOR', 'REQUESTER', 'PROVIDER', 'EITHER')),
  add column standings text[] not null default '{}',
  add column services text[] not null default '{}',
  add column priorities text[] not null default '{}',
  add column metrics text[] not null default '{}',
  add column obligor_side text check (obligor_side in ('REQUESTER', 'PROVIDER')),
  add column customer text,
  add column policy text references policies (code),
  add column mute boolean not null default false,
  add constraint routes_one_action check (
    (cardinality(people) > 0)::integer + (policy is not null)::integer + mute::integer = 1);
create index routes_policy on routes (policy) where policy is not null;

alter table alerts
  drop constraint alerts_status_check,
  add constraint alerts_status_check check (status in ('OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED')),
  add column snoozed_until timestamptz,
  add column across_deadline boolean not null default false,
  -- OPEN: when the next step is taken; SNOOZED: when the silence ends.
  add column next_step_at timestamptz,
  -- Why there is no next step, where there is none.
  add column waits_because text;
create index alerts_next_step_at on alerts (next_step_at) where next_step_at is not null;

alter table alert_clocks add column paused boolean not null default false;

-- How far the telling of an alert has come, with the steps as they were when it began.
create table escalations (
  alert_id uuid primary key references alerts (id),
  situation jsonb not null,
  origin text not null,
  policy text,
  steps jsonb not null,
  repeat integer not null,
  pause text not null,
  insists boolean not null,
  turn text not null check (turn in ('STEP', 'FALLBACK', 'NONE')),
  round integer not null,
  step integer not null,
  at_once boolean not null,
  because text,
  since timestamptz not null,
  reached boolean not null,
  notice_id uuid not null references notices (id),
  updated_at timestamptz not null
);
grant select, insert, update on escalations to "${app}";

-- Who is told where a chain comes to nobody. One row.
create table fallback (
  single boolean primary key default true check (single),
  targets jsonb not null,
  version bigint not null,
  updated_at timestamptz not null
);
grant select, insert, update, delete on fallback to "${app}";

-- Milestones that were read and told to nobody, and why.
create table suppressions (
  event_id uuid primary key,
  reason text not null,
  at timestamptz not null
);
create index suppressions_at on suppressions (at);
grant select, insert, delete on suppressions to "${app}";

-- Which hours without anybody on call have been said already.
create table unreachable_hours (
  schedule text not null,
  hour timestamptz not null,
  said_at timestamptz not null,
  primary key (schedule, hour)
);
grant select, insert on unreachable_hours to "${app}";

create function pseudonymise_in_escalation(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update escalations e set
    steps = replace(e.steps::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb,
    situation = replace(e.situation::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb
  where position(to_jsonb(person)::text in e.steps::text || e.situation::text) > 0;
  update policies p set
    steps = replace(p.steps::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb
  where position(to_jsonb(person)::text in p.steps::text) > 0;
  update alerts a set
    waits_because = without_words(a.waits_because, array_prepend(person, addresses), pseudonym)
  where says_one_of(a.waits_because, array_prepend(person, addresses));
  update fallback f set
    targets = replace(f.targets::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb
  where position(to_jsonb(person)::text in f.targets::text) > 0;
end $$;
revoke all on function pseudonymise_in_escalation(text, text[], text) from public;

create view people_in_escalation as
  select target ->> 'id' as person
    from policies, jsonb_array_elements(steps) part, jsonb_array_elements(part -> 'targets') target
    where target ->> 'kind' = 'PERSON'
  union select target ->> 'id'
    from escalations, jsonb_array_elements(steps) part, jsonb_array_elements(part -> 'targets') target
    where target ->> 'kind' = 'PERSON'
  union select target ->> 'id' from fallback, jsonb_array_elements(targets) target
    where target ->> 'kind' = 'PERSON'
  union select situation ->> 'assignee' from escalations where situation ->> 'assignee' is not null;
grant select on people_in_escalation to "${app}";
