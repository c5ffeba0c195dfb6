-- Incidents that are to be opened at some time.
create table planned_incidents (
  id uuid primary key,
  organization_id uuid not null,
  service_id uuid not null references services on delete cascade,
  at timestamptz not null,
  -- When it is tried next.
  due_at timestamptz not null,
  opened boolean not null default false,
  data jsonb not null
);
create index planned_incidents_due on planned_incidents (due_at) where not opened;
create index planned_incidents_organization on planned_incidents (organization_id, at)
  where not opened;
