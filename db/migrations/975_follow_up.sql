-- What is asked of somebody once they have been in a category for so long: for them a question, for the back
-- office a task. Nothing follows from it by itself.
create table follow_up (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  category text not null,
  -- The day on which it was due; asked on that day, or on the first day of work after it.
  due_on date not null,
  asked_on date not null,
  answer text check (answer in ('done', 'later')),
  explanation text not null default '',
  -- The day that they name themselves.
  again_on date,
  answered_on date,
  settled_on date,
  settled_by uuid references account on delete set null,
  -- On this day it is asked once more; the back office says so.
  next_on date,
  note text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((answer is null) = (answered_on is null)),
  check (next_on is null or settled_on is not null)
);
create index follow_up_registration on follow_up (registration_id);
create unique index follow_up_open on follow_up (registration_id) where settled_on is null;

alter table follow_up enable row level security;
alter table follow_up force row level security;
create policy follow_up_register on follow_up
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on follow_up to peil_app;
select demand_record('follow_up', 'follow-up', 'registration');
