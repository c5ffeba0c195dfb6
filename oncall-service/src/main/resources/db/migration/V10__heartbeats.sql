-- What has to call every so often.
create table heartbeats (
  id uuid primary key,
  organization_id uuid not null,
  service_id uuid not null references services on delete cascade,
  name text not null,
  every_seconds bigint not null,
  -- Counts its addresses; only the last one is heard.
  link int not null default 1,
  due_at timestamptz not null,
  seen_at timestamptz,
  -- When a call was due that did not come, until its alert is over.
  missed_at timestamptz
);
create index heartbeats_organization on heartbeats (organization_id, name);
create index heartbeats_due on heartbeats (due_at) where missed_at is null;
create index heartbeats_missed on heartbeats (id) where missed_at is not null;

-- When somebody last looked whether all have called.
create table listening (
  what text primary key,
  at timestamptz not null
);
