-- The facts of a record are erased by an erasure, which is a record itself: what is missing otherwise, was
-- taken away. Requests erase by this function alone, in their own register.
create table audit_erasure (
  -- The record of which the facts were erased.
  seq bigint primary key
);
alter table audit_erasure enable row level security;
revoke all on audit_erasure from peil_app;
create trigger audit_erasure_stays before update or delete on audit_erasure
  for each row execute function refuse_change();
-- The owner is asked for that record too.
create constraint trigger change_is_recorded after insert or update or delete on audit_erasure
  deferrable initially deferred for each row execute function refuse_unrecorded('facts', 'migration');
select cover_table('audit_erasure');

revoke delete on audit_facts from peil_app;
drop policy audit_facts_erase on audit_facts;

create function erase_facts(of_register text, numbers bigint[]) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with erased as (
    delete from audit_facts
    where seq = any (numbers) and register = of_register
      and of_register = current_setting('peil.register', true)
    returning seq
  ), told as (
    insert into audit_erasure (seq) select seq from erased returning seq
  )
  select count(*) from told
$$;
revoke execute on function erase_facts(text, bigint[]) from public;
grant execute on function erase_facts(text, bigint[]) to peil_app;

-- What was erased before this was asked.
insert into audit_erasure (seq)
  select seq from audit_record r
  where not exists (select from audit_facts f where f.seq = r.seq);
