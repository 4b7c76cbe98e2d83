-- Row-level security holds for the owner too, on a server that others manage. What covers a row has to see
-- it, though, in whatever register it is: so the owner may read the rows of covered tables, and no more.
-- Requests have another role.
create function let_owner_read(covered regclass) returns void language plpgsql as $$
begin
  if not exists (select from pg_policy where polrelid = covered and polname = 'owner_reads') then
    execute format('create policy owner_reads on %s for select to current_user using (true)', covered);
  end if;
end
$$;
revoke execute on function let_owner_read(regclass) from public;

create or replace function demand_record(registered regclass, variadic nouns text[]) returns void
language plpgsql as $$
begin
  execute format(
    'create constraint trigger change_is_recorded after insert or update or delete on %s
      deferrable initially deferred for each row when (current_user = ''peil_app'')
      execute function refuse_unrecorded(%s)',
    registered, (select string_agg(quote_literal(noun), ', ') from unnest(nouns) noun));
  perform let_owner_read(registered);
  if not exists (select from pg_trigger
      where tgrelid = registered and tgname = 'change_is_covered_insert') then
    perform cover_table(registered);
    perform cover_rows(registered);
  end if;
end
$$;

do $$
declare
  covered regclass;
begin
  for covered in select tgrelid::regclass from pg_trigger where tgname = 'change_is_covered_insert'
    order by tgrelid::regclass::text collate "C"
  loop
    -- Of these, nothing was seen when they came to be covered.
    if row_security_active(covered) then
      perform let_owner_read(covered);
      perform cover_rows(covered);
    else
      perform let_owner_read(covered);
    end if;
  end loop;
end
$$;
