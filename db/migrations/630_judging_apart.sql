-- What whoever judges must be able to say and see of an activity.

-- Accreditation is judged apart from the amount: why it is not recognised while the hours stand; null
-- where it was not refused. The back office advises it, each member finds it, and what was decided
-- stays with the activity.
alter table application_activity
  add column advice_accreditation_refused text check (advice_accreditation_refused <> '');
alter table judgement
  add column accreditation_refused text check (accreditation_refused <> ''),
  add check (accreditation_refused is null or (activity_id is not null and outcome <> 'rejected'));
alter table activity
  add column accreditation_refused text check (accreditation_refused <> ''),
  -- The day on which it was handed in by somebody who was told that it may be another one twice.
  add column handed_in_anyway_on date;
