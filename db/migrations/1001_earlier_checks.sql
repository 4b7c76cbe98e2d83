-- What the back office knows of a registration elsewhere that was checked at the start of a period which no
-- application here gave. A mistake is withdrawn, and recorded anew.
create table earlier_check (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- The register elsewhere, and the number there.
  elsewhere text not null,
  number text not null,
  checked_on date not null,
  -- Who checked it then, and where that is written.
  checked_by text not null,
  shown_by text not null,
  recorded_on date not null,
  recorded_by uuid references account on delete set null,
  withdrawn_on date,
  created_at timestamptz not null default now(),
  check (checked_on <= recorded_on)
);
create unique index earlier_check_one on earlier_check (registration_id, elsewhere)
  where withdrawn_on is null;

alter table earlier_check enable row level security;
alter table earlier_check force row level security;
create policy earlier_check_register on earlier_check
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert on earlier_check to peil_app;
grant update (withdrawn_on) on earlier_check to peil_app;
select demand_record('earlier_check', 'earlier-check', 'registration');
