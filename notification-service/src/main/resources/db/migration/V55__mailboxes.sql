-- Who reads what is told: a person, or an address nobody is known by. The row is the lock under which what
-- waits for them is claimed, so that two replicas together never tell anybody more than they take.
create table mailboxes (
  id uuid primary key,
  person_id text,
  channel text check (channel in ('EMAIL', 'WEBHOOK', 'CHAT', 'PAGER', 'ALERTMANAGER')),
  address text,
  -- When something was last claimed for them: who waits longest has the next turn.
  served_at timestamptz,
  created_at timestamptz not null,
  constraint mailboxes_of check (
    (person_id is null) = (address is not null) and (channel is null) = (address is null))
);
create unique index mailboxes_person on mailboxes (person_id) where person_id is not null;
create unique index mailboxes_address on mailboxes (channel, address) where address is not null;
grant select, insert, update on mailboxes to "${app}";

alter table deliveries
  -- What kind of content the notice has.
  add column kind text,
  -- Null for the stream, from which nothing is claimed.
  add column mailbox_id uuid references mailboxes (id),
  -- PENDING: why it waits though it could be sent.
  add column hold text check (hold in ('QUIET_HOURS', 'THROTTLE', 'DIGEST', 'TRIGGER')),
  -- When it was let through as a message of its own: what its reader takes at once is counted by it.
  add column passed_at timestamptz,
  add column bundled_into uuid references deliveries (id),
  -- How often it was in a digest that did not come through.
  add column released smallint not null default 0,
  -- An attempt's lease ended without an answer: the other end may have it.
  add column lapsed boolean not null default false,
  add column delivered_at timestamptz,
  -- Place in the stream; given after the commit, so that no place appears behind one that was read.
  add column stream_number bigint,
  drop constraint deliveries_status_check,
  add constraint deliveries_status_check check (
    status in ('PENDING', 'SENDING', 'SENT', 'DELIVERED', 'BUNDLED', 'FAILED', 'EXPIRED', 'SUPERSEDED', 'SUPPRESSED',
      'CANCELLED'));

update deliveries d set kind = n.kind from notices n where n.id = d.notice_id;
alter table deliveries
  alter column kind set not null,
  add constraint deliveries_kind_check check (kind in ('MILESTONE', 'DIGEST', 'ALERT_MOVED', 'NEWS'));

insert into mailboxes (id, person_id, created_at)
  select gen_random_uuid(), person_id, min(created_at) from deliveries where person_id is not null group by person_id;
insert into mailboxes (id, channel, address, created_at)
  select gen_random_uuid(), channel, address, min(created_at) from deliveries where person_id is null
  group by channel, address;
update deliveries d set mailbox_id = m.id from mailboxes m
  where m.person_id = d.person_id or (d.person_id is null and m.channel = d.channel and m.address = d.address);
alter table deliveries add constraint deliveries_mailbox check ((mailbox_id is null) = (channel = 'STREAM'));

drop index deliveries_due;
create index deliveries_due on deliveries (severity, next_attempt_at) where next_attempt_at is not null;
create index deliveries_waiting on deliveries (mailbox_id, next_attempt_at) where next_attempt_at is not null;
create index deliveries_passed on deliveries (mailbox_id, passed_at) where passed_at is not null;
create index deliveries_bundled_into on deliveries (bundled_into) where bundled_into is not null;
create index deliveries_stream on deliveries (address, stream_number) where channel = 'STREAM';
create index deliveries_unnumbered on deliveries (id) where channel = 'STREAM' and stream_number is null;
create sequence stream_numbers;
grant usage on sequence stream_numbers to "${app}";

-- A mailbox whose reader is gone is nobody's: what is told later to the same address has another.
create function pseudonymise_in_deliveries(person text, addresses text[], pseudonym text) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  words text[];
begin
  update mailboxes m set
    person_id = null, channel = coalesce(m.channel, 'EMAIL'), address = pseudonym || '/' || m.id
  where m.person_id = person or m.address = any (addresses);
  select coalesce(array_agg(w.word order by length(w.word) desc), '{}') into words
  from (
    select person as word
    union select unnest(addresses)
    union select p.name from people p where p.id = person) as w
  where length(w.word) > 1;
  -- What machines were told of an alert that moved says who moved it.
  update notices n set content = without_words(n.content::text, words, pseudonym)::jsonb
  where n.kind = 'ALERT_MOVED' and says_one_of(n.content::text, words);
end $$;
revoke all on function pseudonymise_in_deliveries(text, text[], text) from public;

create view people_in_deliveries as select person_id as person from mailboxes where person_id is not null;
grant select on people_in_deliveries to "${app}";

create or replace view known_addresses as
  select address from contact_methods where kind = 'EMAIL'
  union select address from deliveries where channel in ('EMAIL', 'STREAM');
