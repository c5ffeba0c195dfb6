-- The alerts of incidents. Its id is that of the incident that it opens unless it joins another.
create table alerts (
  id uuid primary key,
  incident_id uuid not null references incidents on delete cascade,
  seq bigint generated always as identity,
  data jsonb not null
);
create index alerts_incident on alerts (incident_id, seq);

insert into alerts (id, incident_id, data)
select id, id, jsonb_build_object(
  'id', id,
  'ref', jsonb_build_object('fingerprint', data#>'{about,source,fingerprint}',
    'organizationId', organization_id, 'integrationId', data#>'{about,source,integrationId}',
    'serviceId', service_id),
  'level', data#>'{trouble,level}',
  'details', jsonb_build_object('origin', data#>'{about,source,origin}',
    'title', data#>'{trouble,title}', 'text', data#>'{trouble,text}',
    'priority', data#>'{trouble,priority}', 'tags', '[]'::jsonb,
    'link', data#>'{trouble,link}', 'test', data#>'{about,test}'),
  'count', data#>'{trouble,count}',
  'over', data#>'{trouble,over}')
from incidents where jsonb_typeof(data#>'{about,source}') = 'object';

update incidents i set data = jsonb_set(i.data, '{trouble,tally}', jsonb_build_object(
  'alerts', (select count(*) from alerts a where a.incident_id = i.id),
  'firing', (select count(*) from alerts a where a.incident_id = i.id
    and not (a.data->>'over')::boolean),
  'observed', i.data#>'{trouble,count}'));

update services set data = jsonb_set(data, '{grouping}', '{"by": "alert"}');
update incidents set data = jsonb_set(data, '{about,service,grouping}', '{"by": "alert"}');

-- Groups of a service's alerts, each with the incident that its next alert joins.
create table alert_groups (
  service_id uuid not null,
  name text not null,
  incident_id uuid,
  primary key (service_id, name)
);
