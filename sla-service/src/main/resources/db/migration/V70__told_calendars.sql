-- What was said last of each calendar on the directory's topic. The row is the lock under which it is said and
-- numbered, so that replicas do not say it twice and nothing older comes after something newer.
create table told_calendars (
  code text primary key,
  version bigint not null,
  horizon_from timestamptz not null,
  sequence bigint not null
);
grant select, insert, update on told_calendars to "${app}";
