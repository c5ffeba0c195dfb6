-- Equal for incidents that are like each other; those of before get it when they change.
alter table incidents add column likeness text;
create index incidents_likeness on incidents (organization_id, likeness, opened_at)
  where likeness is not null;
