-- Who was at an edition of a course, as its organisation says. A list is delivered and checked before anything
-- is handed in; what is handed in, goes into the portfolios of those who were there.

-- Something that sends lists for an organisation by itself: with a key of its own, of which only the hash is kept,
-- or with a key pair, of which only the public half is.
create table attendance_sender (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  name text not null check (name <> '' and length(name) <= 200),
  scopes text[] not null check (cardinality(scopes) > 0
    and scopes <@ array['attendance:write', 'attendance:read']),
  key_hash bytea check (length(key_hash) = 32),
  -- The last characters of the key, by which people tell keys apart.
  hint text not null default '',
  public_key jsonb,
  expires_on date not null,
  made_by uuid references account on delete set null,
  made_on date not null,
  last_used_on date,
  withdrawn_on date,
  created_at timestamptz not null default now(),
  check (num_nonnulls(key_hash, public_key) = 1)
);
create index attendance_sender_organisation on attendance_sender (organisation_id);
create index attendance_sender_made on attendance_sender (made_by);

-- What a sender got for a while, and which of its own papers it used for that.
create table attendance_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  sender_id uuid not null references attendance_sender on delete cascade,
  organisation_id uuid not null references organisation,
  scopes text[] not null,
  expires_at timestamptz not null
);
create index attendance_token_sender on attendance_token (sender_id);
create index attendance_token_organisation on attendance_token (organisation_id);
create table attendance_assertion (
  sender_id uuid not null references attendance_sender on delete cascade,
  organisation_id uuid not null references organisation,
  jti text not null check (length(jti) <= 200),
  expires_at timestamptz not null,
  primary key (sender_id, jti)
);
create index attendance_assertion_organisation on attendance_assertion (organisation_id);

-- A link that leads to one edition without an account: for a trainer who signs for a group, or on a slide for
-- those who are there.
create table attendance_link (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  edition_id uuid not null references edition on delete cascade,
  kind text not null check (kind in ('trainer', 'participants')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- The trainer for whom it is.
  name text not null default '',
  email text not null default '',
  made_by uuid references account on delete set null,
  made_on date not null,
  expires_on date not null,
  ended_on date,
  created_at timestamptz not null default now()
);
create index attendance_link_organisation on attendance_link (organisation_id);
create index attendance_link_edition on attendance_link (edition_id);
create index attendance_link_made on attendance_link (made_by);

-- Somebody who was there says so; whoever gave it confirms that or does not.
create table attendance_entry (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  edition_id uuid not null references edition on delete cascade,
  -- As they were typed.
  number text not null check (length(number) <= 200),
  surname text not null check (length(surname) <= 200),
  -- By itself, or by the organisation for the trainer to sign.
  by_participant boolean not null,
  hours int check (hours > 0),
  entered_on date not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused')),
  settled_on date,
  created_at timestamptz not null default now()
);
create index attendance_entry_organisation on attendance_entry (organisation_id);
create index attendance_entry_edition on attendance_entry (edition_id, state);

create table attendance_delivery (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  edition_id uuid not null references edition,
  -- The register on whose pages it was delivered; its file lies there.
  kept_in text not null,
  origin text not null check (origin in ('one', 'pasted', 'file', 'api', 'trainer')),
  -- What the file is called, or who signed.
  name text not null default '',
  document_id uuid references document on delete set null,
  state text not null check (state in ('reading', 'unreadable', 'checked', 'running', 'done', 'discarded',
    'withdrawing', 'withdrawn')),
  sha256 text not null default '',
  -- Of the file, as it was typed; null where there was none.
  heading text[],
  -- Why it cannot be read, and at which row.
  problem text,
  problem_at text,
  -- How far it was read, in thousandths, and the row up to which the work that goes on has come.
  read int not null default 0 check (read between 0 and 1000),
  reached int not null default 0,
  ready int not null default 0,
  wrong int not null default 0,
  known int not null default 0,
  absent int not null default 0,
  -- Of what is ready, in hundredths of an hour.
  hours bigint not null default 0,
  -- How many went into a portfolio, or out of it again.
  placed int not null default 0,
  sender_id uuid references attendance_sender,
  -- By which the same is known when it is sent again.
  idempotency_key text check (length(idempotency_key) <= 200),
  delivered_by uuid references account on delete set null,
  delivered_on date not null,
  submitted_on date,
  ended_on date,
  withdrawn_on date,
  created_at timestamptz not null default now()
);
create index attendance_delivery_organisation on attendance_delivery (organisation_id, created_at desc);
create index attendance_delivery_edition on attendance_delivery (edition_id);
create index attendance_delivery_document on attendance_delivery (document_id);
create index attendance_delivery_delivered on attendance_delivery (delivered_by);
create unique index attendance_delivery_key on attendance_delivery (sender_id, idempotency_key);

-- A row of what was delivered, as it was typed and as it was judged; nothing in it was handed in yet.
create table attendance_row (
  delivery_id uuid not null references attendance_delivery on delete cascade,
  organisation_id uuid not null references organisation,
  -- In the file, the first being 1.
  row int not null,
  cells text[] not null,
  -- What was read of it: whom it is about is known by the number that was typed.
  registration_id uuid references registration on delete cascade,
  person_id uuid references person on delete cascade,
  hours int,
  state text not null check (state in ('ready', 'wrong', 'known', 'absent')),
  mistakes jsonb not null default '[]',
  primary key (delivery_id, row)
);
create index attendance_row_registration on attendance_row (registration_id);
create index attendance_row_person on attendance_row (person_id);
create index attendance_row_organisation on attendance_row (organisation_id);

-- Somebody was there, as the organisation says.
create table attendance (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  edition_id uuid not null references edition,
  delivery_id uuid not null references attendance_delivery,
  row int not null,
  person_id uuid not null references person on delete cascade,
  -- By which of their numbers they were named.
  registration_id uuid not null references registration on delete cascade,
  -- Hundredths of an hour.
  hours int not null check (hours > 0),
  entered_on date not null,
  -- Whether it stands in a portfolio; `left-out` where there is none that is open.
  state text not null check (state in ('waiting', 'placed', 'left-out', 'taken-out')),
  activity_id uuid references activity on delete set null,
  -- What somebody had entered themselves was there, and is what this confirms.
  joined boolean not null default false,
  withdrawn_on date,
  created_at timestamptz not null default now()
);
-- Whoever was there was there once.
create unique index attendance_once on attendance (edition_id, person_id) where withdrawn_on is null;
create index attendance_waiting on attendance (delivery_id) where state = 'waiting';
create index attendance_of_delivery on attendance (delivery_id);
create index attendance_organisation on attendance (organisation_id);
create index attendance_person on attendance (person_id);
create index attendance_registration on attendance (registration_id);
create index attendance_activity on attendance (activity_id) where activity_id is not null;

-- Somebody says that what was entered of them is not right; the organisation answers, and where they differ a
-- back office decides.
create table attendance_contest (
  id uuid primary key default uuidv7(),
  attendance_id uuid not null references attendance on delete cascade,
  organisation_id uuid not null references organisation,
  -- In which register they said so, and who decides there.
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  person_id uuid not null references person on delete cascade,
  wrong text not null check (wrong in ('not-there', 'other-hours')),
  -- As they say, in hundredths of an hour.
  hours int check (hours > 0),
  reason text not null check (reason <> ''),
  contested_on date not null,
  state text not null check (state in ('asked', 'differs', 'ended')),
  agrees boolean,
  answer text not null default '',
  answered_by uuid references account on delete set null,
  answered_on date,
  outcome text check (outcome in ('stands', 'changed', 'removed')),
  decision text not null default '',
  decided_by uuid references account on delete set null,
  decided_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'ended') = (outcome is not null)),
  check ((wrong = 'other-hours') = (hours is not null))
);
create unique index attendance_contest_once on attendance_contest (attendance_id) where state <> 'ended';
create index attendance_contest_attendance on attendance_contest (attendance_id);
create index attendance_contest_organisation on attendance_contest (organisation_id, state);
create index attendance_contest_register on attendance_contest (register, state);
create index attendance_contest_registration on attendance_contest (registration_id);
create index attendance_contest_person on attendance_contest (person_id);
create index attendance_contest_answered on attendance_contest (answered_by);
create index attendance_contest_decided on attendance_contest (decided_by);

-- That an organisation was reminded of an edition, so that it is once.
create table attendance_reminder (
  edition_id uuid not null references edition on delete cascade,
  nth int not null check (nth between 1 and 3),
  organisation_id uuid not null references organisation,
  sent_on date not null,
  primary key (edition_id, nth)
);
create index attendance_reminder_organisation on attendance_reminder (organisation_id);

do $$
declare
  t text;
  acting constant text := 'current_setting(''peil.organisation'', true) in (organisation_id::text, ''*'')';
begin
  foreach t in array array['attendance_sender', 'attendance_token', 'attendance_assertion', 'attendance_link',
    'attendance_entry', 'attendance_delivery', 'attendance_row', 'attendance', 'attendance_contest',
    'attendance_reminder'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (%s) with check (%s)', t || '_acting', t, acting, acting);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
  end loop;
end
$$;
-- Whoever knows by what a sender or a link is known, finds that one.
create policy attendance_sender_known on attendance_sender for select
  using (id::text = nullif(current_setting('peil.sender', true), ''));
create policy attendance_token_known on attendance_token for select
  using (encode(token_hash, 'hex') = nullif(current_setting('peil.sender', true), ''));
create policy attendance_link_known on attendance_link for select
  using (encode(token_hash, 'hex') = nullif(current_setting('peil.sender', true), ''));
-- What an organisation says of somebody is theirs to know, and shows wherever the activity does.
create policy attendance_own on attendance for select using (is_of_whoever_acts(person_id));
create policy attendance_shown on attendance for select
  using (activity_id is not null and exists (select from activity where activity.id = activity_id));
create policy attendance_contest_own on attendance_contest
  using (is_of_whoever_acts(person_id)) with check (is_of_whoever_acts(person_id));
create policy attendance_contest_register on attendance_contest
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));

select demand_record('attendance_sender', 'attendance', 'organisation');
select demand_record('attendance_link', 'attendance', 'organisation');
select demand_record('attendance_entry', 'attendance', 'organisation');
select demand_record('attendance_delivery', 'attendance', 'organisation');
select demand_record('attendance', 'attendance', 'organisation', 'registration');
select demand_record('attendance_contest', 'attendance', 'registration');

-- What is done for somebody by Peil itself, is seen as theirs too, whether or not they have an account.
create or replace function is_of_whoever_acts(person uuid) returns boolean language sql stable as $$
  select $1::text = nullif(current_setting('peil.person', true), '')
    or exists (select from person where id = $1
      and account_id::text = nullif(current_setting('peil.account', true), ''))
$$;
