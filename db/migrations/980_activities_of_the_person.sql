-- What somebody did is theirs, with what shows it; what a register makes of it is a claim of a
-- registration. So one activity can be claimed in several registers, of which none sees what another
-- makes of it.

-- The owner is to see every row while they are taken apart.
alter table registration no force row level security;
alter table activity no force row level security;
alter table referee_request no force row level security;

alter table registration add unique (id, person_id);

alter table activity
  add column person_id uuid references person on delete cascade,
  add unique (id, person_id);
update activity a set person_id = r.person_id from registration r where r.id = a.registration_id;
alter table activity alter column person_id set not null;

-- What a registration claims of an activity, and what its register found of it.
create table activity_claim (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null,
  -- Nobody claims what somebody else did.
  person_id uuid not null,
  activity_id uuid not null,
  state text not null check (state in (
    'draft', 'planned', 'awaiting-referee', 'entered', 'returned', 'approved', 'partly', 'rejected')),
  kind text,
  -- Hundredths of the register's unit (an hour or a point).
  claimed int check (claimed >= 0),
  awarded int check (awarded >= 0),
  accredited boolean not null default false,
  accreditation_label text,
  -- Why the accreditation is not recognised while the hours stand; null where it was not refused.
  accreditation_refused text check (accreditation_refused <> ''),
  -- What only this register asks: as it was typed, and as it was read.
  form jsonb not null default '{}',
  -- Which details of the activity the kind asks.
  asked text[] not null default '{}',
  -- The granted application that consumed it; an activity is used once in a register.
  used_by uuid references application,
  -- The day on which it was handed in by somebody who was told that it may be another one twice.
  handed_in_anyway_on date,
  version int not null default 0,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  unique (activity_id, register),
  foreign key (registration_id, person_id) references registration (id, person_id) on delete cascade,
  foreign key (activity_id, person_id) references activity (id, person_id) on delete cascade
);
create index activity_claim_registration on activity_claim (registration_id);

-- Whether an answer in the form of an activity is to a question that only one register asks. The
-- details that mean the same in every register are those that rules read, and who gave it.
create function pg_temp.is_own(name text) returns boolean language sql immutable as $$
  select name in ('kind', 'accredited', 'label', 'evidence-kind')
    or (name like 'detail-%' and not substr(name, 8) = any (array['provider', 'stated-load',
      'contact-hours', 'self-study-hours', 'test-hours', 'hours', 'half-days', 'days', 'count',
      'words', 'test-passed']))
$$;
create function pg_temp.part(answers jsonb, prefix text, own boolean) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(coalesce(answers, '{}'))
  where pg_temp.is_own(prefix || key) = own
$$;

insert into activity_claim (register, registration_id, person_id, activity_id, state, kind, claimed,
    awarded, accredited, accreditation_label, accreditation_refused, form, asked, used_by,
    handed_in_anyway_on, created_at, withdrawn_at)
  select register, registration_id, person_id, id, state, kind, claimed, awarded, accredited,
    accreditation_label, accreditation_refused,
    case when form = '{}' then form else jsonb_build_object(
      'typed', pg_temp.part(form -> 'typed', '', true),
      'details', pg_temp.part(form -> 'details', 'detail-', true)) end,
    array(select jsonb_object_keys(coalesce(form -> 'details', '{}'))),
    used_by, handed_in_anyway_on, created_at, withdrawn_at
  from activity;
update activity set form = jsonb_build_object(
  'typed', pg_temp.part(form -> 'typed', '', false),
  'details', pg_temp.part(form -> 'details', 'detail-', false))
  where form <> '{}';

drop policy activity_register on activity;
drop index activity_registration;
alter table activity
  drop column register, drop column registration_id, drop column state, drop column kind,
  drop column claimed, drop column awarded, drop column accredited, drop column accreditation_label,
  drop column accreditation_refused, drop column used_by, drop column handed_in_anyway_on,
  drop column withdrawn_at;
create index activity_person on activity (person_id);

alter table activity_claim enable row level security;
alter table activity_claim force row level security;
create policy activity_claim_register on activity_claim
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));

-- Whether it is of the account that acts, where a transaction says which that is.
create function is_of_whoever_acts(person uuid) returns boolean language sql stable as $$
  select exists (select from person where id = $1
    and account_id::text = nullif(current_setting('peil.account', true), ''))
$$;
-- Somebody may see what they claim elsewhere; a register may not.
create policy activity_claim_own on activity_claim for select using (is_of_whoever_acts(person_id));

create policy activity_claimed on activity
  using (exists (select from activity_claim c where c.activity_id = activity.id
    and c.register = current_setting('peil.register', true)))
  with check (exists (select from activity_claim c where c.activity_id = activity.id
    and c.register = current_setting('peil.register', true)));
create policy activity_own on activity
  using (is_of_whoever_acts(person_id)) with check (is_of_whoever_acts(person_id));
-- It is added just before it is claimed.
create policy activity_add on activity for insert
  with check (exists (select from registration r where r.person_id = activity.person_id));

-- Files belong to the activity.
drop policy evidence_register on evidence;
alter table evidence drop column register;
create policy evidence_of_activity on evidence
  using (exists (select from activity where activity.id = evidence.activity_id))
  with check (exists (select from activity where activity.id = evidence.activity_id));
create index evidence_document on evidence (document_id);
create policy document_evidence on document for select
  using (exists (select from evidence where evidence.document_id = document.id));

-- A referee is asked by one register, in its words; that somebody confirmed it shows the activity,
-- whatever register looks at it. What was asked names the kind and the claim of the one that asked.
create table referee_question (
  request_id uuid primary key references referee_request on delete cascade,
  register text not null,
  -- What the referee is asked to confirm, as it was when they were asked, and its hash.
  asked jsonb not null,
  asked_hash text not null
);
insert into referee_question (request_id, register, asked, asked_hash)
  select id, register, asked, asked_hash from referee_request;
alter table referee_request drop column asked, drop column asked_hash;
alter table referee_question enable row level security;
alter table referee_question force row level security;
create policy referee_question_register on referee_question
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
create policy referee_request_confirmed on referee_request for select
  using (answer = 'confirmed' and exists (select from activity where activity.id = activity_id));
create policy referee_request_own on referee_request
  using (exists (select from activity where activity.id = activity_id
    and is_of_whoever_acts(activity.person_id)))
  with check (exists (select from activity where activity.id = activity_id
    and is_of_whoever_acts(activity.person_id)));

revoke all on activity_claim, referee_question from peil_app;
grant select, insert, update on activity_claim to peil_app;
grant select, insert on referee_question to peil_app;
select demand_record('activity_claim', 'activity', 'application', 'referee-request');
select demand_record('referee_question', 'referee-request');

alter table registration force row level security;
alter table activity force row level security;
alter table referee_request force row level security;
