-- What each side says of each field, and what is under way between them.
alter table links add column twins text;
update links set twins = cast(jsonb_strip_nulls(jsonb_build_object(
  'status', jsonb_build_object(
    'ours', jsonb_build_object('word', our_status, 'by', 'MACHINE', 'at',
      to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'theirs', jsonb_build_object('word', their_state, 'by', 'MACHINE', 'at',
      to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'wished', (select c.wish from calls c where c.incident_id = links.incident_id
      and c.purpose = 'state' and c.status in ('waiting', 'calling') order by c.number desc limit 1),
    'tried', jsonb_build_array()),
  'priority', jsonb_build_object(
    'ours', jsonb_build_object('word', coalesce(our_priority, 'none'), 'by', 'MACHINE', 'at',
      to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'theirs', jsonb_build_object('word', coalesce(their_severity, 'UNKNOWN'), 'by', 'MACHINE', 'at',
      to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'wished', (select c.wish from calls c where c.incident_id = links.incident_id
      and c.purpose = 'severity' and c.status in ('waiting', 'calling')
      order by c.number desc limit 1),
    'tried', jsonb_build_array()))) as text);
alter table links alter column twins set not null;
alter table links drop column our_status, drop column our_priority,
  drop column their_state, drop column their_severity;
-- What Datadog's title ends with beside ours, where ours was first.
alter table links add column mark text not null default '';
-- Ours was resolved and goes on as another incident, which has a link of its own.
alter table links add column closed boolean not null default false;
create index links_busy on links (organization_id, busy_until);

-- An allowance that is used up: no such call before then.
create table pauses (
  integration_id uuid not null,
  scope text not null,
  until timestamptz not null,
  reason text not null,
  primary key (integration_id, scope)
);

-- What an organization has chosen for the mirror of an integration.
create table choices (
  integration_id uuid primary key,
  choices text not null
);

-- Whose integration it is, and how far we have asked Datadog what webhooks may not have told.
alter table connections
  add column organization_id uuid,
  add column service_id uuid,
  add column name text,
  add column datadog boolean not null default false,
  add column poll_at timestamptz not null default '1970-01-01T00:00:00Z',
  -- One replica asks at a time; over by itself if it is gone.
  add column poll_until timestamptz not null default '1970-01-01T00:00:00Z',
  add column poll_pause bigint not null default 0,
  add column listed int not null default 0,
  add column watched_since timestamptz,
  add column polled_at timestamptz,
  add column poll_note text;
alter table links add column live boolean not null default true;
create index links_live on links (integration_id) where live;
