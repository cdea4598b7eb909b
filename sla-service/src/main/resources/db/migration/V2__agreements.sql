-- What sla-service knows of departments, from onus.directory.v1.
create table departments (
  code text primary key,
  name text not null,
  zone text not null,
  calendar text not null,
  version bigint not null
);

create table agreements (
  id uuid primary key,
  requester text not null,
  provider text not null,
  service text,
  status text not null check (status in ('PROPOSED', 'SIGNED')),
  version integer not null,
  -- The offer on the table: terms, signature, note. Null once it is answered.
  proposed jsonb,
  -- The number of the version that was signed last.
  current_number integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index agreements_pair on agreements (requester, provider, id);
create index agreements_provider on agreements (provider, id);

-- One signed agreement for a pair and a service; a null service is the one for all services.
create unique index agreements_one_signed
  on agreements (requester, provider, coalesce(service, '')) where status = 'SIGNED';

create table agreement_versions (
  agreement_id uuid not null references agreements (id),
  number integer not null,
  terms jsonb not null,
  offered jsonb not null,
  accepted jsonb not null,
  signed_at timestamptz not null,
  in_force_from timestamptz not null,
  primary key (agreement_id, number)
);

create table house_terms (
  version integer primary key,
  terms jsonb not null,
  in_force_from timestamptz not null,
  set_by text not null
);

-- What a company expects on its first day, until it says otherwise.
insert into house_terms (version, terms, in_force_from, set_by) values (1, '{
  "targets": [
    {"metric": "FIRST_RESPONSE", "priority": "P1", "duration": "PT1H"},
    {"metric": "FIRST_RESPONSE", "priority": "P2", "duration": "PT4H"},
    {"metric": "FIRST_RESPONSE", "priority": "P3", "duration": "PT8H"},
    {"metric": "FIRST_RESPONSE", "priority": "P4", "duration": "PT16H"},
    {"metric": "RESOLUTION", "priority": "P1", "duration": "PT8H"},
    {"metric": "RESOLUTION", "priority": "P2", "duration": "PT16H"},
    {"metric": "RESOLUTION", "priority": "P3", "duration": "PT40H"},
    {"metric": "RESOLUTION", "priority": "P4", "duration": "PT80H"}
  ],
  "warnAt": [50, 75, 90], "hours": "PROVIDER", "objective": null, "breachCost": null, "maxPauses": null,
  "allowance": [], "purpose": "What we expect of each other where nothing was agreed.",
  "reopen": "REMAINING", "validFrom": null, "reviewOn": null
}', '0001-01-01T00:00:00Z', 'install');

grant select, insert, update on departments to "${app}";
grant select, insert, update on agreements to "${app}";
grant select, insert on agreement_versions to "${app}";
grant select, insert on house_terms to "${app}";
