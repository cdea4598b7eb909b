-- A method is not used until it is shown to reach its person. Two secrets sign for a day after a change.
alter table contact_methods
  drop constraint contact_methods_status_check,
  add constraint contact_methods_status_check
    check (status in ('UNVERIFIED', 'ACTIVE', 'DISABLED', 'REMOVED')),
  add column old_secret text,
  add column old_secret_until timestamptz,
  add constraint contact_methods_old_secret check (old_secret_until is not null or old_secret is null);

-- A method is a person's, or an integration's: a machine that is told and belongs to nobody. Integrations are
-- known by their code alone, so that a method can be kept for the deliveries that name it.
alter table contact_methods
  alter column person_id drop not null,
  add column integration text,
  add constraint contact_methods_owner check (num_nonnulls(person_id, integration) = 1);
create unique index contact_methods_one_of_integration
  on contact_methods (integration) where status <> 'REMOVED';

-- The code that proves a method, sealed for it alone. The latest counts; those of the last day say how many more
-- may be sent.
create table method_codes (
  id uuid primary key,
  method_id uuid not null references contact_methods (id),
  code text not null,
  sent_at timestamptz not null,
  wrong_tries integer not null
);
create index method_codes_method_id on method_codes (method_id, id);
grant select, insert, update, delete on method_codes to "${app}";

create function pseudonymise_in_methods(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from method_codes c using contact_methods m where m.id = c.method_id and m.person_id = person;
  -- Its own secret goes with the method, in the alerts' function.
  update contact_methods m set old_secret = null, old_secret_until = null where m.person_id = person;
end $$;
revoke all on function pseudonymise_in_methods(text, text[], text) from public;
