-- A notice is whatever is told: a milestone, many of them in a digest, what became of an alert, or news that
-- is about no alert.
alter table notices rename column notice to content;
alter table notices
  add column kind text not null default 'MILESTONE'
    check (kind in ('MILESTONE', 'DIGEST', 'ALERT_MOVED', 'NEWS')),
  add column priority text,
  add column due_at timestamptz,
  alter column alert_id drop not null,
  alter column clock_id drop not null,
  alter column event_id drop not null,
  alter column event drop not null;
update notices set
  priority = content ->> 'priority',
  due_at = (content #>> '{promise,dueAt}')::timestamptz,
  content = jsonb_build_object('notice', content);
alter table notices alter column kind drop default;

alter table deliveries
  alter column alert_id drop not null,
  alter column clock_id drop not null,
  drop constraint deliveries_channel_check,
  add constraint deliveries_channel_check
    check (channel in ('EMAIL', 'WEBHOOK', 'CHAT', 'PAGER', 'ALERTMANAGER', 'STREAM'));

-- urgency: from which on the method is used.
alter table contact_methods
  add column urgency text not null default 'LOW' check (urgency in ('LOW', 'HIGH')),
  drop constraint contact_methods_kind_check,
  add constraint contact_methods_kind_check
    check (kind in ('EMAIL', 'WEBHOOK', 'CHAT', 'PAGER', 'ALERTMANAGER'));

-- When calendars are open, as sla-service says: no zone and no holiday has to be known here.
create table calendars (
  code text primary key,
  version bigint not null,
  zone text not null,
  horizon_from timestamptz not null,
  horizon_until timestamptz not null,
  opens timestamptz[] not null,
  closes timestamptz[] not null,
  closed_dates text[] not null,
  updated_at timestamptz not null
);
grant select, insert, update on calendars to "${app}";

-- Forgetting a person is a matter of every feature that names people. Each brings a function
-- pseudonymise_in_<feature>(person, addresses, pseudonym) and a view people_in_<feature>(person), both found by
-- their names.
alter function pseudonymise_person(text, text[], text) rename to pseudonymise_in_alerts;
alter function pseudonymise_in_alerts(text, text[], text) security invoker;
revoke all on function pseudonymise_in_alerts(text, text[], text) from public, "${app}";

create function pseudonymise_person(person text, addresses text[], pseudonym text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  feature text;
begin
  if pseudonym !~ '^person-[0-9a-f]{16}$' then
    raise exception 'not a pseudonym';
  end if;
  -- Features first: once the alerts' own function is through, the person's row is gone.
  for feature in
    select p.proname from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname like 'pseudonymise\_in\_%'
    order by p.proname = 'pseudonymise_in_alerts', p.proname
  loop
    execute format('select %I($1, $2, $3)', feature) using person, addresses, pseudonym;
  end loop;
end $$;
revoke all on function pseudonymise_person(text, text[], text) from public;
grant execute on function pseudonymise_person(text, text[], text) to "${app}";

-- What is told names people too, when it is news.
create function pseudonymise_in_notices(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  words text[];
begin
  select coalesce(array_agg(w.word order by length(w.word) desc), '{}') into words
  from (
    select person as word
    union select unnest(addresses)
    union select p.name from people p where p.id = person) as w
  where length(w.word) > 1;
  update notices n set content = without_words(n.content::text, words, pseudonym)::jsonb
  where n.kind = 'NEWS' and says_one_of(n.content::text, words);
end $$;
revoke all on function pseudonymise_in_notices(text, text[], text) from public;

create view people_in_alerts as
  select id as person from people
  union select unnest(people) from routes
  union select acknowledged_by from alerts where acknowledged_by is not null
  union select resent_by from deliveries where resent_by is not null
  union select actor from alert_entries where actor is not null
  union select event::jsonb #>> '{data,actor,id}' from notices
    where event::jsonb #>> '{data,actor,id}' is not null;
grant select on people_in_alerts to "${app}";

create function people_in_features() returns setof text
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return query execute (
    select string_agg(format('select person from %I', c.relname), ' union ' order by c.relname)
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
      and c.relname like 'people\_in\_%');
end $$;
revoke all on function people_in_features() from public;
grant execute on function people_in_features() to "${app}";

create or replace view known_people as select person from people_in_features() as person;
