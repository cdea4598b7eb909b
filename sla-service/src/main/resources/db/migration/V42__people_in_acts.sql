create function pseudonymise_in_acts(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update request_acts a set actor = renamed(a.actor, '{id}', person, pseudonym)
  where a.actor ->> 'id' = person;
end $$;
revoke all on function pseudonymise_in_acts(text, text) from public;

create view people_in_acts as
  select actor ->> 'id' as person from request_acts where actor ->> 'id' is not null;
grant select on people_in_acts to "${app}";
