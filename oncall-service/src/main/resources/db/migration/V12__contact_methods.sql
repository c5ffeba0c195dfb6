-- How people want to be reached, beyond their account's mailbox.
create table reach (
  user_id uuid primary key references members on delete cascade,
  version bigint not null default 1,
  data jsonb not null
);

-- Codes that were sent to prove that somebody is there; only their keyed hashes are kept.
create table proofs (
  id uuid primary key,
  user_id uuid not null references members on delete cascade,
  hash text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  -- Codes since then, and wrong answers to the last one.
  since timestamptz not null,
  sent int not null,
  wrong int not null
);
create index proofs_user on proofs (user_id);

-- A channel that is slow holds up the pages of its own lane alone.
alter table pages add column lane text not null default 'mail';
create index pages_due_in_lane on pages (lane, due_at) where state = 'scheduled';
drop index pages_due;

-- Whoever answers from a phone is known by its number.
create index pages_phone on pages ((data->>'address'), due_at) where lane = 'phone';

-- When the channel said that a page reached its device.
alter table pages add column delivered_at timestamptz;
-- Which of the vendors of its channel has it, from 1.
alter table pages add column vendor int not null default 1;
create index pages_without_receipt on pages (finished_at)
  where lane = 'phone' and state = 'sent' and delivered_at is null;
