-- While replicas are replaced one by one, old ones work on tables that new ones have widened.
alter table revocation add column of_a_newer_version text;
alter table integration add column of_a_newer_version text;
alter table member add column of_a_newer_version text;
