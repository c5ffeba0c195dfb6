-- Who is alive, so that what a dead process was about is taken up before its lease is over.
create table replicas (
  id uuid primary key,
  alive_until timestamptz not null
);
alter table links add column busy_by uuid;
create index links_busy_by on links (busy_by) where busy_by is not null;
alter table connections add column poll_by uuid;
