-- Links that let somebody set a password: to join an organization, or because they forgot theirs.
create table password_link (
  id uuid primary key,
  sha256 text not null unique,
  organization_id uuid not null references organization,
  member_id uuid,
  email text not null,
  name text not null,
  role text not null,
  invited_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used boolean not null
);
create index on password_link (organization_id);
create index on password_link (expires_at);
