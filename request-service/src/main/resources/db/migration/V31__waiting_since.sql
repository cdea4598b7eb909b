-- Since when the requester must move, for requests that wait for one now: the fact that began it is
-- the first of its kind after the last move that ended any waiting.
update requests r set state = r.state || jsonb_build_object('since', (
  select to_char(coalesce(min(f.happened_at), r.last_fact_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  from request_facts f
  where f.request_id = r.id
    and f.type = case r.status
          when 'RETURNED' then 'returned' when 'RESOLVED' then 'resolved' else 'asked' end
    and f.position > coalesce((
      select max(e.position) from request_facts e
      where e.request_id = r.id
        and e.type in ('submitted', 'resubmitted', 'answered', 'contested', 'reopened', 'transferred')), 0)))
where r.status in ('RETURNED', 'AWAITING_REQUESTER', 'RESOLVED');
