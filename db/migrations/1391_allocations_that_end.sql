-- A decision about work has a term as everything that names people: what is past it goes as a whole, since what is left of
-- a signed text can be checked by nobody. Whoever forgets says so; the one that went in its place stays.
alter table allocation drop constraint allocation_amends_fkey;
alter table allocation add constraint allocation_amends_fkey
  foreign key (amends) references allocation on delete set null not valid;
alter table allocation validate constraint allocation_amends_fkey;

create or replace function allocation_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if current_setting('peil.forgets', true) is distinct from 'allocation' then
      raise exception 'an allocation is never removed';
    end if;
    return old;
  end if;
  if to_jsonb(new) - array['organisation_id', 'recorded_by', 'amends'] is distinct from
    to_jsonb(old) - array['organisation_id', 'recorded_by', 'amends']
    or (new.amends is distinct from old.amends and (new.amends is not null
      or current_setting('peil.forgets', true) is distinct from 'allocation')) then
    raise exception 'an allocation is never changed';
  end if;
  return new;
end
$$;
grant delete on allocation to peil_app;
