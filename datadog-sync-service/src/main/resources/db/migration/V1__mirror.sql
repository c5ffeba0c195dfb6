-- Two incidents that mirror each other, with what each side last said.
create table links (
  incident_id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  datadog_uuid text not null,
  opened_at timestamptz not null,
  our_status text not null,
  our_priority text,
  their_state text not null,
  their_severity text,
  their_modified timestamptz,
  -- One call at a time per incident; over by itself if whoever made the call is gone.
  busy_until timestamptz not null
);
create index links_by_datadog on links (integration_id, datadog_uuid, opened_at desc);

-- Every call to Datadog: what, why, how often tried, what was answered, when next.
create table calls (
  number bigint generated always as identity unique,
  id uuid primary key,
  organization_id uuid not null,
  incident_id uuid not null references links,
  purpose text not null,
  wish text,
  cause uuid not null,
  trace text not null,
  wished_at timestamptz not null,
  first_due timestamptz not null,
  status text not null,
  attempts int not null default 0,
  next_try_at timestamptz not null,
  note text,
  ended_at timestamptz
);
create unique index calls_one_waits on calls (incident_id, purpose) where status = 'waiting';
create index calls_due on calls (next_try_at) where status in ('waiting', 'calling');
create index calls_of_organization on calls (organization_id, number desc);
create index calls_of_incident on calls (incident_id, purpose);

-- Whether an integration's Datadog may be called, and since when again.
create table connections (
  integration_id uuid primary key,
  state text not null,
  hold_until timestamptz not null,
  hold_reason text
);

-- Events that have been heard, so that hearing them again changes nothing.
create table inbox (
  event_id uuid primary key,
  heard_at timestamptz not null
);
create index inbox_by_age on inbox (heard_at);
