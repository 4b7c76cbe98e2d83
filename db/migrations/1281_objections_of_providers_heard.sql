-- Whoever asked for accreditation is heard about their objection too, as others are about theirs; the decision on it
-- can be put off once, with why.
alter table accreditation_objection
  add column hearing_on date,
  add column hearing_place text not null default '',
  add column hearing_answer text,
  add column unheard text,
  add column report text not null default '',
  add column extended_on date,
  add column extension_reason text not null default '',
  add constraint accreditation_objection_hearing_answer check (hearing_answer in ('comes', 'refrains')) not valid,
  add constraint accreditation_objection_extension check ((extended_on is null) = (extension_reason = '')) not valid;
alter table accreditation_objection validate constraint accreditation_objection_hearing_answer;
alter table accreditation_objection validate constraint accreditation_objection_extension;
