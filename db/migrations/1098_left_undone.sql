-- What fell due and could not be done: for whom, why, and how often it was tried. It is tried again every
-- morning, and goes once it is done.
create table left_undone (
  id uuid primary key default gen_random_uuid(),
  register text not null,
  -- What was to be done, as the table of due work names it.
  task text not null check (task <> ''),
  -- Whom it is about: a registration by its id, or the thing itself; empty where it failed for all.
  whose text not null,
  reason text not null,
  since date not null,
  last_tried date not null,
  tries int not null default 1 check (tries > 0),
  unique (register, task, whose)
);
alter table left_undone enable row level security;
alter table left_undone force row level security;
create policy left_undone_register on left_undone
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on left_undone to peil_app;
select demand_record('left_undone', 'left-undone');
