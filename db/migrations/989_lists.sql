-- A list that somebody else gave of who did something in which year, as the back office delivered it.
create table list_delivery (
  id uuid primary key default uuidv7(),
  register text not null,
  -- The list by its id in the regulation, and what it was called then.
  list text not null,
  label text not null,
  delivered_on date not null,
  delivered_by uuid references account on delete set null,
  -- Of the text as it was delivered, so that it is known which it was.
  sha256 text not null,
  withdrawn_on date,
  created_at timestamptz not null default now()
);
-- One year of one person on it, with the activity that it confirms; null where none could be added.
create table list_entry (
  id uuid primary key default uuidv7(),
  register text not null,
  delivery_id uuid not null references list_delivery on delete cascade,
  registration_id uuid not null references registration on delete cascade,
  kind text not null,
  year int not null check (year between 1950 and 2200),
  activity_id uuid references activity on delete cascade,
  -- Whether the activity came with the list, or was there already.
  added boolean not null,
  unique (delivery_id, registration_id, kind, year)
);
create index list_entry_activity on list_entry (activity_id);
create index list_entry_registration on list_entry (registration_id);

alter table list_delivery enable row level security;
alter table list_delivery force row level security;
create policy list_delivery_register on list_delivery
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
alter table list_entry enable row level security;
alter table list_entry force row level security;
create policy list_entry_register on list_entry
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on list_delivery, list_entry to peil_app;
select demand_record('list_delivery', 'list', 'registration');
select demand_record('list_entry', 'list', 'registration');
