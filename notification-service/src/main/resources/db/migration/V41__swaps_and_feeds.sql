create table schedule_swaps (
  schedule text not null references schedules (code) on delete cascade,
  number integer not null,
  proposed_by text not null,
  proposed_to text not null,
  gives_start timestamptz not null,
  gives_end timestamptz not null,
  takes_start timestamptz,
  takes_end timestamptz,
  note text,
  status text not null check (status in ('PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  version bigint not null,
  primary key (schedule, number)
);
create index schedule_swaps_open on schedule_swaps (expires_at) where status = 'PROPOSED';

-- A person's own calendar of one schedule. Whoever has the token has the calendar; only its hash is here.
create table schedule_feeds (
  schedule text not null references schedules (code) on delete cascade,
  person text not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  primary key (schedule, person)
);

grant update on schedule_overrides to "${app}";
grant select, insert, update on schedule_swaps to "${app}";
grant select, insert, update, delete on schedule_feeds to "${app}";

-- What was proposed and not answered is over: one of the two is gone.
create function pseudonymise_in_swaps(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update schedule_swaps s set
    proposed_by = case when s.proposed_by = person then pseudonym else s.proposed_by end,
    proposed_to = case when s.proposed_to = person then pseudonym else s.proposed_to end,
    status = case when s.status = 'PROPOSED' then 'WITHDRAWN' else s.status end,
    ended_at = case when s.status = 'PROPOSED' then s.expires_at else s.ended_at end
  where s.proposed_by = person or s.proposed_to = person;
  delete from schedule_feeds f where f.person = pseudonymise_in_swaps.person;
end $$;
revoke all on function pseudonymise_in_swaps(text, text[], text) from public;

create view people_in_swaps as
  select proposed_by as person from schedule_swaps
  union select proposed_to from schedule_swaps
  union select person from schedule_feeds;
grant select on people_in_swaps to "${app}";
