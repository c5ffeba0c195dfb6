-- Events that were dealt with: the same one, delivered again, changes nothing.
create table received (
  id uuid primary key,
  at timestamptz not null default now()
);
create index received_at on received (at);

create table incident_numbers (
  organization_id uuid primary key,
  last bigint not null
);

create table members (
  user_id uuid primary key,
  organization_id uuid not null,
  name text not null,
  email text not null,
  role text not null
);
create index members_organization on members (organization_id);

create table api_keys (
  sha256 text primary key,
  user_id uuid not null references members on delete cascade,
  expires_at timestamptz
);
create index api_keys_user on api_keys (user_id);

create table schedules (
  id uuid primary key,
  organization_id uuid not null,
  data jsonb not null
);
create index schedules_organization on schedules (organization_id);

create table services (
  id uuid primary key,
  organization_id uuid not null,
  name text not null,
  description text,
  data jsonb not null
);
create index services_organization on services (organization_id, name);

create table incidents (
  id uuid primary key,
  organization_id uuid not null,
  number bigint not null,
  service_id uuid not null,
  status text not null,
  opened_at timestamptz not null,
  -- When the rules have to look at it again.
  wake_at timestamptz,
  trace text not null,
  data jsonb not null
);
create index incidents_newest on incidents (organization_id, opened_at desc, id desc);
create index incidents_unresolved on incidents (organization_id, opened_at desc, id desc)
  where status <> 'resolved';
create index incidents_wake on incidents (wake_at) where wake_at is not null;

create table pages (
  id uuid primary key,
  incident_id uuid not null references incidents,
  organization_id uuid not null,
  state text not null,
  due_at timestamptz not null,
  deadline timestamptz not null,
  attempts int not null default 0,
  -- Who is sending it, and until when nobody else may.
  lease_owner text,
  lease_until timestamptz,
  -- It is not needed any more; whoever is sending it may not try again.
  cancelled boolean not null default false,
  -- The auditor has reported it.
  reported boolean not null default false,
  message_id text,
  finished_at timestamptz,
  problem text,
  data jsonb not null
);
create index pages_due on pages (due_at) where state = 'scheduled';
create index pages_incident on pages (incident_id);

create table timeline (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  incident_id uuid not null,
  at timestamptz not null,
  type text not null,
  actor jsonb,
  text text not null
);
create index timeline_incident on timeline (incident_id, seq);

-- What the service made up once and must remember, such as the key that signs its links.
create table secrets (
  name text primary key,
  value text not null
);
