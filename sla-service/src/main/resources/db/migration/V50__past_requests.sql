-- What two departments asked of each other, in order of submission: a request's first fact is its
-- submission, and names the two it was between then.
create index request_facts_pair on request_facts
  ((data ->> 'from'), (data ->> 'to'), happened_at, request_id) where sequence = 1;
