-- How people want to be told. Who has no row has said nothing.
create table person_preferences (
  person_id text primary key references people (id),
  zone text not null,
  -- {"MON": ["22:00-07:00"]}
  quiet_weekly jsonb not null,
  quiet_holidays_of text,
  throttle_most integer not null,
  throttle_within_seconds bigint not null,
  budget integer not null,
  shift_seconds bigint not null,
  digest_every_seconds bigint not null,
  digest_from integer not null,
  version bigint not null,
  updated_at timestamptz not null
);
grant select, insert, update on person_preferences to "${app}";

-- Of a person who is gone nobody needs to know when they slept.
create function pseudonymise_in_preferences(person text, addresses text[], pseudonym text) returns void
language sql set search_path = public, pg_temp as $$
  delete from person_preferences p where p.person_id = person
$$;
revoke all on function pseudonymise_in_preferences(text, text[], text) from public;

create view people_in_preferences as select person_id as person from person_preferences;
grant select on people_in_preferences to "${app}";
