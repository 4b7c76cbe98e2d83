-- Who was offered a place that came free did not answer in time.
alter table enrolment drop constraint enrolment_ended_by_check;
alter table enrolment add constraint enrolment_ended_by_check
  check (ended_by in ('person', 'cancelled', 'term', 'registration', 'unanswered')) not valid;
alter table enrolment validate constraint enrolment_ended_by_check;
