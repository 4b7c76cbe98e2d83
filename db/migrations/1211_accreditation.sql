-- What is asked and decided of accreditation is recorded under that word, so that whoever gave a course does not read
-- what each who judged found of it.
do $$
declare
  t text;
begin
  foreach t in array array['accreditation_request', 'accreditation_part', 'accreditation_file',
    'accreditation_judgement', 'accreditation_interest', 'accreditation'] loop
    execute format('drop trigger change_is_recorded on %I', t);
  end loop;
end
$$;
select demand_record('accreditation_request', 'organisation', 'accreditation', 'person');
select demand_record('accreditation_part', 'organisation', 'accreditation', 'person');
select demand_record('accreditation_file', 'organisation', 'accreditation');
select demand_record('accreditation_judgement', 'accreditation');
select demand_record('accreditation_interest', 'accreditation', 'organisation', 'person');
select demand_record('accreditation', 'accreditation', 'organisation', 'person');

-- The letter with a decision is a document, and so is what was uploaded to show something.
drop trigger change_is_recorded on document;
select demand_record('document', 'agreement', 'invoice', 'evidence', 'certificate', 'decision', 'meeting', 'paper',
  'registration', 'statement', 'ruling', 'verdict', 'measure', 'objection', 'status-by-hand', 'retention',
  'accreditation');

-- What a provider has against a decision on what it asked, or on what ended.
create table accreditation_objection (
  id uuid primary key default uuidv7(),
  register text not null,
  part_id uuid not null references accreditation_part on delete cascade,
  -- Against its end, where it is not against what was decided on the request.
  accreditation_id uuid references accreditation,
  number text not null,
  grounds text not null check (grounds <> ''),
  made_on date not null,
  decide_before date not null,
  status text not null check (status in ('made', 'decided', 'withdrawn')),
  outcome text check (outcome in ('granted', 'refused')),
  reason text not null default '',
  decided_by uuid references account on delete set null,
  decided_on date,
  document_id uuid references document on delete set null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  check ((status = 'decided') = (outcome is not null))
);
create index accreditation_objection_part on accreditation_objection (part_id);
create index accreditation_objection_of on accreditation_objection (accreditation_id);
create index accreditation_objection_by on accreditation_objection (decided_by);
create index accreditation_objection_document on accreditation_objection (document_id);
alter table accreditation_objection enable row level security;
alter table accreditation_objection force row level security;
create policy accreditation_objection_register on accreditation_objection
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
create policy accreditation_objection_acting on accreditation_objection
  using (exists (select from accreditation_part p where p.id = part_id
    and (p.organisation_id::text = nullif(current_setting('peil.organisation', true), '')
      or is_of_whoever_acts(p.person_id))))
  with check (exists (select from accreditation_part p where p.id = part_id
    and (p.organisation_id::text = nullif(current_setting('peil.organisation', true), '')
      or is_of_whoever_acts(p.person_id))));
grant select, insert, update, delete on accreditation_objection to peil_app;
select demand_record('accreditation_objection', 'accreditation');
