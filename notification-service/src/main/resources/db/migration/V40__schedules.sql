-- people: whom the layers name, and nothing else: layer by layer, turn by turn. What a person is replaced in.
create table schedules (
  code text primary key,
  name text not null,
  zone text not null,
  department text,
  combine text not null check (combine in ('FIRST', 'ALL')),
  hand_over_notice text,
  layers jsonb not null,
  people jsonb not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index schedules_department on schedules (department);
create index schedules_people on schedules using gin (people jsonb_path_ops);

-- number: in the order they were made; the later one has the last word.
create table schedule_overrides (
  id uuid primary key,
  number bigint generated always as identity,
  schedule text not null references schedules (code) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  in_place_of text,
  people text[] not null,
  swap integer,
  made_by text not null,
  made_at timestamptz not null
);
create index schedule_overrides_ends_at on schedule_overrides (schedule, ends_at);

grant select, insert, update, delete on schedules to "${app}";
grant select, insert, delete on schedule_overrides to "${app}";

-- Who takes a turn keeps it as the pseudonym: the turns of the others do not move.
create function pseudonymise_in_schedules(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update schedules s set
    people = replace(s.people::text, to_jsonb(person)::text, to_jsonb(pseudonym)::text)::jsonb
  where s.people @> jsonb_build_array(jsonb_build_array(jsonb_build_array(person)));
  update schedule_overrides o set
    people = array_replace(o.people, person, pseudonym),
    in_place_of = case when o.in_place_of = person then pseudonym else o.in_place_of end,
    made_by = case when o.made_by = person then pseudonym else o.made_by end
  where person = any (o.people) or o.in_place_of = person or o.made_by = person;
end $$;
revoke all on function pseudonymise_in_schedules(text, text[], text) from public;

create view people_in_schedules as
  select named #>> '{}' as person
    from schedules, jsonb_path_query(people, '$[*][*][*]') as named
  union select unnest(people) from schedule_overrides
  union select in_place_of from schedule_overrides where in_place_of is not null
  union select made_by from schedule_overrides;
grant select on people_in_schedules to "${app}";
