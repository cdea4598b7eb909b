-- Calendars. Every edit is a new version, so that a clock can be recomputed with the calendar it
-- began under; nothing is updated, and the highest version is the current one.

create table calendars (
  code        text        not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  version     bigint      not null check (version > 0),
  definition  jsonb       not null,
  tzdata      text,       -- the zone rules it was checked with; none needed for the one made here
  created_by  text        not null,
  created_at  timestamptz not null,
  primary key (code, version)
);

grant select, insert on calendars to ${app};

insert into calendars (code, version, definition, created_by, created_at)
values (
  'company',
  1,
  '{"zone": "UTC",
    "weekly": {"MON": ["09:00-17:00"], "TUE": ["09:00-17:00"], "WED": ["09:00-17:00"],
               "THU": ["09:00-17:00"], "FRI": ["09:00-17:00"]}}',
  'install',
  now());
