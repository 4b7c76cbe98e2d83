-- What somebody chose of the catalogue for a goal of their development plan.
create table goal_course (
  goal_id uuid not null references development_goal on delete cascade,
  register text not null,
  course_id uuid not null references course on delete cascade,
  chosen_on date not null,
  primary key (goal_id, course_id)
);
create index goal_course_course on goal_course (course_id);
alter table goal_course enable row level security;
alter table goal_course force row level security;
create policy goal_course_register on goal_course
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on goal_course to peil_app;
select demand_record('goal_course', 'development-plan', 'registration');
