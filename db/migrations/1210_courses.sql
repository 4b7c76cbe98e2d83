-- What an organisation or a professional gives to learn from, of no register, and what it counts for in each. The
-- number of a course is what people and files call it by.
create sequence course_number;
grant usage on sequence course_number to peil_app;
create function next_course_number() returns text language sql volatile as $$
  select 'OPL-' || lpad(n::text, greatest(6, length(n::text)), '0') from nextval('course_number') n
$$;

create table course (
  id uuid primary key default uuidv7(),
  number text not null default next_course_number() unique,
  -- Of one of the two; of neither where the professional who gave it was erased.
  organisation_id uuid references organisation,
  person_id uuid references person on delete set null,
  title text not null check (title <> '' and length(title) <= 200),
  summary text not null,
  form text not null check (form in ('course', 'workshop', 'congress', 'webinar', 'e-learning', 'podcast',
    'tool', 'competence-scan', 'in-company', 'practice-programme', 'by-professional')),
  -- As a tag of BCP 47.
  language text not null check (language ~ '^[a-z]{2,3}$'),
  -- For whom and about what, by the ids that the registers have for them.
  audiences text[] not null default '{}',
  professions text[] not null default '{}',
  themes text[] not null default '{}',
  -- Cents, 0 for free; null where it is to be asked.
  price int check (price >= 0),
  -- Hundredths of an hour.
  study_load int check (study_load > 0),
  link text not null default '',
  -- From that day on it is stale, until somebody looked at it again.
  review_on date not null,
  owner_id uuid references account on delete set null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  published_on date,
  withdrawn_on date,
  made_on date not null,
  changed_on date not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (num_nonnulls(organisation_id, person_id) <= 1),
  check (state <> 'withdrawn' or withdrawn_on is not null)
);
create index course_organisation on course (organisation_id);
create index course_person on course (person_id);
create index course_owner on course (owner_id);

-- A time at which it is given.
create table edition (
  id uuid primary key default uuidv7(),
  course_id uuid not null references course on delete cascade,
  -- Behind the number of the course: OPL-000012-3.
  sequence int not null check (sequence > 0),
  days date[] not null check (cardinality(days) between 1 and 60),
  first_day date not null,
  last_day date not null,
  -- HH:MM, on each of its days.
  begins text check (begins ~ '^[0-2][0-9]:[0-5][0-9]$'),
  ends text check (ends ~ '^[0-2][0-9]:[0-5][0-9]$'),
  online boolean not null,
  -- A town; empty where it is online only.
  place text not null,
  venue text not null default '',
  -- Null where it is that of the course.
  price int check (price >= 0),
  link text not null default '',
  cancelled_on date,
  cancelled_reason text not null default '',
  added_on date not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (course_id, sequence),
  check (online or place <> ''),
  check (first_day = days[1] and last_day = days[cardinality(days)])
);
create index edition_first_day on edition (first_day);

-- What a provider asks of several registers at once.
create table accreditation_request (
  id uuid primary key default uuidv7(),
  organisation_id uuid references organisation,
  person_id uuid references person on delete cascade,
  -- Null where it asks to be recognised for a training that a register has named.
  course_id uuid references course,
  copied_from uuid references accreditation_request on delete set null,
  -- What the provider says to whoever judges, whatever the register.
  explanation text not null default '',
  started_by uuid references account on delete set null,
  started_on date not null,
  -- Null while it is being made.
  handed_in_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (num_nonnulls(organisation_id, person_id) <= 1)
);
create index accreditation_request_organisation on accreditation_request (organisation_id);
create index accreditation_request_person on accreditation_request (person_id);
create index accreditation_request_course on accreditation_request (course_id);
create index accreditation_request_copied on accreditation_request (copied_from);
create index accreditation_request_started on accreditation_request (started_by);

-- What a register decided that a course counts for in it, or that an organisation may give a training that it named.
create table accreditation (
  id uuid primary key default uuidv7(),
  register text not null,
  organisation_id uuid references organisation,
  person_id uuid references person on delete set null,
  course_id uuid references course,
  -- The id that the register gave that training.
  training text,
  -- What it counts for: [{kind, amount, attributes}], amounts in hundredths of the register's unit.
  counts jsonb not null,
  first_day date not null,
  last_day date not null,
  conditions text not null default '',
  reason text not null default '',
  decided_on date not null,
  -- From that day on it does not hold any more: it was taken back, or another took its place.
  ended_from date,
  ended_reason text not null default '',
  ended_on date,
  replaced_by uuid references accreditation,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (first_day <= last_day),
  check (num_nonnulls(course_id, training) = 1),
  check (training is null or organisation_id is not null or person_id is not null),
  check ((ended_from is null) = (ended_on is null))
);
create index accreditation_course on accreditation (course_id, register);
create index accreditation_training on accreditation (register, training) where training is not null;
create index accreditation_organisation on accreditation (organisation_id);
create index accreditation_person on accreditation (person_id);
create index accreditation_replaced on accreditation (replaced_by);

-- What is asked of one register, and how that stands.
create table accreditation_part (
  id uuid primary key default uuidv7(),
  request_id uuid not null references accreditation_request on delete cascade,
  register text not null,
  -- Those of the request.
  organisation_id uuid references organisation,
  person_id uuid references person on delete cascade,
  course_id uuid references course,
  number text,
  purpose text not null check (purpose in ('new', 'change', 'extension')),
  -- What is to be changed or extended.
  accreditation_id uuid references accreditation,
  training text,
  status text not null check (status in ('draft', 'handed-in', 'asked', 'complete', 'granted', 'refused',
    'withdrawn', 'lapsed')),
  -- What it should count for, as in accreditation.counts.
  counts jsonb not null default '[]',
  -- By the id of each criterion.
  answers jsonb not null default '{}',
  -- Cents, as it was when it was handed in.
  fee int check (fee >= 0),
  handed_in_on date,
  -- What was asked more, by when, and where it goes on then.
  asked text not null default '',
  asked_by_committee boolean not null default false,
  answer_before date,
  answer text not null default '',
  decide_before date,
  decided_on date,
  reason text not null default '',
  result_id uuid references accreditation,
  document_id uuid references document on delete set null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (request_id, register),
  check ((status = 'granted') = (result_id is not null)),
  check (num_nonnulls(course_id, training) = 1)
);
create unique index accreditation_part_number on accreditation_part (register, number);
create index accreditation_part_status on accreditation_part (register, status);
create index accreditation_part_course on accreditation_part (course_id);
create index accreditation_part_organisation on accreditation_part (organisation_id);
create index accreditation_part_person on accreditation_part (person_id);
create index accreditation_part_of on accreditation_part (accreditation_id);
create index accreditation_part_result on accreditation_part (result_id);
create index accreditation_part_document on accreditation_part (document_id);

-- What was uploaded for a request. The file lies in the register in which it was added.
create table accreditation_file (
  id uuid primary key default uuidv7(),
  request_id uuid not null references accreditation_request on delete cascade,
  document_id uuid not null references document on delete cascade,
  kept_in text not null,
  -- The id of what was asked, or `other`.
  shows text not null,
  name text not null,
  added_by uuid references account on delete set null,
  added_on date not null,
  created_at timestamptz not null default now()
);
create index accreditation_file_request on accreditation_file (request_id);
create index accreditation_file_document on accreditation_file (document_id);
create index accreditation_file_added on accreditation_file (added_by);

-- What each member of the committee finds.
create table accreditation_judgement (
  part_id uuid not null references accreditation_part on delete cascade,
  register text not null,
  member_id uuid not null references account,
  outcome text not null check (outcome in ('grant', 'refuse', 'ask')),
  counts jsonb not null,
  last_day date,
  conditions text not null,
  reason text not null check (reason <> ''),
  judged_on date not null,
  created_at timestamptz not null default now(),
  primary key (part_id, member_id)
);
create index accreditation_judgement_member on accreditation_judgement (member_id);

-- What somebody who judges said to be tied by, to whoever asks.
create table accreditation_interest (
  id uuid primary key default uuidv7(),
  register text not null,
  member_id uuid not null references account on delete cascade,
  organisation_id uuid references organisation,
  person_id uuid references person on delete cascade,
  kind text not null check (kind in ('works-there', 'competitor', 'own-course', 'family', 'other')),
  note text not null default '',
  declared_on date not null,
  lifted_on date,
  created_at timestamptz not null default now(),
  check (num_nonnulls(organisation_id, person_id) = 1)
);
create index accreditation_interest_member on accreditation_interest (member_id);
create index accreditation_interest_organisation on accreditation_interest (organisation_id);
create index accreditation_interest_person on accreditation_interest (person_id);

do $$
declare
  t text;
  acting constant text := 'organisation_id::text = nullif(current_setting(''peil.organisation'', true), '''')
    or is_of_whoever_acts(person_id)';
  here constant text := 'register = current_setting(''peil.register'', true)';
begin
  foreach t in array array['course', 'edition', 'accreditation_request', 'accreditation',
    'accreditation_part', 'accreditation_file', 'accreditation_judgement', 'accreditation_interest'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
  end loop;
  foreach t in array array['course', 'accreditation_request', 'accreditation_part'] loop
    execute format('create policy %I on %I using (%s) with check (%s)', t || '_acting', t, acting, acting);
    -- A back office that merges organisations looks after all of them.
    execute format('create policy %I on %I using (current_setting(''peil.organisation'', true) = ''*'')
      with check (current_setting(''peil.organisation'', true) = ''*'')', t || '_office', t);
  end loop;
  foreach t in array array['accreditation', 'accreditation_part', 'accreditation_judgement',
    'accreditation_interest'] loop
    execute format('create policy %I on %I using (%s) with check (%s)', t || '_register', t, here, here);
  end loop;
  foreach t in array array['accreditation', 'accreditation_interest'] loop
    execute format('create policy %I on %I using (current_setting(''peil.organisation'', true) = ''*'')
      with check (current_setting(''peil.organisation'', true) = ''*'')', t || '_office', t);
  end loop;
end
$$;
-- Everybody may see what was ever offered, and what counts for what: portfolios name it.
create policy course_offered on course for select using (state <> 'draft');
-- The days of a course say nothing without it.
create policy edition_offered on edition for select using (true);
create policy edition_acting on edition
  using (exists (select from course c where c.id = course_id
    and (c.organisation_id::text = nullif(current_setting('peil.organisation', true), '')
      or is_of_whoever_acts(c.person_id))))
  with check (exists (select from course c where c.id = course_id
    and (c.organisation_id::text = nullif(current_setting('peil.organisation', true), '')
      or is_of_whoever_acts(c.person_id))));
create policy accreditation_held on accreditation for select using (true);
-- A register sees what is asked of it, with the course and the files that it is about.
create policy accreditation_request_asked on accreditation_request for select
  using (exists (select from accreditation_part p where p.request_id = accreditation_request.id
    and p.register = current_setting('peil.register', true) and p.status <> 'draft'));
create policy course_asked on course for select
  using (exists (select from accreditation_part p where p.course_id = course.id
    and p.register = current_setting('peil.register', true) and p.status <> 'draft'));
create policy accreditation_file_of_request on accreditation_file
  using (exists (select from accreditation_request q where q.id = request_id))
  with check (exists (select from accreditation_request q where q.id = request_id));

-- Who merges people or organisations takes them along.
select demand_record('course', 'organisation', 'course', 'person');
select demand_record('edition', 'organisation', 'course');
select demand_record('accreditation_request', 'organisation', 'course', 'person');
select demand_record('accreditation_part', 'organisation', 'course', 'person');
select demand_record('accreditation_file', 'organisation', 'course');
select demand_record('accreditation_judgement', 'course');
select demand_record('accreditation_interest', 'course', 'organisation', 'person');
select demand_record('accreditation', 'course', 'organisation', 'person');

-- An organisation reads what was done with its courses, in whatever register.
create policy audit_record_course on audit_record for select
  using (noun = 'course' and exists (select from course c where c.id::text = audit_record.record_id
    and c.organisation_id::text = nullif(current_setting('peil.organisation', true), '')));
create policy audit_facts_course on audit_facts for select
  using (exists (select from audit_record r join course c on c.id::text = r.record_id
    where r.seq = audit_facts.seq and r.noun = 'course'
      and c.organisation_id::text = nullif(current_setting('peil.organisation', true), '')));
-- breaks: only the records of courses are in it, of which there are none yet
create index audit_record_of_course on audit_record (record_id, seq) where noun = 'course';

-- What was followed can name what it was, and a claim by which decision it counts.
alter table activity add column course_id uuid references course;
alter table activity add column edition_id uuid references edition on delete set null;
alter table activity_claim add column accreditation_id uuid references accreditation;
-- breaks: on a large installation nobody enters an activity for the seconds that it takes
create index activity_course on activity (course_id) where course_id is not null;
-- breaks: the same
create index activity_edition on activity (edition_id) where edition_id is not null;
-- breaks: the same
create index activity_claim_accreditation on activity_claim (accreditation_id) where accreditation_id is not null;
