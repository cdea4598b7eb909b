-- Requests that come back by themselves.
create table standing_requests (
  code            text        primary key,
  from_department text        not null,
  service         text        not null,
  subject         text        not null,
  -- json, not jsonb: what the requester wrote is kept as it was written
  details         json        not null,
  priority        text        not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  rrule           text        not null,
  zone            text        not null,
  -- a local date and time: the clock on the wall of that zone
  start           text        not null,
  lead_time       text        not null,
  status          text        not null check (status in ('RUNNING', 'PAUSED', 'ENDED')),
  -- the moment that is asked for next, and when that happens
  next_moment     timestamptz,
  next_at         timestamptz,
  set_by          text        not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  version         integer     not null check (version > 0),
  check ((status = 'RUNNING') = (next_moment is not null)),
  check ((next_moment is null) = (next_at is null))
);
create index standing_requests_due on standing_requests (next_at) where next_at is not null;
create index standing_requests_by_from on standing_requests (from_department, code);
create index standing_requests_by_service on standing_requests (service, code);

-- Each moment is asked for once, whoever gets there first.
create table standing_occurrences (
  code       text        not null references standing_requests (code),
  moment     timestamptz not null,
  request_id uuid,
  -- why there is no request
  problem    text,
  at         timestamptz not null,
  primary key (code, moment),
  check ((request_id is null) = (problem is not null))
);

grant select, insert, update on standing_requests to "${app}";
grant select, insert on standing_occurrences to "${app}";

create or replace function pseudonymise_person(person text, pseudonym text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if pseudonym !~ '^person-[0-9a-f]{16}$' then
    raise exception 'not a pseudonym';
  end if;
  update requests r set
    assignee = case when r.assignee = person then pseudonym else r.assignee end,
    created_by = case when r.created_by = person then pseudonym else r.created_by end
  where r.assignee = person or r.created_by = person;
  update request_facts f set
    actor = case when f.actor = person then pseudonym else f.actor end,
    on_behalf_of = case when f.on_behalf_of = person then pseudonym else f.on_behalf_of end,
    content = case
      when f.content ->> 'person' = person then json_build_object('person', pseudonym)
      else f.content
    end
  where f.actor = person or f.on_behalf_of = person or f.content ->> 'person' = person;
  update standing_requests s set set_by = pseudonym where s.set_by = person;
end $$;

create or replace view known_people as
  select assignee as person from requests where assignee is not null
  union select created_by from requests
  union select actor from request_facts
  union select on_behalf_of from request_facts where on_behalf_of is not null
  union select set_by from standing_requests;
