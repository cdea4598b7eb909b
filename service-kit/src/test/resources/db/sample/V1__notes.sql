create table notes (
  id uuid primary key,
  version bigint not null,
  title text not null,
  pin text unique
);
grant select, insert, update, delete on notes to "${app}";
