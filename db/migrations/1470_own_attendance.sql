-- By which link a list was signed for, so that it is known whose own it is when its rows are judged later.
alter table attendance_delivery add column link_id uuid;
alter table attendance_delivery add constraint attendance_delivery_link_id_fkey
  foreign key (link_id) references attendance_link on delete set null not valid;
alter table attendance_delivery validate constraint attendance_delivery_link_id_fkey;
-- breaks: no list has one yet, and this takes a moment
create index attendance_delivery_link on attendance_delivery (link_id) where link_id is not null;

-- Nobody tells of themselves that they were at something, neither by a list nor by signing for a group.
-- breaks: nothing, as the name is there again in the same transaction.
alter function is_handling(text, text) rename to is_handling_before_own_attendance;
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before_own_attendance(of_noun, of_action)
    or (of_noun, of_action) in (('attendance', 'hand-in'), ('attendance', 'sign'))
$$;
-- Whom a list tells of: what is wrong in it goes in nowhere.
-- breaks: nothing, as the name is there again in the same transaction.
alter function people_of_record(text, uuid) rename to people_of_record_before_own_attendance;
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before_own_attendance(of_noun, thing)
  union select person_id from attendance_row
    where of_noun = 'attendance' and delivery_id = thing and state = 'ready' and person_id is not null
$$;
