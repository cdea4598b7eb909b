-- One row for each clock, as it was last heard of: what the weekly letters count. Imported clocks have none.
create table weekly_clocks (
  clock_id uuid primary key,
  request_id uuid not null,
  request_number text not null,
  -- What the request is about; null once the clock is over.
  subject text,
  side text not null check (side in ('REQUESTER', 'PROVIDER')),
  owed_by text not null,
  owed_to text not null,
  metric text not null,
  priority text not null,
  expected boolean not null,
  phase text not null check (phase in ('RUNNING', 'PAUSED', 'FINISHED', 'ENDED')),
  verdict text not null check (verdict in ('PENDING', 'MET', 'BREACHED', 'WAIVED', 'NONE')),
  -- Whether terms name a target, and whether both sides agreed on another instant since.
  promised boolean not null,
  agreed boolean not null,
  due_at timestamptz,
  original_due_at timestamptz,
  stopped_at timestamptz,
  cost numeric,
  currency text,
  said_at timestamptz not null,
  -- The place of the last event of the request that says something of it: an earlier one is a repeat.
  sequence bigint not null
);
create index weekly_clocks_request_id on weekly_clocks (request_id);
create index weekly_clocks_owed_by on weekly_clocks (owed_by, stopped_at);
create index weekly_clocks_owed_to on weekly_clocks (owed_to, stopped_at);
create index weekly_clocks_stopped_at on weekly_clocks (stopped_at) where stopped_at is not null;

create table weekly_reviews (
  agreement_id uuid primary key,
  requester text not null,
  provider text not null,
  service text,
  -- Null where nobody is to look at it again.
  review_on date,
  sequence bigint not null
);
create index weekly_reviews_requester on weekly_reviews (requester, review_on);
create index weekly_reviews_provider on weekly_reviews (provider, review_on);

-- Each week (its Monday) a department was told of, or had nothing to be told of: once, whoever tries.
create table weekly_letters (
  department text not null,
  week date not null,
  notice_id uuid references notices (id),
  told_at timestamptz not null,
  primary key (department, week)
);

-- Whether and when a department's leads want their letter, where that is not as the company has it.
create table weekly_wishes (
  department text primary key,
  enabled boolean not null,
  moment text,
  version bigint not null,
  updated_at timestamptz not null
);

grant select, insert, update, delete on weekly_clocks to "${app}";
grant select, insert, update on weekly_reviews to "${app}";
grant select, insert, update, delete on weekly_letters to "${app}";
grant select, insert, update on weekly_wishes to "${app}";
