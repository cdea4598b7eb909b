-- What came to a department, from each other one, in order of time: a request's first fact is its
-- submission, a transfer brings it to the receiver.
create index request_facts_arrived on request_facts
  ((data ->> 'to'), (data ->> 'from'), happened_at, request_id)
  where sequence = 1 or type = 'io.onus.request.transferred.v1';
