-- In which registers somebody is or was registered. It stands with the person, who is of no register, so
-- that a session knows it without looking into any of them, and their pages lead from one to the other.
alter table person add column registers text[] not null default '{}';

alter table registration no force row level security;
update person p set registers = r.all_of_them
  from (select person_id, array_agg(distinct register order by register) as all_of_them
    from registration group by person_id) r
  where r.person_id = p.id;
alter table registration force row level security;

create function keep_registers_of_person() returns trigger language plpgsql as $$
begin
  if tg_op in ('DELETE', 'UPDATE') and not exists (select from registration r
      where r.person_id = old.person_id and r.register = old.register) then
    update person set registers = array_remove(registers, old.register) where id = old.person_id;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    update person set registers = array(
        select distinct each from unnest(registers || new.register) each order by each)
      where id = new.person_id and not registers @> array[new.register];
  end if;
  return null;
end
$$;
create trigger registers_of_person after insert or delete or update of person_id, register
  on registration for each row execute function keep_registers_of_person();

-- What another register decided about an activity, as its owner chose to show it when they brought the
-- activity along: the words of that register, kept as they were, and no judgement of this one.
alter table activity_claim add column said_elsewhere jsonb;
