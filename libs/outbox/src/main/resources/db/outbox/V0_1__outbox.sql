-- What was decided and is still to be said, in the order it was decided.
create table outbox (
  seq bigint generated always as identity primary key,
  id uuid not null,
  topic text not null,
  key text not null,
  value bytea not null,
  headers jsonb not null,
  created_at timestamptz not null default now()
);
