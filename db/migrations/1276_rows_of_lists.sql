-- What an organisation typed of somebody in a list is theirs to know too, before it was handed in.
create policy attendance_row_own on attendance_row for select using (is_of_whoever_acts(person_id));
