-- Archived requests are left out of lists and can only be read.
alter table requests add column archived_at timestamptz;
create index requests_to_archive on requests (updated_at)
  where archived_at is null and status in ('CLOSED', 'DECLINED', 'CANCELLED');
