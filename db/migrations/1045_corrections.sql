-- What the back office set right, with its reason: what was, and what is. It is only ever added to.
create table correction (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  subject text not null check (subject in ('name', 'address', 'work', 'email', 'decision-day',
    'period', 'list-year', 'received')),
  -- [{"field", "before", "after"}]; of a name only that it was set right, as nobody keeps the old one.
  changes jsonb not null,
  reason text not null check (reason <> ''),
  -- In which document it stands, where a day was decided.
  source text not null default '',
  corrected_on date not null,
  corrected_by uuid references account on delete set null,
  created_at timestamptz not null default now()
);
create index correction_registration on correction (registration_id, created_at);
alter table correction enable row level security;
alter table correction force row level security;
create policy correction_register on correction
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert on correction to peil_app;
select demand_record('correction', 'correction');

-- The day of the decision that stands on it, where that was entered wrong and set right since.
alter table certificate add column decided_on date;
