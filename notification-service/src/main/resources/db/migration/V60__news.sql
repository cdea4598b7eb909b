-- News keeps the event behind it, and events of agreements name people beside who did it: who signed, whose
-- opinion it was, who has the request in hand. Their texts are replaced with those of all notices.
create view people_in_news as
  select p.person from notices n,
    lateral (
      select jsonb_path_query(n.event::jsonb, '$.data.signatures[*].by') #>> '{}' as person
      union select jsonb_path_query(n.event::jsonb, '$.data.opinions[*].by') #>> '{}'
      union select n.event::jsonb #>> '{data,assignee}') as p
  where n.kind = 'NEWS' and n.event is not null and p.person is not null;
grant select on people_in_news to "${app}";
