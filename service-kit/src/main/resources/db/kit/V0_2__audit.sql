-- Who changed what: entries only ever grow, and each is sealed into a chain once it is committed.

-- Entries name people by ref. A ref is the fingerprint of a random salt, the kind and the id, so that
-- whom it stands for cannot be exchanged, and can be forgotten together with the salt.
create table audit_people (
  ref uuid primary key,
  salt bytea,
  kind text not null check (kind in ('HUMAN', 'ROBOT', 'SYSTEM')),
  person_id text not null,
  name text,
  pseudonymised_at timestamptz,
  check ((salt is null) = (pseudonymised_at is not null))
);
create unique index audit_people_known
  on audit_people (kind, person_id) where pseudonymised_at is null;
create index audit_people_person_id on audit_people (person_id);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor uuid not null,
  on_behalf_of uuid,
  address text,
  call_id text,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  departments text[] not null,
  changes jsonb not null
);
create index audit_entries_at on audit_entries (at desc, id desc);
create index audit_entries_actor on audit_entries (actor, at desc, id desc);
create index audit_entries_on_behalf_of
  on audit_entries (on_behalf_of, at desc, id desc) where on_behalf_of is not null;
create index audit_entries_action on audit_entries (action, at desc, id desc);
create index audit_entries_subject on audit_entries (subject_id, at desc, id desc);
create index audit_entries_departments on audit_entries using gin (departments);

-- Written with the entry, deleted with its seal: an entry that commits late is found all the same.
create table audit_unsealed (
  entry_id bigint primary key
);
alter table audit_unsealed
  set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

create table audit_seals (
  seq bigint primary key check (seq > 0),
  entry_id bigint not null unique,
  hash bytea not null check (length(hash) = 32)
);

grant select, insert on audit_entries, audit_seals to "${app}";
grant select, insert, delete on audit_unsealed to "${app}";
grant select, insert on audit_people to "${app}";
grant update (salt, person_id, name, pseudonymised_at) on audit_people to "${app}";
