-- An application also ends when the registration that it belongs to does.
alter table application drop constraint application_ended_by_check;
alter table application add constraint application_ended_by_check
  check (ended_by in ('applicant', 'term', 'registration'));
