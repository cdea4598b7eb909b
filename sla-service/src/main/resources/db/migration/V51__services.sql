-- Who does what, from onus.directory.v1: a promise is between departments, and people ask for services.
create table services (
  code text primary key,
  provider text not null,
  version bigint not null
);

grant select, insert, update on services to "${app}";
