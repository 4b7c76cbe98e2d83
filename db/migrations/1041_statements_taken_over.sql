-- What somebody stated beside activities comes along as well: documents, work, registrations elsewhere
-- and answers.
alter table takeover_row drop constraint takeover_row_kind_check, add constraint takeover_row_kind_check
  check (kind in ('person', 'registration', 'certificate', 'activity', 'evidence', 'statement'));
alter table taken_over drop constraint taken_over_kind_check, add constraint taken_over_kind_check
  check (kind in ('person', 'registration', 'certificate', 'activity', 'evidence', 'statement'));
drop trigger change_is_recorded on taken_over;
select demand_record('taken_over', 'registration', 'certificate', 'activity', 'evidence', 'statement',
  'takeover');
