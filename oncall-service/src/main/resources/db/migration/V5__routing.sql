-- How services treat the alerts that open their incidents.
alter table services add column rules jsonb not null default '[]';

create table maintenances (
  id uuid primary key,
  organization_id uuid not null,
  service_id uuid not null,
  data jsonb not null
);
create index maintenances_service on maintenances (service_id);
