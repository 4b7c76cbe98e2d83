-- Which course or programme a label is of, where it is of one: by its name, and where that is a course of the same
-- organisation, that course.
alter table label add column about text not null default '';
alter table label add column course_id uuid references course;
-- breaks: there are few labels yet, and this takes a moment
create index label_course on label (course_id) where course_id is not null;
