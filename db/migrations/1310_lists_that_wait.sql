-- A list goes on on this day, as before it its organisation may send no more numbers that are nobody's.
alter table attendance_delivery add column waits_until date;
-- Work on it broke off on this day for a reason that nobody foresaw, and waits for somebody to let it go on.
alter table attendance_delivery add column broken_off_on date;
-- What is right goes in as soon as it was checked, without anybody who says so again.
alter table attendance_delivery add column then_hand_in boolean not null default false;
-- Whether a row without a surname is wrong.
alter table attendance_delivery add column asks_surname boolean not null default true;

-- Of what was typed or sent by a program some rows may wait until they are looked at.
alter table attendance_row drop constraint attendance_row_state_check;
alter table attendance_row add constraint attendance_row_state_check
  check (state in ('ready', 'wrong', 'known', 'absent', 'unread')) not valid;
alter table attendance_row validate constraint attendance_row_state_check;

-- By which it is seen that somebody who waits for a trainer stands there already: the number and the surname without
-- what people write in different ways. Null of whoever wrote themselves up before this was kept.
alter table attendance_entry add column key text;
-- breaks: few wait at a time, and this takes a moment
create unique index attendance_entry_once on attendance_entry (edition_id, key) where state = 'waiting';
