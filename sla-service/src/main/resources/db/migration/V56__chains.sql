-- Which request a request was made for; it cannot differ from what the profile says.
update tracked_requests t
set profile = t.profile || jsonb_build_object('parentId', f.data -> 'parentId')
from request_facts f
where f.request_id = t.request_id and f.sequence = 1 and t.profile is not null
  and f.data ->> 'parentId' is not null;
alter table tracked_requests
  add column parent_id uuid generated always as ((profile ->> 'parentId')::uuid) stored;
create index tracked_requests_parent on tracked_requests (parent_id) where parent_id is not null;

-- Requests whose promise is to be compared with their parent's, since one of the two changed. Only
-- added in the transaction of the change, so that it takes no second request's lock; worked off one
-- request at a time.
create table chain_checks (
  id bigint generated always as identity primary key,
  request_id uuid not null,
  -- The clock event that changed a promise, and when it did.
  caused_by uuid not null,
  caused_at timestamptz not null,
  look_at timestamptz not null
);
create index chain_checks_request on chain_checks (request_id);
create index chain_checks_look on chain_checks (look_at);

-- What was said already: the id of a situation is the id of its event.
create table chain_risks (
  event_id uuid primary key,
  request_id uuid not null,
  parent_id uuid not null,
  due_at timestamptz not null,
  parent_due_at timestamptz not null,
  told_at timestamptz not null
);

grant select, insert, update, delete on chain_checks to "${app}";
grant select, insert on chain_risks to "${app}";
