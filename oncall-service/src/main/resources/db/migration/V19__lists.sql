-- The list of incidents in its order, whichever filter there is.
create index incidents_of_status on incidents (organization_id, status, opened_at desc, id desc);
create index incidents_of_service on incidents (service_id, opened_at desc, id desc);
create index incidents_unresolved_of_service on incidents (service_id, opened_at desc, id desc)
  where status <> 'resolved';
