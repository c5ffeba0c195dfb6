-- What people sign in with instead of a password and a code. Nothing here is secret: the private key
-- never leaves the device.
create table passkey (
  id uuid primary key,
  member_id uuid not null references member,
  name text not null,
  credential_id bytea not null unique,
  attested bytea not null,
  counter bigint not null,
  backup_eligible boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index on passkey (member_id);

-- What passkeys are asked to sign, by its hash; a row goes when it is answered.
create table passkey_challenge (
  sha256 text primary key,
  browser_sha256 text not null,
  member_id uuid references member,
  name text,
  expires_at timestamptz not null
);
create index on passkey_challenge (expires_at);
