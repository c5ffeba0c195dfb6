-- While replicas are replaced one by one, old ones work on tables that new ones have widened.
alter table calls add column of_a_newer_version text;
alter table links add column of_a_newer_version text;
alter table connections add column of_a_newer_version text;
