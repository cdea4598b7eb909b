create function pseudonymise_in_promises(person text, pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update clock_proposals p set proposed_by = pseudonym where p.proposed_by = person;
  update clock_proposals p set answered_by = pseudonym where p.answered_by = person;
  update clock_waivers w set asked_by = pseudonym where w.asked_by = person;
  update clock_waivers w set answered_by = pseudonym where w.answered_by = person;
end $$;
revoke all on function pseudonymise_in_promises(text, text) from public;

create view people_in_promises as
  select proposed_by as person from clock_proposals where proposed_by is not null
  union select answered_by from clock_proposals where answered_by is not null
  union select asked_by from clock_waivers
  union select answered_by from clock_waivers where answered_by is not null;
grant select on people_in_promises to "${app}";
