-- Overrides, temporary schedules and swaps; in the order in which they were made.
create table schedule_changes (
  id uuid primary key,
  seq bigint generated always as identity,
  organization_id uuid not null,
  schedule_id uuid not null references schedules on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  data jsonb not null
);
create index schedule_changes_current on schedule_changes (organization_id, ends_at);
create index schedule_changes_schedule on schedule_changes (schedule_id, ends_at);
