-- A move of the demo's clock: one at a time, day by day, with what it stopped for.
create table clock_move (
  id int primary key default 1 check (id = 1),
  register text not null,
  first_day date not null,
  target date not null,
  reached date not null,
  status text not null check (status in ('running', 'stopped', 'done')),
  -- [{ "registration", "name", "from", "to" }]: who would lose a status on the next day.
  losses jsonb not null default '[]',
  updated_at timestamptz not null default now()
);
grant select, insert, update, delete on clock_move to peil_app;
