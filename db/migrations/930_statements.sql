-- What somebody states beside activities: documents, work, leave and registrations elsewhere, which
-- are theirs whatever the register; and what a registration makes of them, or of facts that only
-- this register asks for. Nothing that was stated ever changes: what takes its place is a new row.

-- Belongs to the person. The register in which it was stated keeps it; another one sees it once a
-- claim there relies on it.
create table statement (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid not null references person on delete cascade,
  member text not null check (member in ('document', 'work', 'holding', 'leave')),
  -- As the dossier has it: days as ISO text, quantities in hundredths; and what was asked beside.
  content jsonb not null,
  stated_on date not null,
  created_at timestamptz not null default now()
);
create index statement_person on statement (person_id);

-- What a registration relies on, and what this register found of it.
create table claim (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  member text not null check (member in (
    'category', 'fact', 'document', 'work', 'holding', 'leave', 'declaration', 'surplus')),
  -- The id of the fact, category, declaration or kind of document; the register; the role of work.
  subject text not null default '',
  statement_id uuid references statement on delete cascade,
  -- The value of a fact, by whom a declaration was made, how much of a surplus.
  value jsonb,
  state text not null default 'claimed' check (state in ('claimed', 'approved', 'rejected', 'expired')),
  stated_on date not null,
  judged_on date,
  judged_by uuid references account on delete set null,
  reason text not null default '',
  -- The day on which it was withdrawn, or something else took its place.
  ended_on date,
  replaced_by uuid references claim on delete set null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((statement_id is not null) = (member in ('document', 'work', 'holding', 'leave'))),
  check (replaced_by is null or ended_on is not null)
);
create index claim_registration on claim (registration_id);
create index claim_statement on claim (statement_id) where statement_id is not null;
create unique index claim_once on claim (registration_id, member, subject)
  where ended_on is null and member in ('fact', 'declaration', 'surplus');
create unique index claim_one_category on claim (registration_id)
  where ended_on is null and member = 'category';

-- A file that shows it.
create table proof (
  id uuid primary key default uuidv7(),
  register text not null,
  claim_id uuid not null references claim on delete cascade,
  document_id uuid not null references document on delete cascade,
  added_on date not null,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create index proof_claim on proof (claim_id);
create index proof_document on proof (document_id);

-- What an application was filed with beside its activities; added_on as with those.
create table application_claim (
  application_id uuid not null references application on delete cascade,
  claim_id uuid not null references claim,
  register text not null,
  added_on date,
  primary key (application_id, claim_id)
);
create index application_claim_claim on application_claim (claim_id);

-- The category that somebody stands in, by decision; the one that an application is for.
alter table registration add column category text;
alter table application add column category text;

do $$
declare t text;
begin
  foreach t in array array['claim', 'proof', 'application_claim']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
end
$$;

alter table statement enable row level security;
alter table statement force row level security;
create policy statement_register on statement
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
create policy statement_claimed on statement for select
  using (exists (select from claim where claim.statement_id = statement.id));
create policy document_proof on document for select
  using (exists (select from proof where proof.document_id = document.id));

-- What was stated stays as it was.
revoke all on statement, claim, proof, application_claim from peil_app;
grant select, insert, delete on statement, application_claim to peil_app;
grant select, insert, delete,
  update (state, judged_on, judged_by, reason, ended_on, replaced_by, version) on claim to peil_app;
grant select, insert, delete, update (removed_at) on proof to peil_app;

select demand_record('statement', 'statement', 'registration');
select demand_record('claim', 'statement', 'decision', 'registration');
select demand_record('proof', 'statement', 'registration');
select demand_record('application_claim', 'application');

-- A file that shows a claim is a document too.
drop trigger change_is_recorded on document;
select demand_record('document', 'agreement', 'invoice', 'evidence', 'certificate', 'decision',
  'meeting', 'paper', 'registration', 'statement');
