-- Messages about alerts that came to nothing for good, until the alert was looked at. Only added to where deliveries are
-- locked: the alert, which is locked before its deliveries, is looked at afterwards.
create table untold (
  id bigint generated always as identity primary key,
  alert_id uuid not null references alerts (id),
  at timestamptz not null
);
create index untold_alert on untold (alert_id);
grant select, insert, delete on untold to "${app}";

-- Whether the fallback contact's turn has been taken.
alter table escalations add column last boolean not null default false;
-- What was over then had told it wherever it was to be told at all, or will not be looked at again.
update escalations set last = true where turn = 'NONE' and (insists or not reached);
