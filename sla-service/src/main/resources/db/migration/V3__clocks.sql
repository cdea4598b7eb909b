-- Everything that happened to requests, append-only: clocks are derived from it and can be rebuilt.
-- Its key is the inbox of the facts: a repeated event finds its row.
create table request_facts (
  request_id uuid not null,
  sequence bigint not null,
  event_id uuid not null,
  type text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  data jsonb not null,
  primary key (request_id, sequence)
);

-- One narrow row per request; its lock is the only one a writer of clocks takes.
create table tracked_requests (
  request_id uuid primary key,
  shard smallint not null,
  -- The earliest milestone of all its clocks; null where there is none, and always for imported requests.
  next_at timestamptz,
  -- The last fact folded; facts beyond a gap wait in request_facts.
  last_sequence bigint not null,
  -- The last event published about it.
  out_sequence bigint not null,
  last_fact_at timestamptz,
  last_fired_at timestamptz,
  profile jsonb,
  agreement_id uuid,
  terms_version integer,
  calendar_code text,
  calendar_version integer
);
create index tracked_requests_due on tracked_requests (shard, next_at) where next_at is not null;

create table clocks (
  id uuid primary key,
  request_id uuid not null references tracked_requests (request_id),
  metric text not null,
  cycle integer not null,
  phase text not null,
  verdict text not null,
  -- All durations are working time in microseconds.
  target_us bigint,
  carried_us bigint not null,
  consumed_us bigint not null,
  paused_us bigint not null,
  used_by jsonb not null,
  started_at timestamptz not null,
  -- Since when it is in this phase: for a finished or cancelled clock, when it stopped.
  since_at timestamptz not null,
  due_at timestamptz,
  highest_fired integer not null,
  revision integer not null,
  pauses integer not null,
  obligor_side text not null,
  obligor_department text not null
);
create index clocks_request on clocks (request_id);

grant select, insert on request_facts to "${app}";
grant select, insert, update on tracked_requests to "${app}";
grant select, insert, update, delete on clocks to "${app}";
