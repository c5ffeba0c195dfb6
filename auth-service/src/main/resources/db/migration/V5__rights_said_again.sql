-- Other services hold callers to what is published of their keys, so it is said again to those who
-- did not listen to it before.
update member set revision = revision + 1;
