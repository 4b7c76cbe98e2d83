-- A course that a professional gives takes enrolments as that of an organisation does: they hear what was agreed to.
alter table enrolment alter column organisation_id drop not null;
alter table enrolment add column giver_id uuid references person on delete set null;
-- breaks: only for a moment, as enrolments are few.
create index enrolment_giver on enrolment (giver_id) where giver_id is not null;
alter table enrolment add constraint enrolment_of_one
  check (num_nonnulls(organisation_id, giver_id) <= 1) not valid;
alter table enrolment validate constraint enrolment_of_one;
create policy enrolment_given on enrolment
  using (is_of_whoever_acts(giver_id)) with check (is_of_whoever_acts(giver_id));

-- Of an edition that is full whoever wants to come waits, and is offered a place that comes free, in the order in which
-- they came. An offer holds up to and including a day.
alter table enrolment add column state text not null default 'enrolled';
alter table enrolment add constraint enrolment_state
  check (state in ('enrolled', 'waiting', 'offered')) not valid;
alter table enrolment validate constraint enrolment_state;
alter table enrolment add column offered_until date;
alter table enrolment add constraint enrolment_offered
  check ((state = 'offered') = (offered_until is not null)) not valid;
alter table enrolment validate constraint enrolment_offered;
