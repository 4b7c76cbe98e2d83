-- A dossier that waits for a document that comes some time after a day, such as an extract from a register of
-- diplomas. It is over once anything that it rests on is stated, or on its day: then it is asked again.
create table wait (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  document text not null,
  -- What the norms that want the document ask beside it: whoever states one of these has said something else.
  facts text[] not null default '{}',
  said_on date not null,
  -- On this day it is asked again.
  until_on date not null,
  asked_on date,
  ended_on date,
  created_at timestamptz not null default now(),
  check (until_on > said_on)
);
create index wait_registration on wait (registration_id);

alter table wait enable row level security;
alter table wait force row level security;
create policy wait_register on wait
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on wait to peil_app;
select demand_record('wait', 'wait', 'registration');
