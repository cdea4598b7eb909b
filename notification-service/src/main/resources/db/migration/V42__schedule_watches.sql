-- What people were told of who is on call, and when to look again; null while they are told nothing. The gaps their
-- leads were told of.
create table schedule_watches (
  schedule text primary key references schedules (code) on delete cascade,
  told jsonb,
  look_at timestamptz,
  gaps_told jsonb not null,
  gaps_at timestamptz not null
);
create index schedule_watches_look_at on schedule_watches (look_at) where look_at is not null;
create index schedule_watches_gaps_at on schedule_watches (gaps_at);
grant select, insert, update on schedule_watches to "${app}";

create function pseudonymise_in_watches(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update schedule_watches w set
    told = replace(w.told::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb
  where position(to_jsonb(person)::text in w.told::text) > 0;
end $$;
revoke all on function pseudonymise_in_watches(text, text[], text) from public;

create view people_in_watches as
  select named #>> '{}' as person
  from schedule_watches, jsonb_path_query(told, '$.steps[*].people[*]') as named;
grant select on people_in_watches to "${app}";
