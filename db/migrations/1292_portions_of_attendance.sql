-- What an edition counts for in a register can be several things: each beside the first is an activity of its own, by
-- the word of the same organisation.
alter table activity add column attendance_id uuid;
alter table activity add constraint activity_attendance_id_fkey
  foreign key (attendance_id) references attendance on delete set null not valid;
alter table activity validate constraint activity_attendance_id_fkey;
-- Somebody had entered it themselves, and it is confirmed.
alter table activity add column attendance_joined boolean not null default false;
-- breaks: no activity has one yet, and this takes a moment
create index activity_of_attendance on activity (attendance_id) where attendance_id is not null;

drop policy attendance_shown on attendance;
create policy attendance_shown on attendance for select
  using (activity_id is not null and (exists (select from activity where activity.id = activity_id)
    or exists (select from activity where activity.attendance_id = attendance.id)));
