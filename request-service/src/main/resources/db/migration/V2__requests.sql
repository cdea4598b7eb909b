-- Requests as they stand now, and everything that ever happened to them.

-- One sequence for all departments: a counter row per department would make every creation wait for
-- the one before it. See docs/decisions/0004-request-numbers.md.
create sequence request_numbers start with 1001;

-- Departments and services are never deleted, and their codes are checked before the insert; a
-- foreign key would make every creation lock the same few rows of them.
create table requests (
  id                   uuid        primary key,
  number               text        not null constraint requests_number unique,
  from_department      text        not null,
  to_department        text        not null,
  service              text        not null,
  priority             text        not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  status               text        not null check (status in (
                         'DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'IN_PROGRESS', 'AWAITING_REQUESTER',
                         'RESOLVED', 'CLOSED', 'DECLINED', 'CANCELLED')),
  subject              text        not null,
  -- json, not jsonb: what the requester wrote is kept as it was written
  details              json        not null,
  customer_ref         text,
  customer_name        text,
  customer_promised_at timestamptz,
  at_stake_amount      numeric     check (at_stake_amount > 0),
  at_stake_currency    text,
  needed_by            timestamptz,
  parent_id            uuid        references requests (id),
  assignee             text,
  external_system      text,
  external_id          text,
  imported             boolean     not null,
  cycle                integer     not null check (cycle > 0),
  -- what only this status knows, and proposals that wait for an answer
  state                jsonb       not null,
  created_by           text        not null,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  submitted_at         timestamptz,
  -- the latest time of any fact; the next live one is later
  last_fact_at         timestamptz not null,
  facts                integer     not null check (facts > 0),
  sequence             integer     not null check (sequence between 0 and facts),
  version              integer     not null check (version > 0),
  check ((status = 'DRAFT') <= (submitted_at is null)),
  check ((external_system is null) = (external_id is null))
) with (fillfactor = 85);

create unique index requests_external on requests (external_system, external_id) where external_system is not null;
create index requests_by_age on requests (created_at desc, id desc);
create index requests_by_to on requests (to_department, created_at desc, id desc);
create index requests_by_from on requests (from_department, created_at desc, id desc);
create index requests_by_assignee on requests (assignee, created_at desc, id desc) where assignee is not null;
create index requests_by_customer on requests (customer_ref, created_at desc, id desc) where customer_ref is not null;
create index requests_by_parent on requests (parent_id) where parent_id is not null;
create index requests_open_of_import on requests (external_system, id)
  where imported and status not in ('CLOSED', 'DECLINED', 'CANCELLED');

-- Append-only: the app role cannot change or delete what happened. Written only under the lock of
-- the request's row, which is why no foreign key watches it.
create table request_facts (
  request_id   uuid        not null,
  position     integer     not null check (position > 0),
  -- of the event that told of it; none where only the two sides are concerned
  sequence     integer,
  event_id     uuid        not null,
  type         text        not null,
  happened_at  timestamptz not null,
  recorded_at  timestamptz not null,
  actor        text        not null,
  department   text        not null,
  side         text,
  kind         text        not null,
  on_behalf_of text,
  content      json        not null,
  primary key (request_id, position)
);

grant select, insert, update on requests to "${app}";
grant select, insert on request_facts to "${app}";
grant usage on sequence request_numbers to "${app}";
