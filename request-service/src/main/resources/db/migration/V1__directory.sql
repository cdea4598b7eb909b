-- Departments and what they do for others.

create table departments (
  code        text        primary key check (code ~ '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$' and length(code) <= 32),
  name        text        not null,
  zone        text        not null,
  calendar    text        not null,
  parent      text        references departments (code),
  leads       jsonb       not null,
  deputies    jsonb       not null,
  version     bigint      not null check (version > 0),
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  check (parent <> code)
);

create index departments_by_parent on departments (parent, code) where parent is not null;

create table services (
  code        text        primary key check (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(code) <= 64),
  provider    text        not null references departments (code),
  name        text        not null,
  intake      text        not null, -- text, not jsonb: the order in which a form asks is kept
  version     bigint      not null check (version > 0),
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create index services_by_provider on services (provider, code);

grant select, insert, update on departments, services to "${app}";
