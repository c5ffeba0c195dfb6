create index pages_finished on pages (organization_id, finished_at) where state = 'sent';
