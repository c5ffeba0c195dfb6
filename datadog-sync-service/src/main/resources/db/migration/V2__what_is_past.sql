-- Ended calls are forgotten by their age.
create index calls_by_end on calls (ended_at) where ended_at is not null;
