-- A member of a group may have the meeting in several registers. What the group says of it stands in
-- each, with how many must confirm there: that is the regulation's of that register.
alter table activity_group
  drop constraint activity_group_pkey,
  add primary key (activity_id, register),
  drop constraint activity_group_meeting_id_member_id_key,
  add unique (meeting_id, member_id, register);
