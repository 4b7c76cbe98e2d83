-- What an activity is worth in the second unit of a regulation that has one, beside the first: as it is
-- claimed, advised, judged and awarded, in hundredths.
alter table activity_claim
  add column claimed_second int check (claimed_second >= 0),
  add column awarded_second int check (awarded_second >= 0);
alter table application_activity add column advice_amount_second int;
alter table judgement add column amount_second int;
