-- Moving what is open to other hours or terms: by the terms and calendars that open clocks count in, and
-- within them in the order of the requests.
create index clocks_open on clocks (binding, request_id) where phase in ('RUNNING', 'PAUSED');

-- One row per move somebody asked for, with how far it has come. A batch of requests and its progress are
-- written in one transaction, so a move goes on where it was.
create table moves (
  subject_kind text not null check (subject_kind in ('CALENDAR', 'AGREEMENT')),
  subject text not null,
  number integer not null,
  version integer not null,
  -- kept with each request that is moved
  act_kind text not null,
  act jsonb not null,
  actor jsonb not null,
  status text not null check (status in ('RUNNING', 'DONE')),
  -- where it is: open clocks under this binding, up to this request
  at_binding text,
  after_request uuid,
  clocks_at_start bigint not null,
  requests_moved bigint not null default 0,
  clocks_moved bigint not null default 0,
  requests_skipped bigint not null default 0,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (subject_kind, subject, number)
);
create index moves_running on moves (started_at) where status = 'RUNNING';

grant select, insert, update on moves to "${app}";

create function pseudonymise_in_moves(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update moves m set actor = renamed(m.actor, '{id}', person, pseudonym)
  where m.actor ->> 'id' = person;
end $$;
revoke all on function pseudonymise_in_moves(text, text) from public;

create view people_in_moves as
  select actor ->> 'id' as person from moves;
grant select on people_in_moves to "${app}";
