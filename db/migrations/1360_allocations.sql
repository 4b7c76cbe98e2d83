-- Who decides for an organisation who does which work: the role of an employer.
alter table organisation_member drop constraint organisation_member_roles_check;
alter table organisation_member add constraint organisation_member_roles_check
  check (roles <@ array['manager', 'applicant', 'recorder', 'reader', 'employer']) not valid;
alter table organisation_member validate constraint organisation_member_roles_check;

-- A decision of an organisation about who does a piece of work, held against a norm of norms/. It is never changed:
-- a later one goes in its place.
create table allocation (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  -- The register in whose record it stands.
  kept_in text not null,
  norm text not null,
  norm_version date not null,
  norm_sha256 text not null check (norm_sha256 ~ '^[0-9a-f]{64}$'),
  -- All of it, as JSON in the one way in which it is signed, and the note that signs it.
  said text not null,
  note text not null,
  -- Out of that, to find it by.
  work text not null check (work <> '' and length(work) <= 200),
  outcome text not null check (outcome in ('registered', 'under-responsibility', 'not-registered')),
  choice text not null check (choice in ('apply', 'explain')),
  decided_on date not null,
  review_on date not null,
  recorded_by uuid references account on delete set null,
  -- The one in whose place it goes: each has one at most.
  amends uuid unique references allocation,
  created_at timestamptz not null default now(),
  check (review_on > decided_on),
  check (amends <> id)
);
create index allocation_organisation on allocation (organisation_id, review_on);
create index allocation_recorded on allocation (recorded_by);

alter table allocation enable row level security;
alter table allocation force row level security;
create policy allocation_acting on allocation
  using (current_setting('peil.organisation', true) in (organisation_id::text, '*'))
  with check (current_setting('peil.organisation', true) in (organisation_id::text, '*'));
grant select, insert, update on allocation to peil_app;

-- What was decided stays as it was said; only whose it is can change, where organisations are merged, and that
-- whoever recorded it is not there any more.
create function allocation_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an allocation is never removed';
  end if;
  if to_jsonb(new) - array['organisation_id', 'recorded_by'] is distinct from
    to_jsonb(old) - array['organisation_id', 'recorded_by'] then
    raise exception 'an allocation is never changed';
  end if;
  return new;
end
$$;
create trigger allocation_stays before update or delete on allocation
  for each row execute function allocation_stays();
select demand_record('allocation', 'allocation', 'organisation');
