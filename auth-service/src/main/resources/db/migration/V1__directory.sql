create table organization (
  id uuid primary key,
  key text not null unique,
  name text not null
);

-- People stay when they leave, so that their leaving can be said again.
create table member (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null,
  email text not null,
  role text not null,
  removed boolean not null,
  revision integer not null,
  changed_at timestamptz not null
);
create index on member (organization_id);

create table api_key (
  id uuid primary key,
  member_id uuid not null references member,
  name text not null,
  sha256 text not null,
  expires_at timestamptz
);
create index on api_key (member_id);
create index on api_key (sha256);

-- Integrations stay when they are removed, so that callers hear that they are gone.
create table integration (
  id uuid primary key,
  organization_id uuid not null references organization,
  service_id uuid not null,
  name text not null,
  tool text not null,
  state text not null,
  site text,
  removed boolean not null,
  revision integer not null,
  changed_at timestamptz not null
);
create index on integration (organization_id);

create table integration_key (
  id uuid primary key,
  integration_id uuid not null references integration,
  sha256 text not null,
  retires_at timestamptz
);
create index on integration_key (integration_id);

-- Tokens are sealed; the planted one's hash tells whether the setup brings a new one.
create table datadog_grant (
  integration_id uuid primary key references integration,
  planted_sha256 text not null,
  refresh_token bytea not null,
  access_token bytea,
  access_expires_at timestamptz
);

-- What the others say about services.
create table service (
  id uuid primary key,
  organization_id uuid not null,
  name text not null
);
