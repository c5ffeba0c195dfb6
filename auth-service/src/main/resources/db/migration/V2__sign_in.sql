-- API keys have scopes; what they had before is everything.
alter table api_key
  add column scopes text not null default 'ADMIN',
  add column created_at timestamptz,
  add column last_used_at timestamptz;

-- People and integrations may also come by themselves. The setup leaves those alone, and does not
-- bring back what people have deleted.
alter table member add column from_setup boolean not null default true;
create index on member (lower(email));
alter table integration
  add column uninstalled boolean not null default false,
  add column planted_key_sha256 text;
update integration i set planted_key_sha256 = coalesce(
  (select k.sha256 from integration_key k
   where k.integration_id = i.id and k.retires_at is null limit 1), '');

-- What is published of people says more now, so it is said again.
update member set revision = revision + 1;

-- Argon2id, as hash; planted is the one that the setup brought, which may have been changed since.
create table password (
  member_id uuid primary key references member,
  hash text not null,
  planted text,
  changed_at timestamptz not null
);

create table session (
  id uuid primary key,
  token_sha256 text not null unique,
  member_id uuid not null references member,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended boolean not null,
  address text not null,
  agent text not null
);
create index on session (member_id);

create table sign_in_failure (
  counter text primary key,
  count integer not null,
  last_at timestamptz not null
);
create index on sign_in_failure (last_at);

create table audit_entry (
  id bigint generated always as identity primary key,
  organization_id uuid not null references organization,
  at timestamptz not null,
  member_id uuid,
  who text not null,
  what text not null,
  subject uuid,
  address text not null,
  details text not null
);
create index on audit_entry (organization_id, id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_is_append_only();
