-- People who are at Datadog to allow TaskCall; the verifier is sealed.
create table pending_connection (
  id uuid primary key,
  state_sha256 text not null unique,
  session_id uuid not null,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  name text not null,
  service_id uuid not null,
  site text not null,
  verifier bytea not null,
  expires_at timestamptz not null,
  used boolean not null
);
create index on pending_connection (session_id);
create index on pending_connection (expires_at);

-- Authorizations that Datadog has yet to be told are over; the token is sealed, and goes when it is
-- done.
create table revocation (
  id uuid primary key,
  integration_id uuid,
  organization_id uuid not null references organization,
  site text not null,
  refresh_token bytea,
  attempts integer not null,
  next_at timestamptz not null,
  problem text,
  done_at timestamptz
);
create index on revocation (next_at) where done_at is null;
create index on revocation (integration_id);
