-- What is told says what is so when it is told.

-- Reopened because what it ended with was no answer: not kept, though it came in time.
alter table weekly_clocks add column unanswered boolean not null default false;

-- A warning of a clock that stands still waits until it runs on.
alter table deliveries drop constraint deliveries_hold_check;
alter table deliveries add constraint deliveries_hold_check
  check (hold in ('QUIET_HOURS', 'THROTTLE', 'DIGEST', 'TRIGGER', 'PAUSED'));

-- One that was taken back after it had begun has another end.
alter table schedule_overrides add column version bigint not null default 1;

-- An alert is as severe as the worst of its clocks that is left.
update alerts a set severity = 'WARNING'
where a.status <> 'RESOLVED' and a.severity = 'CRITICAL' and not exists (
  select 1 from alert_clocks c where c.alert_id = a.id and c.ending is null and c.standing <> 'AT_RISK');
