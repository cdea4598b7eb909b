-- How each clock of a signed agreement ended, kept beside the clocks so that a budget is one look over
-- an index. A clock that is open, cancelled unbroken or handed over has no row; one of an imported
-- request or of house terms never has.
create table clock_outcomes (
  clock_id uuid primary key,
  request_id uuid not null,
  agreement_id uuid not null,
  version integer not null,
  side text not null,
  metric text not null,
  priority text not null,
  -- When it was met, or broken: its own instant, not that of the detection.
  settled_at timestamptz not null,
  verdict text not null check (verdict in ('MET', 'BREACHED', 'WAIVED')),
  -- By the signed terms; for a cost per hour, as far as it was known at the clock's last event.
  cost numeric,
  currency text,
  -- The clock event that settled it.
  event_id uuid
);
create index clock_outcomes_window on clock_outcomes (agreement_id, side, settled_at) include (verdict);

-- What was settled before this table was there; costs were told with the events and are not kept.
insert into clock_outcomes
  (clock_id, request_id, agreement_id, version, side, metric, priority, settled_at, verdict)
select c.id, c.request_id, split_part(c.binding, ':', 1)::uuid,
  split_part(split_part(c.binding, '@', 1), ':', 2)::integer, c.obligor_side, c.metric,
  t.profile ->> 'priority', case c.verdict when 'BREACHED' then c.due_at else c.since_at end,
  c.verdict
from clocks c join tracked_requests t on t.request_id = c.request_id
where c.verdict in ('MET', 'BREACHED') and c.binding not like 'house:%'
  and not coalesce((t.profile ->> 'imported')::boolean, false);

-- Agreements with news, one row for each transaction that brought some: only added, so that writers
-- never wait for each other.
create table budget_checks (
  id bigint generated always as identity primary key,
  agreement_id uuid not null
);
create index budget_checks_agreement on budget_checks (agreement_id);

insert into budget_checks (agreement_id) select distinct agreement_id from clock_outcomes;

-- What was said of a budget; its lock keeps two replicas from saying it twice.
create table budgets (
  agreement_id uuid not null references agreements (id),
  side text not null,
  level text not null check (level in ('OK', 'WARNED', 'SPENT')),
  warned_by uuid,
  warned_at timestamptz,
  spent_by uuid,
  spent_at timestamptz,
  -- When to look again though nothing new is settled, since the window moves on.
  look_at timestamptz,
  primary key (agreement_id, side)
);
create index budgets_look on budgets (look_at) where look_at is not null;

grant select, insert, update, delete on clock_outcomes to "${app}";
grant select, insert, delete on budget_checks to "${app}";
grant select, insert, update on budgets to "${app}";
