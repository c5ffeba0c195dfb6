-- Pages that would reach one person at one place within seconds are one message: a bundle, called
-- after the first of them. Which page is in which bundle is written down before it is sent.
alter table pages add column inbox text;
alter table pages add column bundle_id uuid;
update pages set inbox = (data #>> '{ref,channel}') || ' ' || lower(data ->> 'address'),
  bundle_id = case when attempts > 0 or state <> 'scheduled' then id end;
update pages set inbox = 'nowhere' where inbox is null;
alter table pages alter column inbox set not null;

drop index pages_due_in_lane;
create index pages_fresh on pages (lane, due_at) where state = 'scheduled' and bundle_id is null;
create index pages_again on pages (lane, due_at)
  where state = 'scheduled' and bundle_id is not null;
create index pages_inbox on pages (inbox, due_at) where state = 'scheduled' and bundle_id is null;
create index pages_bundle on pages (bundle_id);

-- Where messages arrive. Until it is ready, what is to reach it waits and becomes one message.
create table inboxes (
  name text primary key,
  -- The last message.
  bundle_id uuid not null,
  sent_at timestamptz not null,
  ready_at timestamptz not null,
  pause interval not null
);
