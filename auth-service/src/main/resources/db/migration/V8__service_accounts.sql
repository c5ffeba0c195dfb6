-- Accounts that programs have rather than people: they hold API keys and cannot sign in.
alter table member add column service_account boolean not null default false;
