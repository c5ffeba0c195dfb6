-- Who knows a service by its name, and which services it depends on.
alter table services add column kind text not null default 'technical';

create table dependencies (
  service_id uuid not null references services on delete cascade,
  depends_on uuid not null references services on delete cascade,
  primary key (service_id, depends_on)
);
create index dependencies_turned on dependencies (depends_on);

-- For what a service went through in the last days; the moment is text as JSON has it.
create index incidents_over on incidents (organization_id, (data->>'at'))
  where status = 'resolved';
