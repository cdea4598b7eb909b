-- What came to one department from another, in order of time: a request's first fact is its
-- submission, a transfer brings it to the receiver.
create index request_facts_pair on request_facts
  ((data ->> 'from'), (data ->> 'to'), happened_at, request_id)
  where sequence = 1 or type = 'io.onus.request.transferred.v1';
