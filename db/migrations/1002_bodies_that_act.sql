-- Every seat is in a body of register.yaml, the back office and the committee too; what somebody may
-- do there is data of the body.
alter table staff_role
  no force row level security,
  drop constraint staff_role_role_check,
  drop constraint administrator_without_term;
alter table staff_role disable trigger user;
update staff_role set
  body = case
    when role = 'secretariat' then 'back-office'
    when role in ('committee', 'chair') and body = '' then 'committee'
    else body
  end,
  role = case when role in ('secretariat', 'committee', 'board') then 'member' else role end;
alter table staff_role enable trigger user;
alter table staff_role
  force row level security,
  add constraint staff_role_role_check check (role in ('member', 'chair', 'administrator')),
  add constraint administrator_without_body check ((role = 'administrator') = (body = '')),
  add constraint administrator_without_term
    check (role <> 'administrator' or (first is null and last is null));

-- Invitations that wait are to a seat too.
update one_time_link set details = details || jsonb_build_object(
  'role', case when details->>'role' = 'chair' then 'chair' else 'member' end,
  'body', case
    when details->>'role' = 'secretariat' then 'back-office'
    when coalesce(details->>'body', '') = '' then 'committee'
    else details->>'body'
  end)
where purpose = 'invite-staff'
  and details->>'role' in ('secretariat', 'committee', 'chair', 'board');
