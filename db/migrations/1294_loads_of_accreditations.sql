-- The hours of the whole of which a register decided what it counts for, as they were then: whoever was there for a part
-- is held against these, whatever is said of the course later. Null of what was decided before this was kept.
alter table accreditation add column study_load integer;

-- An accredited claim that no decision of the register covers is looked at whatever is drawn.
alter table application_activity drop constraint application_activity_looked_because_check;
alter table application_activity add constraint application_activity_looked_because_check
  check (looked_because <@ array['all', 'sampled', 'self-signed', 'over-stated-load', 'first-of-kind', 'undecided']) not valid;
