update incidents set data = jsonb_set(data, '{trouble,decided}', '{"title": false}');

-- Counts the changes of an incident, for those who change what they have seen before.
alter table incidents add column version bigint not null default 1;

-- What was answered to requests that may be sent again under the same key.
create table answers (
  user_id uuid not null,
  key text not null,
  request text not null,
  at timestamptz not null,
  -- Nothing while it is being dealt with.
  status int,
  body text,
  etag text,
  primary key (user_id, key)
);
create index answers_at on answers (at);
