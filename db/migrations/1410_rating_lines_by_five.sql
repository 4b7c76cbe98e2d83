-- What is written of a course comes into sight by five lines at a time, as the figures do: a line that is there after one
-- more opinion is of whoever gave that one. What stands there now was seen already.
alter table course_rating add column waits boolean not null default false;
