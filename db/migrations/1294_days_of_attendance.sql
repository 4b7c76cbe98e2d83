-- The day on which somebody was there, or was done with what each takes when it suits them; null where it is the last
-- day of the edition.
alter table attendance add column day date;
alter table attendance_row add column day date;
