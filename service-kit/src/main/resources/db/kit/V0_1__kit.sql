-- Tables every service has: events to publish, events seen, answers given.

create table outbox (
  id bigint generated always as identity primary key,
  shard smallint not null,
  topic text not null,
  key text not null,
  event_id uuid not null,
  headers text[] not null,
  value text not null
);

-- Rows live for milliseconds: vacuum early, or the head of the index fills with dead entries.
alter table outbox set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

create table outbox_parked (
  id bigint primary key,
  shard smallint not null,
  topic text not null,
  key text not null,
  event_id uuid not null,
  headers text[] not null,
  value text not null,
  reason text not null,
  parked_at timestamptz not null default now()
);

create table inbox (
  consumer text not null,
  event_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create table idempotency_keys (
  caller text not null,
  method text not null,
  path text not null,
  key text not null,
  body_hash text not null,
  status integer not null,
  body text,
  media_type text,
  etag text,
  location text,
  created_at timestamptz not null,
  primary key (caller, method, path, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

grant select, insert, delete on outbox to "${app}";
grant select, insert on outbox_parked to "${app}";
grant select, insert on inbox to "${app}";
grant select, insert, update, delete on idempotency_keys to "${app}";
