-- Machines that are told and belong to nobody. How they are reached is in contact_methods.
create table integrations (
  id text primary key,
  name text not null,
  department text,
  events text[] not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index integrations_department on integrations (department, id);
grant select, insert, update, delete on integrations to "${app}";
