-- What people show besides their password: codes of an app, and codes on paper for when it is lost.
create table second_factor (
  member_id uuid primary key references member,
  sealed bytea not null,
  confirmed boolean not null,
  used_step bigint not null,
  changed_at timestamptz not null
);

create table recovery_code (
  member_id uuid not null references member,
  sha256 text not null,
  primary key (member_id, sha256)
);
