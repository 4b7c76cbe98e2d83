-- As many take an accreditation back as grant one: the first says from when and why, and another who finds the same ends
-- it. What somebody found of a request stays known where it does not count any more, as they do not decide on an
-- objection.
alter table accreditation
  add column end_proposed_from date,
  add column end_proposed_reason text not null default '',
  add column end_proposed_by uuid,
  add column ended_by uuid,
  add constraint accreditation_end_proposed_by_fkey foreign key (end_proposed_by) references account on delete set null
    not valid,
  add constraint accreditation_ended_by_fkey foreign key (ended_by) references account on delete set null not valid;
alter table accreditation validate constraint accreditation_end_proposed_by_fkey;
alter table accreditation validate constraint accreditation_ended_by_fkey;
-- breaks: a register has some hundreds of accreditations, so that it is made at once
create index accreditation_end_proposed on accreditation (end_proposed_by) where end_proposed_by is not null;
-- breaks: the same
create index accreditation_ended_by on accreditation (ended_by) where ended_by is not null;
alter table accreditation_judgement add column forgotten_on date;
