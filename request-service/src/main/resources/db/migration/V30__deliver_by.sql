-- The calendar moment an answer is owed at, and the standing request that asked for it.
alter table requests add column deliver_by timestamptz;
alter table requests add column standing text;
