-- Mails go to subscribers, or to people about their duties.
alter table letters alter column subscription_id drop not null;
alter table letters add column user_id uuid references members on delete cascade;
alter table letters add constraint letters_somebody
  check ((subscription_id is null) <> (user_id is null));
create unique index letters_person_once on letters (user_id, cause) where user_id is not null;
