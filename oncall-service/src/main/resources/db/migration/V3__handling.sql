-- Incidents can be left alone for a while and asked by another policy; people decide about them.
update incidents set data = jsonb_set(
  jsonb_set(data || '{"snoozedUntil": null}', '{assignment,instead}', 'null'),
  '{trouble,decided}', '{"title": false}');
