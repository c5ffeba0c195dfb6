-- What people wrote down about how they are on call, as they wrote it. Schedules and services are
-- made of it.
create table definitions (
  organization_id uuid not null,
  -- schedule, team, policy or service
  kind text not null,
  key text not null,
  id uuid not null unique,
  version bigint not null,
  -- As text, so that it stays in the order in which it was written.
  data text not null,
  -- What the setup file said of it when it was last looked at.
  setup text,
  primary key (organization_id, kind, key)
);
