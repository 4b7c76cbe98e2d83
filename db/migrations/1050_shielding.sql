-- That somebody is kept out of sight, or asked to be: why, as a category, and until when it is looked at
-- again. One that holds everywhere hides every registration of the person.
create table shielding (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  person_id uuid not null references person on delete cascade,
  status text not null check (
    status in ('asked', 'proposed', 'holds', 'refused', 'withdrawn', 'ended')),
  asked_by text not null check (asked_by in ('person', 'office')),
  ground text not null,
  everywhere boolean not null,
  -- Whether it hides already, before it holds.
  hides boolean not null,
  asked_on date not null,
  proposed_by uuid references account,
  review_on date,
  decided_on date,
  decided_by uuid references account,
  -- Why it was refused, ended or prolonged, in words for the person.
  answer text not null default '',
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (status not in ('proposed', 'holds') or review_on is not null)
);
create unique index shielding_running on shielding (registration_id)
  where status in ('asked', 'proposed', 'holds');
create index shielding_person on shielding (person_id) where hides;
create index shielding_status on shielding (register, status);
alter table shielding enable row level security;
alter table shielding force row level security;
create policy shielding_register on shielding
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- Another register in which the same person is, needs to know that it hides there too.
create policy shielding_everywhere on shielding for select
  using (everywhere and exists (
    select from registration where registration.person_id = shielding.person_id));
grant select, insert, update, delete on shielding to peil_app;
select demand_record('shielding', 'shielding', 'registration');
