-- Feeds of shifts for calendars; only hashes of their secret addresses are kept.
create table calendars (
  id uuid primary key,
  organization_id uuid not null,
  sha256 text not null unique,
  -- One of the two.
  schedule_id uuid references schedules on delete cascade,
  user_id uuid,
  made_at timestamptz not null
);
create index calendars_organization on calendars (organization_id, made_at);
