-- Giving somebody a role, taking one away and changing its term is proposed by one administrator and confirmed
-- by another, from when somebody has signed up for the register.
create table staff_change (
  id uuid primary key default uuidv7(),
  register text not null,
  what text not null check (what in ('give', 'take', 'set-term')),
  -- Whose role it is; of somebody who is invited only the address is known.
  account_id uuid references account on delete cascade,
  email text not null,
  -- The seat of which the term is changed.
  seat_id uuid references staff_role (id) on delete cascade,
  role text not null check (role in ('member', 'chair', 'administrator')),
  body text not null,
  first date,
  last date,
  status text not null check (status in ('proposed', 'confirmed', 'refused', 'withdrawn')),
  proposed_by uuid references account on delete set null,
  proposed_on date not null,
  settled_by uuid references account on delete set null,
  settled_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((what = 'give') = (account_id is null)),
  check ((what = 'set-term') = (seat_id is not null)),
  check (first <= last),
  check ((status = 'proposed') = (settled_on is null))
);
-- What waits is proposed once.
create unique index staff_change_waiting on staff_change
  (register, what, coalesce(account_id::text, email), role, body) where status = 'proposed';
create index staff_change_account on staff_change (account_id);
create index staff_change_seat on staff_change (seat_id);

alter table staff_change enable row level security;
alter table staff_change force row level security;
create policy staff_change_register on staff_change
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on staff_change to peil_app;
select demand_record('staff_change', 'staff');

-- Whether two accounts are of one person.
create function is_same_person(one uuid, other uuid) returns boolean
language sql stable as $$
  select one = other
    or exists (select from account a join account b on bare_address(a.email) = bare_address(b.email)
      where a.id = one and b.id = other)
    or exists (select people_of(one) intersect select people_of(other))
$$;
