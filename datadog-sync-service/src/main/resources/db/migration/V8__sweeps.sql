-- How far an integration's monitors have been gone through for alerts that no webhook told of.
alter table connections
  add column sweep_page int not null default 0,
  add column sweep_at timestamptz not null default '1970-01-01T00:00:00Z';
