-- What the directory says of departments, latest version only.
create table departments (
  code text primary key,
  name text not null,
  zone text not null,
  leads jsonb not null,
  deputies jsonb not null,
  version bigint not null,
  updated_at timestamptz not null
);

-- id is the name the person acts under in the other services.
create table people (
  id text primary key,
  name text not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A method never changes: another address is another method, so a delivery can trust what it names.
create table contact_methods (
  id uuid primary key,
  person_id text not null references people (id),
  kind text not null check (kind in ('EMAIL', 'WEBHOOK')),
  address text not null,
  secret text,
  status text not null check (status in ('ACTIVE', 'DISABLED', 'REMOVED')),
  reason text,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index contact_methods_person_id on contact_methods (person_id, id);
create unique index contact_methods_once
  on contact_methods (person_id, kind, address) where status <> 'REMOVED';

create table routes (
  id uuid primary key,
  position integer not null,
  department text,
  side text not null check (side in ('OBLIGOR', 'EITHER')),
  severity text check (severity in ('WARNING', 'CRITICAL')),
  people text[] not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint routes_position unique (position)
);

create table alerts (
  id uuid primary key,
  request_id uuid not null,
  obligor text not null,
  status text not null check (status in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
  severity text not null check (severity in ('WARNING', 'CRITICAL')),
  -- The latest notice: what the request and the promise looked like at the last milestone.
  notice jsonb not null,
  acknowledged_by text,
  acknowledged_at timestamptz,
  resolution text,
  resolved_at timestamptz,
  -- Why nobody could be told, while that is so.
  undeliverable text,
  version bigint not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index alerts_one_open on alerts (request_id, obligor) where status <> 'RESOLVED';
create index alerts_request_id on alerts (request_id);
create index alerts_obligor on alerts (obligor, id);
create index alerts_status on alerts (status, id);
create index alerts_undeliverable on alerts (id)
  where undeliverable is not null and status = 'OPEN';

create table alert_clocks (
  alert_id uuid not null references alerts (id),
  clock_id uuid not null,
  position integer not null,
  metric text not null,
  cycle integer not null,
  standing text not null check (standing in ('AT_RISK', 'BREACHED', 'OVERDUE')),
  percent integer not null,
  due_at timestamptz,
  expected boolean not null,
  ending text,
  primary key (alert_id, clock_id)
);

-- One milestone as it is told: its words, and the event itself for those who read events.
create table notices (
  id uuid primary key,
  number bigint generated always as identity,
  alert_id uuid not null references alerts (id),
  clock_id uuid not null,
  event_id uuid not null,
  severity text not null check (severity in ('WARNING', 'CRITICAL')),
  notice jsonb not null,
  event text not null,
  created_at timestamptz not null
);
create index notices_alert_id on notices (alert_id, number);

create table deliveries (
  id uuid primary key,
  notice_id uuid not null references notices (id),
  alert_id uuid not null references alerts (id),
  clock_id uuid not null,
  severity text not null check (severity in ('WARNING', 'CRITICAL')),
  recipient text not null,
  person_id text references people (id),
  method_id uuid references contact_methods (id),
  channel text not null check (channel in ('EMAIL', 'WEBHOOK')),
  address text not null,
  -- Deliveries of one lane are limited together, so that a slow receiver holds up only its own.
  lane text not null,
  status text not null check (
    status in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED')),
  attempts integer not null,
  -- PENDING: when to try; SENDING: when the lease ends and whoever comes may try again.
  next_attempt_at timestamptz,
  reason text,
  resent_by text,
  sent_at timestamptz,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint deliveries_once unique (notice_id, channel, address)
);
create index deliveries_due on deliveries (next_attempt_at) where next_attempt_at is not null;
create index deliveries_alert_id on deliveries (alert_id, id);
create index deliveries_status on deliveries (status, id);
create index deliveries_person_id on deliveries (person_id, id);

-- The one timeline of an alert: what happened to it, who was told, how, when, and why not.
create table alert_entries (
  id bigint generated always as identity primary key,
  alert_id uuid not null references alerts (id),
  at timestamptz not null,
  kind text not null,
  text text not null,
  actor text,
  clock_id uuid,
  delivery_id uuid references deliveries (id)
);
create index alert_entries_alert_id on alert_entries (alert_id, id);

grant select, insert, update on departments to "${app}";
grant select, insert, update on people to "${app}";
grant select, insert, update on contact_methods to "${app}";
grant select, insert, update, delete on routes to "${app}";
grant select, insert, update on alerts to "${app}";
grant select, insert, update on alert_clocks to "${app}";
grant select, insert on notices to "${app}";
grant select, insert, update on deliveries to "${app}";
grant select, insert on alert_entries to "${app}";
