-- The key pseudonyms are made with: the same person always gets the same one, and who deletes the
-- key can never tell again whose it was.
create table pseudonym_key (
  single boolean primary key default true check (single),
  key bytea not null
);
insert into pseudonym_key (key)
values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- Who was pseudonymised, by pseudonym, and how often it was said.
create table pseudonyms (
  pseudonym text primary key,
  calls integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

-- Facts are only ever added by the service. This one change to them is the owner's, and only to a
-- pseudonym.
create function pseudonymise_person(person text, pseudonym text) returns void
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
end $$;
revoke all on function pseudonymise_person(text, text) from public;
grant execute on function pseudonymise_person(text, text) to "${app}";

create view known_people as
  select assignee as person from requests where assignee is not null
  union select created_by from requests
  union select actor from request_facts
  union select on_behalf_of from request_facts where on_behalf_of is not null;

grant select on pseudonym_key to "${app}";
grant select, insert, update on pseudonyms to "${app}";
grant select on known_people to "${app}";
