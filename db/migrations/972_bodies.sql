-- Who sits in which body of a register, and for how long. An empty body is the back office, the
-- committee itself, or administration; the others have their id in register.yaml.
alter table staff_role
  drop constraint staff_role_role_check,
  add constraint staff_role_role_check
    check (role in ('secretariat', 'committee', 'chair', 'administrator', 'board')),
  add column id uuid not null default gen_random_uuid() unique,
  add column body text not null default '',
  -- From the first day up to and including the last; without them a seat has no term.
  add column first date,
  add column last date,
  add constraint staff_role_term_check check (first <= last),
  add constraint administrator_without_term
    check (role <> 'administrator' or (first is null and last is null)),
  drop constraint staff_role_pkey,
  add primary key (account_id, register, role, body);
