-- Whether whoever wants to come says so here, and for how many there is room; null where there is no limit.
alter table edition add column takes_enrolments boolean not null default true;
alter table edition add column places int;
alter table edition add constraint edition_places check (places > 0) not valid;
alter table edition validate constraint edition_places;

-- Somebody wants to come to an edition: what of theirs its organisation may know, for as long as they agree and it
-- has any need of it. When it ends nothing of that is left.
create table enrolment (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  edition_id uuid not null references edition on delete cascade,
  -- Where they said so.
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  name text not null check (length(name) <= 200),
  surname text not null check (length(surname) <= 200),
  -- As they are written, the first that of the register where they said so.
  numbers text[] not null,
  enrolled_on date not null,
  ended_on date,
  -- They took it back, it did not take place, or the term was over.
  ended_by text check (ended_by in ('person', 'cancelled', 'term')),
  created_at timestamptz not null default now(),
  check ((ended_on is null) = (ended_by is null)),
  check ((ended_on is null) = (name <> '' and surname <> '' and cardinality(numbers) > 0)),
  check (ended_on is null or name = '' and surname = '' and cardinality(numbers) = 0)
);
create unique index enrolment_once on enrolment (edition_id, registration_id) where ended_on is null;
create index enrolment_edition on enrolment (edition_id);
create index enrolment_organisation on enrolment (organisation_id);
create index enrolment_registration on enrolment (registration_id);

alter table enrolment enable row level security;
alter table enrolment force row level security;
create policy enrolment_acting on enrolment
  using (current_setting('peil.organisation', true) in (organisation_id::text, '*'))
  with check (current_setting('peil.organisation', true) in (organisation_id::text, '*'));
create policy enrolment_register on enrolment
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on enrolment to peil_app;
-- Who merges people or organisations takes them along.
select demand_record('enrolment', 'registration', 'course', 'organisation');
