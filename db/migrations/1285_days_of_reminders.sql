-- How many days before what they planned somebody is reminded of it, and how many after it; 0 is not.
alter table registration add column course_remind_before int not null default 7
  check (course_remind_before between 0 and 90);
alter table registration add column course_remind_after int not null default 1
  check (course_remind_after between 0 and 90);
