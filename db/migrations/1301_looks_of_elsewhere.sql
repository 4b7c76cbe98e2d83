-- Whoever asked something of a register in which they are not, reads elsewhere who looked at it there.
create policy look_own on look for select using (is_of_whoever_acts(person_id));
