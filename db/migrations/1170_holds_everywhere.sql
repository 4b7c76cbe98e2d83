-- What is held of somebody holds in every register, also in one where they have an account or a role and no
-- registration. Whether it is held is all that another register learns: not by whom, and not why.
create or replace function is_held(person uuid, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from hold
    where person_id = person and lifted_on is null and last_day >= on_day)
$$;
create or replace function held_people(on_day date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct person_id from hold where lifted_on is null and last_day >= on_day
$$;
drop policy hold_everywhere on hold;

-- For how long each kind of data is kept in a register on this installation, and since when: what is new or
-- shorter erases nothing for some weeks, so that somebody can look first.
create table retention_term (
  register text not null,
  kind text not null,
  keep text not null,
  reckoned_from text not null,
  does text not null check (does in ('erase', 'anonymise', 'keep')),
  since date not null,
  primary key (register, kind)
);
alter table retention_term enable row level security;
alter table retention_term force row level security;
create policy retention_term_register on retention_term
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on retention_term to peil_app;
select demand_record('retention_term', 'retention');

-- A change of a role that waits for another administrator lapses.
alter table staff_change
  drop constraint staff_change_status_check,
  add constraint staff_change_status_check
    check (status in ('proposed', 'confirmed', 'refused', 'withdrawn', 'lapsed')) not valid;
alter table staff_change validate constraint staff_change_status_check;
