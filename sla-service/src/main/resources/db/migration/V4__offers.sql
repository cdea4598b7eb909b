-- Terms a provider publishes for every department.
create table offers (
  id uuid primary key,
  provider text not null,
  service text,
  status text not null check (status in ('OPEN', 'WITHDRAWN')),
  version integer not null,
  -- The version that was published last.
  current_number integer not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index offers_provider on offers (provider, id);

-- One open offer of a provider for a service; a null service is the one for all services.
create unique index offers_one_open
  on offers (provider, coalesce(service, '')) where status = 'OPEN';

create table offer_versions (
  offer_id uuid not null references offers (id),
  number integer not null,
  terms jsonb not null,
  signature jsonb not null,
  -- Whether a person or a system published it: the agreement's events name it as their actor.
  signed_by_kind text not null,
  note text,
  primary key (offer_id, number)
);

-- Which signed version came from which published one.
create table offer_acceptances (
  agreement_id uuid not null,
  agreement_number integer not null,
  offer_id uuid not null,
  offer_number integer not null,
  primary key (agreement_id, agreement_number),
  foreign key (agreement_id, agreement_number) references agreement_versions (agreement_id, number),
  foreign key (offer_id, offer_number) references offer_versions (offer_id, number)
);

grant select, insert, update on offers to "${app}";
grant select, insert on offer_versions to "${app}";
grant select, insert on offer_acceptances to "${app}";
