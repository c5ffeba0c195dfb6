-- Alerts of Datadog's monitors that go on as far as we were told, and when their monitor was last asked.
create table open_alerts (
  fingerprint text primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  service_id uuid not null,
  monitor_id text not null,
  scope text not null,
  title text not null,
  opened_at timestamptz not null,
  looked_at timestamptz not null
);
create index open_alerts_by_look on open_alerts (integration_id, looked_at);
