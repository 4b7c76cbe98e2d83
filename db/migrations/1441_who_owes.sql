-- An invoice is owed by a person, by their registration, or by an organisation; and it may be for a request of
-- accreditation.
alter table invoice alter column registration_id drop not null;
alter table invoice add column organisation_id uuid references organisation;
alter table invoice add constraint invoice_of_one
  check (num_nonnulls(registration_id, organisation_id) = 1) not valid;
alter table invoice validate constraint invoice_of_one;
-- breaks: on a large installation nobody is invoiced for the second that it takes
create index invoice_organisation on invoice (organisation_id) where organisation_id is not null;
alter table invoice drop constraint invoice_kind;
alter table invoice add constraint invoice_kind
  check (kind in ('year', 'application', 'accreditation', 'objection')) not valid;
alter table invoice validate constraint invoice_kind;
-- Whoever acts for an organisation sees what it owes to every register, with what was owed by one that went on in it.
create policy invoice_organisation on invoice for select
  using (organisation_id is not null and organisation_id in (select o.id from organisation o
    where current_setting('peil.organisation', true) in (o.id::text, o.merged_into::text)));
