-- The keys of a Datadog that is connected without an authorization, sealed, and the webhook that we
-- made there.
create table datadog_keys (
  integration_id uuid primary key references integration,
  api_key bytea not null,
  application_key bytea not null,
  webhook text not null
);

-- A webhook that has yet to be removed; the keys go when it is done.
alter table revocation add column api_key bytea;
alter table revocation add column application_key bytea;
alter table revocation add column webhook text;
