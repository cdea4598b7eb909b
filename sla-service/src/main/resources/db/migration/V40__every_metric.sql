-- What was done here to a request's clocks: a new due instant both sides agreed on, an excuse, a move to
-- other terms or hours. Append-only like the facts of the request, and folded with them in order of time.
create table request_acts (
  request_id uuid not null references tracked_requests (request_id),
  number integer not null,
  -- The last fact that was folded when it was done.
  after_sequence bigint not null,
  kind text not null,
  happened_at timestamptz not null,
  actor jsonb not null,
  data jsonb not null,
  primary key (request_id, number)
);
grant select, insert on request_acts to "${app}";

-- The terms and calendars a fact brought into force: of a submission and of a transfer.
alter table request_facts add column binding text;
-- Whether its priority was one more than agreed for that week.
alter table request_facts add column over_allowance boolean not null default false;

-- The second calendar, where the hours of both or of either side count.
alter table tracked_requests add column other_calendar_code text;
alter table tracked_requests add column other_calendar_version integer;
alter table tracked_requests add column last_act integer not null default 0;

alter table clocks
  add column round integer not null default 1,
  -- terms and calendars: house:1@company:1, or the agreement's id instead of house
  add column binding text,
  add column agreed_us bigint,
  add column disputed_us bigint not null default 0,
  add column pinned_at timestamptz,
  add column original_due_at timestamptz,
  add column subject_id uuid,
  add column waived boolean not null default false,
  add column handed_over boolean not null default false;

update clocks c set
  binding = coalesce(t.agreement_id::text, 'house') || ':' || t.terms_version || '@'
    || t.calendar_code || ':' || t.calendar_version,
  original_due_at = c.due_at
from tracked_requests t where t.request_id = c.request_id;
alter table clocks alter column binding set not null;

-- How many requests of a priority a department has sent another one in a week.
create table allowance_uses (
  requester text not null,
  provider text not null,
  priority text not null,
  week date not null,
  request_id uuid not null,
  place integer not null,
  primary key (requester, provider, priority, week, request_id)
);
grant select, insert on allowance_uses to "${app}";
