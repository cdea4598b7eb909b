-- Who may see which request, and whose name an external reference is.

-- A reference is its requester department's own: were it one for all, whoever used it first would
-- keep it from the others, and the refusal would tell them of a request that is not theirs.
drop index requests_external;
create unique index requests_external on requests (external_system, external_id, from_department)
  where external_system is not null;

-- A proposed transfer shows the request to the department that may take it.
create index requests_by_receiver on requests ((state -> 'transfer' ->> 'department'), created_at desc, id desc)
  where state -> 'transfer' ->> 'department' is not null;
