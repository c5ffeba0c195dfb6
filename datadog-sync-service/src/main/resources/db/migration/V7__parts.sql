-- Which one of several calls for the same purpose that do not replace each other, such as notes.
alter table calls add column part text not null default '';
drop index calls_one_waits;
create unique index calls_one_waits on calls (incident_id, purpose, part) where status = 'waiting';
drop index calls_of_incident;
create index calls_of_incident on calls (incident_id, purpose, part);
