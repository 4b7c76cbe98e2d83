-- Files of a register that is in use, by which its bank account, its tariffs, its norms or what its bodies may do
-- would change: whoever runs Peil brings them in, and somebody who administers the register confirms them.
create table register_change (
  id uuid primary key default uuidv7(),
  register text not null,
  source text not null,
  at_start boolean not null,
  -- The files as they came: their names and texts.
  files jsonb not null,
  -- The fingerprint of all of them.
  hash text not null,
  status text not null check (status in ('waiting', 'confirmed', 'refused', 'replaced')),
  proposed_on date not null,
  settled_by uuid references account on delete set null,
  settled_on date,
  created_at timestamptz not null default now(),
  check ((status = 'waiting') = (settled_on is null))
);
create unique index register_change_waiting on register_change (register) where status = 'waiting';
create index register_change_hash on register_change (register, hash);

alter table register_change enable row level security;
alter table register_change force row level security;
create policy register_change_register on register_change
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on register_change to peil_app;
select demand_record('register_change', 'register');
