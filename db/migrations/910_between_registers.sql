-- What the first migrations left open between one register and another.

-- Mails: a request sees those of its register. The owner delivers those of all.
alter table mail_message enable row level security;
create policy mail_message_register on mail_message
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));

-- Roles: whose session it is must be known before a register is, and a session of somebody who works
-- anywhere is short everywhere. So they may be read, but only given and taken in their own register;
-- '*' is the first administrator, of the whole platform.
alter table staff_role enable row level security;
create policy staff_role_read on staff_role for select using (true);
create policy staff_role_give on staff_role for insert
  with check (register in (current_setting('peil.register', true), '*'));
-- Locking a row counts as changing it.
create policy staff_role_change on staff_role for update
  using (register in (current_setting('peil.register', true), '*'))
  with check (register = current_setting('peil.register', true));
create policy staff_role_take on staff_role for delete
  using (register = current_setting('peil.register', true));

-- Which stored files belong to nobody can only be told by whoever sees every document.
do $$
begin
  execute format('create policy document_of_any_register on document for select to %I using (true)',
    current_user);
end
$$;

-- What only the owner writes.
revoke all on applied_migration from peil_app;
revoke insert, update, delete on platform from peil_app;

create index kept_form_account on kept_form (account_id, created_at);
create index kept_form_expires on kept_form (expires_at);
