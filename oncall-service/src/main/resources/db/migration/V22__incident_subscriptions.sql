-- People subscribe to a dashboard or to one incident.
alter table subscriptions alter column dashboard_id drop not null;
alter table subscriptions add column incident_id uuid references incidents on delete cascade;
alter table subscriptions add constraint subscriptions_topic
  check ((dashboard_id is null) <> (incident_id is null));
create unique index subscriptions_incident on subscriptions (incident_id, email)
  where incident_id is not null;
