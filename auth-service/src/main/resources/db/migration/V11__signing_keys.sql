-- What tokens are signed with. The private half is sealed; the public half is for everybody.
create table signing_key (
  id text primary key,
  sealed bytea not null,
  published text not null,
  signs_from timestamptz not null
);
