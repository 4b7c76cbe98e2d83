-- What a regulation wants to know of an activity beside its kind: its attributes, as they are claimed,
-- and which of them the register does not recognise, with why.
alter table activity_claim
  add column attributes jsonb not null default '{}',
  add column attributes_refused text[] not null default '{}',
  add column attributes_refused_reason text not null default '',
  add check ((attributes_refused = '{}') = (attributes_refused_reason = '')),
  -- What names the accredited thing, where a regulation has no labels: its number, or who gave it.
  add column accreditation_number text not null default '',
  add column accreditation_provider text not null default '';
alter table application_activity
  add column advice_attributes_refused text[] not null default '{}',
  add column advice_attributes_reason text not null default '',
  add check ((advice_attributes_refused = '{}') = (advice_attributes_reason = ''));
alter table judgement
  add column attributes_refused text[] not null default '{}',
  add column attributes_reason text not null default '',
  add check ((attributes_refused = '{}') = (attributes_reason = '')),
  add check (attributes_refused = '{}' or (activity_id is not null and outcome <> 'rejected'));
