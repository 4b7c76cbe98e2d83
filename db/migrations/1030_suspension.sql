-- The last day of a suspension, as long as it runs; and a registration that a decision ended.
alter table registration add column suspended_last date,
  add constraint suspended_until check (suspended_last is null or status = 'suspended');
alter table registration drop constraint registration_end_reason_check;
alter table registration add constraint registration_end_reason_check
  check (end_reason in ('own-request', 'not-paid', 'decision'));
