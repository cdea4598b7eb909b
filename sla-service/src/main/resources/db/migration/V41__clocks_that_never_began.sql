-- Clocks that, as late facts showed, never began, with the revision under which that was told.
alter table tracked_requests add column gone jsonb not null default '{}';
