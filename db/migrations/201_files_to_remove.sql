-- Files whose documents were removed. They go a day later, when the removal has surely been
-- committed: a file that is gone cannot be rolled back.
create table file_to_remove (
  register text not null,
  file_key text primary key,
  added_on date not null
);
alter table file_to_remove enable row level security;
alter table file_to_remove force row level security;
create policy file_to_remove_register on file_to_remove
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on file_to_remove to peil_app;
