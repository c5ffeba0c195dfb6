-- Why the rules could not deal with an incident when its time came; it was put off.
alter table incidents add column problem text;
create index incidents_problem on incidents (id) where problem is not null;
