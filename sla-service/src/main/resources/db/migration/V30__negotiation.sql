-- Every offer made in a negotiation, with its answer: nothing of it is ever taken away.
create table agreement_offers (
  agreement_id uuid not null references agreements (id),
  number integer not null,
  terms jsonb not null,
  signature jsonb not null,
  note text,
  -- Null where it was published for everybody: a publication is open until it is withdrawn.
  expires_at timestamptz,
  -- What became of it, by whom, when and why; null while it is on the table.
  answer jsonb,
  primary key (agreement_id, number)
);

alter table agreements
  add offers integer not null default 0,
  add event_sequence bigint not null default 0,
  -- From the first version's validFrom to the notice's day: the instants this agreement is the one.
  add in_force_from timestamptz,
  add ends_at timestamptz,
  add notice jsonb,
  -- When the offer on the table expires, and when the next review is to be told; null: nothing to do.
  add open_until timestamptz,
  add review_on date,
  add review_due_at timestamptz,
  add review_told boolean not null default false,
  add next_at timestamptz generated always as (least(open_until, review_due_at)) stored,
  add pair_key bigint not null generated always as
    (hashtextextended(requester || '/' || provider || '/' || coalesce(service, ''), 0)) stored;

insert into agreement_offers (agreement_id, number, terms, signature, answer)
select v.agreement_id, v.number, v.terms, v.offered, jsonb_build_object(
  'kind', 'ACCEPTED', 'side', v.accepted ->> 'side', 'by', v.accepted ->> 'by',
  'at', v.accepted ->> 'at')
from agreement_versions v;
insert into agreement_offers (agreement_id, number, terms, signature, note, expires_at)
select a.id, coalesce(a.current_number, 0) + 1, a.proposed -> 'terms', a.proposed -> 'by',
  a.proposed ->> 'note', now() + interval '30 days'
from agreements a where a.proposed is not null;

update agreements a set
  offers = (select count(*) from agreement_offers o where o.agreement_id = a.id),
  event_sequence = a.version,
  in_force_from =
    (select min(v.in_force_from) from agreement_versions v where v.agreement_id = a.id),
  open_until = (select o.expires_at from agreement_offers o
    where o.agreement_id = a.id and o.answer is null);

alter table agreements drop constraint agreements_status_check;
alter table agreements add constraint agreements_status_check check (status in (
  'PROPOSED', 'COUNTERED', 'SIGNED', 'AMENDING', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'ENDED'));

-- One agreement per pair, service and instant. A range of one number makes the pair comparable in the
-- same index as the time, without an extension.
drop index agreements_one_signed;
alter table agreements add constraint agreements_one_at_an_instant exclude using gist (
  int8range(pair_key, pair_key, '[]') with &&,
  tstzrange(least(in_force_from, ends_at), ends_at) with &&)
  where (in_force_from is not null);
create index agreements_next on agreements (next_at) where next_at is not null;

create table agreement_reviews (
  agreement_id uuid not null references agreements (id),
  number integer not null,
  -- The last opinion of each side, by side.
  opinions jsonb not null,
  -- Null while the leads have not said the same.
  outcome text check (outcome in ('KEEP', 'AMEND', 'END')),
  closed_at timestamptz,
  next_on date,
  primary key (agreement_id, number)
);

create table agreement_suggestions (
  id uuid primary key,
  agreement_id uuid not null references agreements (id),
  text text not null,
  side text not null,
  said_by text not null,
  said_at timestamptz not null
);
create index agreement_suggestions_agreement on agreement_suggestions (agreement_id, id);

create table terms_templates (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  name text,
  terms jsonb not null,
  version integer not null,
  set_by text not null,
  set_at timestamptz not null
);

grant select, insert, update on agreement_offers to "${app}";
grant select, insert, update on agreement_reviews to "${app}";
grant select, insert on agreement_suggestions to "${app}";
grant select, insert, update on terms_templates to "${app}";

-- People, feature by feature. A migration that adds a table with names in it adds a function
-- pseudonymise_in_<feature>(person, pseudonym) and a view people_in_<feature>(person), granted to the
-- app; both are found by their names, so nobody has to write the whole list again.
create function pseudonymise_in_agreements(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update agreements a set notice = renamed(a.notice, '{by}', person, pseudonym)
  where a.notice ->> 'by' = person;
  update agreement_offers o set
    signature = renamed(o.signature, '{by}', person, pseudonym),
    answer = renamed(o.answer, '{by}', person, pseudonym)
  where person in (o.signature ->> 'by', o.answer ->> 'by');
  update agreement_versions v set
    offered = renamed(v.offered, '{by}', person, pseudonym),
    accepted = renamed(v.accepted, '{by}', person, pseudonym)
  where person in (v.offered ->> 'by', v.accepted ->> 'by');
  update agreement_reviews r set
    opinions = renamed(renamed(r.opinions, '{requester,by}', person, pseudonym),
      '{provider,by}', person, pseudonym)
  where person in (r.opinions #>> '{requester,by}', r.opinions #>> '{provider,by}');
  update agreement_suggestions s set said_by = pseudonym where s.said_by = person;
  update terms_templates t set set_by = pseudonym where t.set_by = person;
  update house_terms h set set_by = pseudonym where h.set_by = person;
end $$;

create function pseudonymise_in_offers(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update offers o set withdrawn_by = pseudonym where o.withdrawn_by = person;
  update offer_versions v set signature = renamed(v.signature, '{by}', person, pseudonym)
  where v.signature ->> 'by' = person;
end $$;

create function pseudonymise_in_calendars(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update calendars c set created_by = pseudonym where c.created_by = person;
  -- Older versions of calendars say the department too.
  update calendars c set created_by = split_part(c.created_by, '/', 1) || '/' || pseudonym
  where substring(c.created_by from position('/' in c.created_by) + 1) = person
    and position('/' in c.created_by) > 0;
end $$;

create function pseudonymise_in_requests(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update request_facts f set
    data = renamed(renamed(renamed(renamed(
      f.data, '{actor,id}', person, pseudonym), '{actor,onBehalfOf}', person, pseudonym),
      '{assignee}', person, pseudonym), '{person}', person, pseudonym)
  where person in (
    f.data #>> '{actor,id}', f.data #>> '{actor,onBehalfOf}', f.data ->> 'assignee',
    f.data ->> 'person');
  update tracked_requests t set profile = renamed(t.profile, '{assignee}', person, pseudonym)
  where t.profile ->> 'assignee' = person;
end $$;

revoke all on function pseudonymise_in_agreements(text, text),
  pseudonymise_in_offers(text, text), pseudonymise_in_calendars(text, text),
  pseudonymise_in_requests(text, text) from public;

create or replace function pseudonymise_person(person text, pseudonym text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  feature text;
begin
  if pseudonym !~ '^person-[0-9a-f]{16}$' then
    raise exception 'not a pseudonym';
  end if;
  for feature in
    select p.proname from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname like 'pseudonymise\_in\_%'
    order by p.proname
  loop
    execute format('select %I($1, $2)', feature) using person, pseudonym;
  end loop;
end $$;

create view people_in_agreements as
  select notice ->> 'by' as person from agreements where notice is not null
  union select signature ->> 'by' from agreement_offers
  union select answer ->> 'by' from agreement_offers where answer ->> 'by' is not null
  union select offered ->> 'by' from agreement_versions
  union select accepted ->> 'by' from agreement_versions
  union select opinion.value ->> 'by' from agreement_reviews r, jsonb_each(r.opinions) opinion
    where opinion.value ->> 'by' is not null
  union select said_by from agreement_suggestions
  union select set_by from terms_templates
  union select set_by from house_terms;
create view people_in_offers as
  select withdrawn_by as person from offers where withdrawn_by is not null
  union select signature ->> 'by' from offer_versions;
create view people_in_calendars as
  select created_by as person from calendars
  union select substring(created_by from position('/' in created_by) + 1) from calendars;
create view people_in_requests as
  select data #>> '{actor,id}' as person from request_facts where data #>> '{actor,id}' is not null
  union select data #>> '{actor,onBehalfOf}' from request_facts
    where data #>> '{actor,onBehalfOf}' is not null
  union select data ->> 'assignee' from request_facts where data ->> 'assignee' is not null
  union select data ->> 'person' from request_facts where data ->> 'person' is not null
  union select profile ->> 'assignee' from tracked_requests where profile ->> 'assignee' is not null;
grant select on people_in_agreements, people_in_offers, people_in_calendars, people_in_requests
  to "${app}";

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

alter table agreements drop column proposed;
