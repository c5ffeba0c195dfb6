-- An alert of an incident that became part of another remembers where it came from.
alter table alerts add column home_id uuid;
create index alerts_home on alerts (home_id) where home_id is not null;
create index alert_groups_incident on alert_groups (incident_id);

-- Incidents that are part of others.
create table merges (
  source_id uuid primary key references incidents on delete cascade,
  target_id uuid not null references incidents on delete cascade
);
create index merges_target on merges (target_id);

-- Incidents that have to do with each other; the smaller id first.
create table incident_links (
  one_id uuid not null references incidents on delete cascade,
  other_id uuid not null references incidents on delete cascade,
  at timestamptz not null,
  primary key (one_id, other_id)
);
create index incident_links_other on incident_links (other_id);
