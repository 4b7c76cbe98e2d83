-- A complaint that was passed on to whoever treats it: a number and a day, and nothing of what it is
-- about or of whom it came.
create table complaint (
  id uuid primary key default uuidv7(),
  register text not null,
  number text not null,
  received_on date not null,
  unique (register, number)
);
create index complaint_day on complaint (register, received_on);
alter table complaint enable row level security;
alter table complaint force row level security;
create policy complaint_register on complaint
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert on complaint to peil_app;
select demand_record('complaint', 'complaint');
