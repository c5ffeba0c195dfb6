-- What whoever shows a key may do. Keys heard of before have what their owner's role had then, until
-- they are heard of again.
alter table api_keys add column rights jsonb not null default '[]';
update api_keys k set rights = case m.role
    when 'OWNER' then '["view_status", "read", "respond", "make_api_keys", "override_schedules", "configure", "manage_people", "read_audit_log", "own"]'
    when 'ADMIN' then '["view_status", "read", "respond", "make_api_keys", "override_schedules", "configure", "manage_people", "read_audit_log"]'
    when 'USER' then '["view_status", "read", "respond", "make_api_keys", "override_schedules", "configure"]'
    when 'LIMITED_USER' then '["view_status", "read", "respond", "make_api_keys"]'
    when 'STAKEHOLDER' then '["view_status", "read"]'
    else '["view_status"]'
  end::jsonb
  from members m where m.user_id = k.user_id;

-- Accounts that programs have, which nobody can page.
alter table members add column service_account boolean not null default false;
