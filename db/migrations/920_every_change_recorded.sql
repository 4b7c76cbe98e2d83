-- The tables of which every change leaves a record, and the nouns that it may be recorded under. What
-- is not here is named with its reason in testing/records.test.ts.
create trigger audit_record_noted after insert on audit_record
  for each row execute function note_recorded();

-- The last code of the second factor is kept to refuse it once more: no change of facts.
create constraint trigger change_is_recorded
  after insert or delete or update of email, email_confirmed_at, password_hash, totp_secret,
    totp_confirmed_at, demo, closed_at
  on account deferrable initially deferred for each row when (current_user = 'peil_app')
  execute function refuse_unrecorded('account', 'registration');

select demand_record('activity', 'activity', 'application', 'referee-request');
select demand_record('agreement', 'agreement', 'registration');
select demand_record('application', 'application');
select demand_record('application_activity', 'application');
select demand_record('application_return', 'application');
select demand_record('certificate', 'certificate', 'registration');
select demand_record('clock_move', 'clock');
select demand_record('decision', 'decision');
select demand_record('declaration', 'registration');
select demand_record('document', 'agreement', 'invoice', 'evidence', 'certificate', 'decision',
  'meeting', 'paper', 'registration');
select demand_record('evidence', 'evidence');
select demand_record('inspection', 'application');
select demand_record('invoice', 'invoice');
select demand_record('judgement', 'application');
select demand_record('meeting', 'meeting');
select demand_record('person', 'person', 'account', 'registration');
select demand_record('recovery_code', 'account');
select demand_record('recusal', 'application');
select demand_record('referee_link', 'referee-request');
select demand_record('referee_request', 'referee-request');
select demand_record('registration', 'registration', 'agreement');
select demand_record('staff_role', 'staff', 'account');
