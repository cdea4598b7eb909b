-- The calendar a department works by. Departments that are known already are read once more from the topic, in a
-- group that begins anew, and taken whatever version they have here.
alter table departments add column calendar text not null default 'company';
update departments set version = 0;
