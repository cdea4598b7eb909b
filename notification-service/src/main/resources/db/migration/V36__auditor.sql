-- What the auditor has read of milestones that matter, until it has found what came of them. The event is kept to
-- be reported once more.
create table audited_milestones (
  event_id uuid primary key,
  clock_id uuid,
  event text not null,
  heard_at timestamptz not null,
  -- The clock has ended, or is due at another time, since.
  overtaken boolean not null default false
);
create index audited_milestones_clock_id on audited_milestones (clock_id);
create index audited_milestones_heard_at on audited_milestones (heard_at);
grant select, insert, update, delete on audited_milestones to "${app}";

create index notices_event_id on notices (event_id) where event_id is not null;

-- Whether the auditor looks, and what it found. One row.
create table vigil (
  one boolean primary key default true check (one),
  -- Milestones are audited from here on: what came before was judged when nothing said why it was not told.
  since timestamptz not null,
  last_run_at timestamptz,
  last_ok_at timestamptz,
  rounds bigint not null default 0,
  findings jsonb not null default '[]',
  missed_since timestamptz
);
insert into vigil (since) values (now());
grant select, update on vigil to "${app}";

create function pseudonymise_in_auditor(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update audited_milestones m set
    event = replace(m.event, to_jsonb(person)::text, to_jsonb(pseudonym)::text)
  where position(to_jsonb(person)::text in m.event) > 0;
end $$;
revoke all on function pseudonymise_in_auditor(text, text[], text) from public;

create view people_in_auditor as
  select event::jsonb #>> '{data,actor,id}' as person from audited_milestones
    where event::jsonb #>> '{data,actor,id}' is not null
  union select event::jsonb #>> '{data,assignee}' from audited_milestones
    where event::jsonb #>> '{data,assignee}' is not null;
grant select on people_in_auditor to "${app}";
