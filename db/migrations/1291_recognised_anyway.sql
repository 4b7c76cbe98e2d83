-- Why an accreditation is recognised though what is known of its label is a question: as the back office advises it,
-- as a member judges it, and as it was decided.
alter table application_activity add column advice_accreditation_anyway text not null default '';
alter table judgement add column accreditation_anyway text not null default '';
alter table activity_claim add column accreditation_anyway text not null default '';
