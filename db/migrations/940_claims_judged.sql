-- What the back office and the committee find of what is stated beside activities.

-- What the back office found of a claim as a part of this application.
alter table application_claim
  add column found text check (found in ('in-order', 'not-in-order')),
  add column found_reason text not null default '',
  add column found_on date,
  add column found_by uuid references account on delete set null,
  add check ((found is null) = (found_on is null));
grant update (found, found_reason, found_on, found_by) on application_claim to peil_app;

-- Whether the finding that stands is the back office's, or the committee's own.
alter table claim add column judged_as text check (judged_as in ('back-office', 'committee'));
grant update (judged_as) on claim to peil_app;

-- A member of the committee also judges what is stated.
alter table judgement
  add column claim_id uuid references claim,
  add check (num_nonnulls(activity_id, claim_id, norm) <= 1);
drop index judgement_once;
create unique index judgement_once on judgement
  (application_id, member_id, coalesce(activity_id, claim_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(norm, ''));
create index judgement_claim on judgement (claim_id) where claim_id is not null;
