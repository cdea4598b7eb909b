-- What the service writes of people in its own sentences: each of the words, where it stands alone.
create function without_words(sentence text, words text[], pseudonym text) returns text
language plpgsql immutable as $$
declare
  word text;
begin
  foreach word in array words loop
    sentence := regexp_replace(
      sentence,
      case when word ~ '^\w' then '\m' else '' end
        || regexp_replace(word, '([^[:alnum:]\s])', '\\\1', 'g')
        || case when word ~ '\w$' then '\M' else '' end,
      pseudonym,
      'gi');
  end loop;
  return sentence;
end $$;

create function says_one_of(sentence text, words text[]) returns boolean
language sql immutable as $$
  select exists (select 1 from unnest(words) as word where position(lower(word) in lower(sentence)) > 0)
$$;

-- Notices and entries are only ever added by the service. This one change to them is the owner's, and
-- only to a pseudonym. A method of the person is none any more, and what was still to be sent is not.
create function pseudonymise_person(person text, addresses text[], pseudonym text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  words text[];
begin
  if pseudonym !~ '^person-[0-9a-f]{16}$' then
    raise exception 'not a pseudonym';
  end if;

  -- Longest first: a name may be part of an address.
  select coalesce(array_agg(w.word order by length(w.word) desc), '{}') into words
  from (
    select person as word
    union select unnest(addresses)
    union select p.name from people p where p.id = person
    union select d.recipient from deliveries d
      where d.person_id = person or d.address = any (addresses)) as w
  where length(w.word) > 1;

  insert into people (id, name, version, created_at, updated_at)
    select pseudonym, pseudonym, p.version, p.created_at, p.updated_at from people p where p.id = person
    on conflict (id) do nothing;
  update contact_methods m set
    person_id = pseudonym, address = pseudonym || '/' || m.id, secret = null, status = 'REMOVED'
  where m.person_id = person;
  update contact_methods m set reason = without_words(m.reason, words, pseudonym)
  where says_one_of(m.reason, words);

  update deliveries d set
    person_id = case when d.person_id = person then pseudonym else d.person_id end,
    recipient = pseudonym,
    address = pseudonym || '/' || d.id,
    next_attempt_at = null,
    status = case when d.status in ('PENDING', 'SENDING') then 'CANCELLED' else d.status end,
    reason = case when d.status in ('PENDING', 'SENDING') then 'the person is gone' else d.reason end
  where d.person_id = person or d.address = any (addresses);
  update deliveries d set
    resent_by = case when d.resent_by = person then pseudonym else d.resent_by end,
    reason = without_words(d.reason, words, pseudonym)
  where d.resent_by = person or says_one_of(d.reason, words);
  delete from people p where p.id = person;

  -- Who stands alone in a route stays in it as the pseudonym, so that the route says it reaches nobody.
  update routes r set
    people = case
      when cardinality(array_remove(r.people, person)) = 0 then array[pseudonym]
      else array_remove(r.people, person)
    end
  where person = any (r.people);

  update alerts a set
    acknowledged_by = case when a.acknowledged_by = person then pseudonym else a.acknowledged_by end,
    resolution = without_words(a.resolution, words, pseudonym),
    undeliverable = without_words(a.undeliverable, words, pseudonym)
  where a.acknowledged_by = person or says_one_of(a.resolution, words)
    or says_one_of(a.undeliverable, words);
  update alert_entries e set
    actor = case when e.actor = person then pseudonym else e.actor end,
    text = without_words(e.text, words, pseudonym)
  where e.actor = person or says_one_of(e.text, words);
  update notices n set
    event = replace(n.event, to_jsonb(person)::text, to_jsonb(pseudonym)::text)
  where position(to_jsonb(person)::text in n.event) > 0;
end $$;
revoke all on function pseudonymise_person(text, text[], text) from public;
grant execute on function pseudonymise_person(text, text[], text) to "${app}";

create view known_people as
  select id as person from people
  union select unnest(people) from routes
  union select acknowledged_by from alerts where acknowledged_by is not null
  union select resent_by from deliveries where resent_by is not null
  union select actor from alert_entries where actor is not null
  union select event::jsonb #>> '{data,actor,id}' from notices
    where event::jsonb #>> '{data,actor,id}' is not null;

create view known_addresses as
  select address from contact_methods where kind = 'EMAIL'
  union select address from deliveries where channel = 'EMAIL';

grant select on known_people, known_addresses to "${app}";
