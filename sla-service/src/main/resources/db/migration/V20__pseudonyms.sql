-- Signatures and facts are only ever added by the service. This one change to them is the owner's, and
-- only to a pseudonym.
create function renamed(document jsonb, path text[], person text, pseudonym text) returns jsonb
language sql immutable as $$
  select case
    when document #>> path = person then jsonb_set(document, path, to_jsonb(pseudonym))
    else document
  end
$$;

create function pseudonymise_person(person text, pseudonym text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if pseudonym !~ '^person-[0-9a-f]{16}$' then
    raise exception 'not a pseudonym';
  end if;
  update request_facts f set
    data = renamed(renamed(renamed(renamed(
      f.data, '{actor,id}', person, pseudonym), '{actor,onBehalfOf}', person, pseudonym),
      '{assignee}', person, pseudonym), '{person}', person, pseudonym)
  where person in (
    f.data #>> '{actor,id}', f.data #>> '{actor,onBehalfOf}', f.data ->> 'assignee',
    f.data ->> 'person');
  update tracked_requests t set profile = renamed(t.profile, '{assignee}', person, pseudonym)
  where t.profile ->> 'assignee' = person;
  update agreements a set proposed = renamed(a.proposed, '{by,by}', person, pseudonym)
  where a.proposed #>> '{by,by}' = person;
  update agreement_versions v set
    offered = renamed(v.offered, '{by}', person, pseudonym),
    accepted = renamed(v.accepted, '{by}', person, pseudonym)
  where person in (v.offered ->> 'by', v.accepted ->> 'by');
  update offers o set withdrawn_by = pseudonym where o.withdrawn_by = person;
  update offer_versions v set signature = renamed(v.signature, '{by}', person, pseudonym)
  where v.signature ->> 'by' = person;
  update house_terms h set set_by = pseudonym where h.set_by = person;
  update calendars c set created_by = pseudonym where c.created_by = person;
  -- Older versions of calendars say the department too.
  update calendars c set created_by = split_part(c.created_by, '/', 1) || '/' || pseudonym
  where substring(c.created_by from position('/' in c.created_by) + 1) = person
    and position('/' in c.created_by) > 0;
end $$;
revoke all on function pseudonymise_person(text, text) from public;
grant execute on function pseudonymise_person(text, text) to "${app}";

create view known_people as
  select data #>> '{actor,id}' as person from request_facts where data #>> '{actor,id}' is not null
  union select data #>> '{actor,onBehalfOf}' from request_facts
    where data #>> '{actor,onBehalfOf}' is not null
  union select data ->> 'assignee' from request_facts where data ->> 'assignee' is not null
  union select data ->> 'person' from request_facts where data ->> 'person' is not null
  union select profile ->> 'assignee' from tracked_requests where profile ->> 'assignee' is not null
  union select proposed #>> '{by,by}' from agreements where proposed #>> '{by,by}' is not null
  union select offered ->> 'by' from agreement_versions
  union select accepted ->> 'by' from agreement_versions
  union select withdrawn_by from offers where withdrawn_by is not null
  union select signature ->> 'by' from offer_versions
  union select set_by from house_terms
  union select created_by from calendars
  union select substring(created_by from position('/' in created_by) + 1) from calendars;

grant select on known_people to "${app}";
