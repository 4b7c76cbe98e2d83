-- What somebody agreed to for an edition ends with their registration.
alter table enrolment drop constraint enrolment_ended_by_check;
alter table enrolment add constraint enrolment_ended_by_check
  check (ended_by in ('person', 'cancelled', 'term', 'registration')) not valid;
alter table enrolment validate constraint enrolment_ended_by_check;
