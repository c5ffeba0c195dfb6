-- What chosen people see of how services do.
create table dashboards (
  id uuid primary key,
  organization_id uuid not null,
  name text not null,
  -- Counts its links; only the last one opens it.
  link int not null default 1,
  data jsonb not null
);
create index dashboards_organization on dashboards (organization_id, name);

-- Who is told of status updates by e-mail, once the address is confirmed.
create table subscriptions (
  id uuid primary key,
  dashboard_id uuid not null references dashboards on delete cascade,
  email text not null,
  confirmed boolean not null default false,
  created_at timestamptz not null,
  unique (dashboard_id, email)
);

-- Mails to subscribers: one for each cause, sent until the mail server has it.
create table letters (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references subscriptions on delete cascade,
  cause uuid not null,
  data jsonb not null,
  state text not null default 'waiting',
  due_at timestamptz not null,
  attempts int not null default 0,
  lease_until timestamptz,
  problem text,
  unique (subscription_id, cause)
);
create index letters_due on letters (due_at) where state = 'waiting';
