-- When an incident was over, and whether it counts as trouble of its service, so that what services
-- went through is read from an index, however much was written about their incidents.
alter table incidents add column over_at timestamptz;
alter table incidents add column felt boolean not null default true;

update incidents set
  over_at = case when status = 'resolved' then cast(data->>'at' as timestamptz) end,
  felt = cast(data->'about'->>'test' as boolean) is not true
    and data->'assignment'->'instead'->>'id'
      is distinct from '00000000-0000-0000-0000-000000000000';

drop index incidents_over;
create index incidents_felt on incidents (organization_id, over_at) include (service_id, opened_at)
  where felt;
