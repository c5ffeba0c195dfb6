-- Organizations whose people sign in at a provider of their own; the client's secret is sealed.
create table sso (
  organization_id uuid primary key references organization,
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  domain text not null,
  role text not null,
  required boolean not null,
  lets_owners_in boolean not null,
  changed_at timestamptz not null
);
create index on sso (domain);

-- Who is who at a provider.
create table sso_identity (
  id uuid primary key,
  organization_id uuid not null references organization,
  issuer text not null,
  subject text not null,
  member_id uuid not null references member,
  linked_at timestamptz not null,
  unique (organization_id, issuer, subject),
  unique (member_id, issuer)
);

-- People who are at their provider to sign in; verifier and nonce are sealed.
create table sso_visit (
  id uuid primary key,
  state_sha256 text not null unique,
  browser_sha256 text not null,
  organization_id uuid not null references organization,
  issuer text not null,
  client_id text not null,
  email text not null,
  next text not null,
  verifier bytea not null,
  nonce bytea not null,
  expires_at timestamptz not null,
  used boolean not null
);
create index on sso_visit (expires_at);
