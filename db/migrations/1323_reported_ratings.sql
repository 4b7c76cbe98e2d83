-- What somebody wrote about a course can be reported, as what is written in the meeting place can; taken out of sight,
-- the stars stay. It is known by an id of chance, which says nothing of who wrote it or when.
-- breaks: only for a moment, as ratings are few.
alter table course_rating add column id uuid not null default gen_random_uuid();
-- breaks: only for a moment, as ratings are few.
create unique index course_rating_id on course_rating (id);
alter table course_rating add column hidden_on date;
alter table meeting_report add column course_id uuid references course on delete cascade;
-- breaks: only for a moment, as reports are few.
create index meeting_report_course on meeting_report (course_id) where course_id is not null;
alter table meeting_report drop constraint meeting_report_outcome_check;
alter table meeting_report add constraint meeting_report_outcome_check
  check (outcome in ('nothing', 'message-hidden', 'profile-hidden', 'group-ended', 'rating-hidden')) not valid;
alter table meeting_report validate constraint meeting_report_outcome_check;
