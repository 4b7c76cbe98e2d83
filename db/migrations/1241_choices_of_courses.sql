-- What somebody kept to look at again.
create table kept_course (
  registration_id uuid not null references registration on delete cascade,
  register text not null,
  course_id uuid not null references course on delete cascade,
  kept_on date not null,
  created_at timestamptz not null default now(),
  primary key (registration_id, course_id)
);
create index kept_course_course on kept_course (course_id);

alter table kept_course enable row level security;
alter table kept_course force row level security;
create policy kept_course_register on kept_course
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, delete, update on kept_course to peil_app;
select demand_record('kept_course', 'registration');

-- Whether they are reminded of what they planned, and the hash of the secret address at which their calendar is read.
alter table registration add column course_reminders boolean not null default true;
alter table registration add column calendar_hash bytea;
-- breaks: few registrations have one, and this takes a moment
create unique index registration_calendar on registration (calendar_hash) where calendar_hash is not null;
