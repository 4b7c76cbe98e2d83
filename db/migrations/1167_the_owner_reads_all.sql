-- A backup of a database on a server is made by its owner, to whom row-level security applies as well where
-- others manage the server: it may read every table, as it may those that are covered (1103). After each
-- upgrade db/migrate.ts does the same for the tables that it brought.
do $$
declare
  hidden regclass;
begin
  for hidden in select oid::regclass from pg_class
    where relkind in ('r', 'p') and relforcerowsecurity and relowner = current_user::regrole
    order by oid::regclass::text collate "C"
  loop
    perform let_owner_read(hidden);
  end loop;
end
$$;
