-- What belongs to a register. Each row names its register; a policy on each table lets a request
-- see only the register that the gate proved.

-- The next number of each register and kind of thing (registrations, invoices, applications).
create table number_series (
  register text not null,
  series text not null,
  last int not null default 0,
  primary key (register, series)
);

create table registration (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid not null references person,
  number int,
  status text not null check (status in (
    'signed-up', 'agreement-sent', 'agreement-lapsed', 'agreement-signed', 'approved',
    'candidate', 'certified', 'renewal-pending', 'expired', 'on-hold',
    'suspended', 'withdrawn', 'removed')),
  -- The status to return to when a hold ends.
  held_status text,
  -- The version of the regulation under which this person's running dossier is assessed.
  regulation_version date not null,
  signed_up_on date not null,
  approved_on date,
  -- The day on which somebody became a candidate: yearly invoices fall on its anniversary.
  candidate_on date,
  -- The period of validity that is running now, or ran last.
  valid_first date,
  valid_last date,
  -- The day on which the application was submitted that gave the running period: the counting
  -- window of the next dossier opens the day after.
  counted_until date,
  -- Somebody who is threatened can be kept out of the public register.
  shielded boolean not null default false,
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  check (valid_first is null or valid_last >= valid_first)
);
create unique index registration_person on registration (register, person_id)
  where status not in ('withdrawn', 'removed');
create index registration_status on registration (register, status);
create index registration_valid_last on registration (register, valid_last);

-- What somebody subscribed to at sign-up: the declaration's id, and the hash of the text shown.
create table declaration (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  declaration text not null,
  text_hash text not null,
  declared_on date not null,
  unique (registration_id, declaration)
);

-- A file that the register made or received; its content lies in the file store under file_key.
create table document (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid references person,
  kind text not null check (kind in (
    'agreement', 'signed-agreement', 'invoice', 'certificate', 'congratulation', 'decision',
    'mark-svg', 'mark-png', 'evidence', 'minutes')),
  name text not null,
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 text not null,
  file_key text not null unique,
  made_on date not null,
  created_at timestamptz not null default now()
);

create table agreement (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  status text not null check (status in ('sent', 'signed', 'returned', 'approved', 'lapsed')),
  regulation_version date not null,
  sent_on date not null,
  sign_before date not null,
  document_id uuid not null references document,
  signed_at timestamptz,
  signed_on date,
  signed_name text,
  -- The evidence of the signature: hash of the document, who, how authenticated, when.
  signature jsonb,
  signed_document_id uuid references document,
  checked_on date,
  return_reason text,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index agreement_registration on agreement (registration_id);
create index agreement_status on agreement (register, status);

create table invoice (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  number text not null,
  status text not null check (status in ('open', 'paid', 'credited')),
  issued_on date not null,
  due_on date not null,
  covers_first date not null,
  covers_last date not null,
  net_cents int not null,
  vat_cents int not null,
  total_cents int not null check (total_cents = net_cents + vat_cents),
  vat_treatment text not null,
  vat_ground text not null default '',
  reference text not null,
  paid_on date,
  document_id uuid references document,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  unique (registration_id, covers_first)
);
create index invoice_status on invoice (register, status, due_on);

create table activity (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  state text not null check (state in (
    'draft', 'planned', 'awaiting-referee', 'entered', 'returned', 'approved', 'partly', 'rejected')),
  kind text,
  title text not null default '',
  organiser text not null default '',
  completed_on date,
  -- Hundredths of the register's unit (an hour or a point).
  claimed int check (claimed >= 0),
  awarded int check (awarded >= 0),
  accredited boolean not null default false,
  accreditation_label text,
  -- Everything as it was typed, also what is wrong yet: a draft can be saved at any moment.
  form jsonb not null default '{}',
  self_signed_on date,
  self_signed_reason text,
  referee_wanted boolean not null default true,
  -- The granted application that consumed it; an activity is used once in a register.
  used_by uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index activity_registration on activity (registration_id, completed_on);

create table evidence (
  id uuid primary key default uuidv7(),
  register text not null,
  activity_id uuid not null references activity on delete cascade,
  document_id uuid not null references document,
  added_on date not null,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create index evidence_activity on evidence (activity_id);

create table referee_request (
  id uuid primary key default uuidv7(),
  register text not null,
  activity_id uuid not null references activity on delete cascade,
  name text not null,
  email text not null,
  relation text not null,
  token_hash bytea not null unique,
  -- What the referee is asked to confirm, as it was when they were asked, and its hash.
  asked jsonb not null,
  asked_hash text not null,
  sent_on date not null,
  expires_on date not null,
  reminded_on date,
  answer text check (answer in ('confirmed', 'declined')),
  answered_at timestamptz,
  answered_on date,
  remark text not null default '',
  withdrawn_on date,
  created_at timestamptz not null default now()
);
create index referee_request_activity on referee_request (activity_id);

create table meeting (
  id uuid primary key default uuidv7(),
  register text not null,
  held_on date not null,
  status text not null check (status in ('planned', 'held')) default 'planned',
  minutes_document_id uuid references document,
  version int not null default 1,
  unique (register, held_on)
);

create table application (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  number text,
  kind text not null check (kind in ('first', 'renewal')),
  status text not null check (status in (
    'submitted', 'returned', 'with-committee', 'granted', 'refused', 'withdrawn')),
  regulation_version date not null,
  -- Where a renewal's period starts: the day after the old one ends, or at submission.
  period_choice text not null default 'old-end' check (period_choice in ('old-end', 'submission')),
  submitted_on date not null,
  submitted_at timestamptz not null,
  -- The dossier as it stood at submission, and the assessment of it; never changed afterwards.
  snapshot jsonb not null,
  snapshot_hash text not null,
  -- The day from which completeness is counted: submission, also when a return was answered in time.
  complete_on date,
  advice text not null default '',
  meeting_id uuid references meeting,
  decided_on date,
  decision_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number)
);
create unique index application_running on application (registration_id)
  where status in ('submitted', 'returned', 'with-committee');
create index application_status on application (register, status, submitted_on);

-- A return for completion: the named items open up again, nothing else.
create table application_return (
  id uuid primary key default uuidv7(),
  register text not null,
  application_id uuid not null references application on delete cascade,
  returned_on date not null,
  answer_before date not null,
  -- [{ "item": "activity", "activity": id, "question": text } | { "item": "add-activities", … }]
  items jsonb not null,
  reminded_on date,
  answered_on date
);
create index application_return_application on application_return (application_id);

-- The activities of an application: what the back office advises and what the committee grants.
create table application_activity (
  application_id uuid not null references application on delete cascade,
  activity_id uuid not null references activity,
  register text not null,
  advice text check (advice in ('approve', 'partly', 'reject')),
  advice_amount int,
  advice_reason text not null default '',
  primary key (application_id, activity_id)
);
create index application_activity_activity on application_activity (activity_id);

-- What a member of the committee finds: of one activity, or (activity_id null) of the whole.
create table judgement (
  id uuid primary key default uuidv7(),
  register text not null,
  application_id uuid not null references application on delete cascade,
  activity_id uuid references activity,
  member_id uuid not null references account,
  outcome text not null check (outcome in ('approved', 'partly', 'rejected', 'meets', 'fails')),
  amount int,
  reason text not null default '',
  judged_on date not null,
  created_at timestamptz not null default now()
);
create unique index judgement_once on judgement
  (application_id, member_id, coalesce(activity_id, '00000000-0000-0000-0000-000000000000'));

-- A member steps back from a file, or the rules say that they must.
create table recusal (
  id uuid primary key default uuidv7(),
  register text not null,
  application_id uuid not null references application on delete cascade,
  member_id uuid not null references account,
  reason text not null,
  declared_on date not null,
  unique (application_id, member_id)
);

create table decision (
  id uuid primary key default uuidv7(),
  register text not null,
  application_id uuid not null unique references application,
  outcome text not null check (outcome in ('granted', 'refused')),
  decided_on date not null,
  valid_first date,
  valid_last date,
  reason text not null default '',
  -- The dossier with what the committee granted as its input, and the assessment made of it.
  dossier jsonb not null,
  assessment jsonb not null,
  regulation_version date not null,
  object_before date,
  document_id uuid references document,
  created_at timestamptz not null default now()
);
alter table application add foreign key (decision_id) references decision;
alter table activity add foreign key (used_by) references application;

create table certificate (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  decision_id uuid not null unique references decision,
  code text not null unique,
  issued_on date not null,
  valid_first date not null,
  valid_last date not null,
  document_id uuid not null references document,
  letter_id uuid not null references document,
  withdrawn_on date
);

-- A reminder is written once: which, about what, and when.
create table reminder (
  register text not null,
  subject_id uuid not null,
  kind text not null,
  written_on date not null,
  primary key (subject_id, kind)
);

do $$
declare t text;
begin
  foreach t in array array['number_series', 'registration', 'declaration', 'document', 'agreement',
    'invoice', 'activity', 'evidence', 'referee_request', 'meeting', 'application',
    'application_return', 'application_activity', 'judgement', 'recusal', 'decision', 'certificate',
    'reminder']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
end
$$;

grant select, insert, update, delete on all tables in schema public to peil_app;
