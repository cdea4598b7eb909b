-- Every round in which the promise of one clock was renegotiated. Rows are answered once and never removed; what
-- was agreed is an act upon the clock besides.
create table clock_proposals (
  clock_id uuid not null,
  number integer not null,
  request_id uuid not null references tracked_requests (request_id),
  version integer not null default 1,
  status text not null
    check (status in ('OPEN', 'ACCEPTED', 'DECLINED', 'COUNTERED', 'WITHDRAWN', 'LAPSED')),
  due_at timestamptz not null,
  -- When the clock was due then; null while it was paused.
  due_before timestamptz,
  reason text not null,
  side text not null,
  department text not null,
  -- Null where the request's service did not say who sent it.
  proposed_by text,
  proposed_at timestamptz not null,
  -- The number of the proposal this one is put against, and of the one that was put against this.
  counters integer,
  countered_by integer,
  answered_at timestamptz,
  answered_by text,
  answered_side text,
  answered_department text,
  answer_reason text,
  lapsed_because text,
  lapsed_at timestamptz,
  primary key (clock_id, number)
);
create unique index clock_proposals_one_open on clock_proposals (clock_id) where status = 'OPEN';

-- Who asked to be excused, and what the other side's lead said.
create table clock_waivers (
  clock_id uuid not null,
  number integer not null,
  request_id uuid not null references tracked_requests (request_id),
  -- Goes on counting from one waiver of a clock to the next: they have one address.
  version integer not null,
  status text not null check (status in ('ASKED', 'APPROVED', 'DECLINED', 'LAPSED')),
  reason text not null,
  side text not null,
  department text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by text,
  answered_side text,
  answered_department text,
  answer_reason text,
  lapsed_because text,
  lapsed_at timestamptz,
  primary key (clock_id, number)
);
create unique index clock_waivers_one_asked on clock_waivers (clock_id) where status = 'ASKED';

grant select, insert, update on clock_proposals, clock_waivers to "${app}";
