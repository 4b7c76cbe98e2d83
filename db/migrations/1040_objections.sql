-- What somebody objects to a decision about them. Which decision it is, is told by its kind and its id,
-- so that a new kind of decision needs no table here; its title and days are kept as they were then.
create table objection (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  number text not null,
  status text not null check (status in (
    'received', 'awaiting-grounds', 'in-hand', 'decided', 'withdrawn')),
  about text not null,
  about_id uuid not null,
  title text not null,
  decided_on date not null,
  last_day date not null,
  -- The activities of it about which it is; none for the whole.
  lines uuid[] not null default '{}',
  received_on date not null,
  -- Why it came after the last day.
  late_reason text not null default '',
  -- Who entered what came on paper.
  entered_by uuid references account on delete set null,
  -- Empty as long as they are to follow.
  grounds text not null default '',
  wish text not null default '',
  grounds_before date,
  -- Whether what was decided waits for the outcome, and what it costs, as the register had it then.
  suspends boolean not null,
  fee int not null check (fee >= 0),
  note text not null default '',
  passed_on date,
  decide_before date not null,
  extended_on date,
  extension_reason text not null default '',
  hearing_on date,
  hearing_place text not null default '',
  hearing_answer text check (hearing_answer in ('comes', 'refrains')),
  -- For which of the reasons of the register nobody was heard.
  unheard text,
  report text not null default '',
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  check ((extended_on is null) = (extension_reason = '')),
  check ((status in ('decided', 'withdrawn')) = (ended_on is not null))
);
create index objection_registration on objection (registration_id);
create index objection_status on objection (register, status);
-- One objection to one decision, unless it was taken back.
create unique index objection_once on objection (register, about, about_id)
  where status <> 'withdrawn';

create table objection_file (
  objection_id uuid not null references objection on delete cascade,
  register text not null,
  document_id uuid not null references document on delete cascade,
  added_on date not null,
  primary key (objection_id, document_id)
);

-- Who decides on one objection because too few of the body are left who may.
create table objection_seat (
  objection_id uuid not null references objection on delete cascade,
  register text not null,
  account_id uuid not null references account on delete cascade,
  seated_by uuid references account on delete set null,
  seated_on date not null,
  primary key (objection_id, account_id)
);

-- What was decided on it, and what that changed: to be read and added to, and nothing else.
create table objection_outcome (
  objection_id uuid primary key references objection on delete cascade,
  register text not null,
  outcome text not null check (outcome in ('unfounded', 'partly', 'founded', 'inadmissible')),
  decision text not null check (decision <> ''),
  reason text not null check (reason <> ''),
  -- Of one that came late: whether that could be excused.
  excusable boolean,
  -- What it was and what it is now, of what changed.
  changes jsonb not null default '{}',
  decided_on date not null,
  decided_by uuid references account on delete set null,
  document_id uuid references document on delete set null,
  created_at timestamptz not null default now()
);

do $$
declare t text;
begin
  foreach t in array array['objection', 'objection_file', 'objection_seat', 'objection_outcome'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I
      using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert on %I to peil_app', t);
    execute format('select demand_record(%L, %L, %L)', t, 'objection', 'registration');
  end loop;
end
$$;
grant update, delete on objection, objection_file, objection_seat to peil_app;

-- A decision that an objection changed stays, and another takes its place: of an application one holds.
alter table decision
  drop constraint decision_application_id_key,
  add column replaces uuid references decision,
  -- The day on which the decision before was assessed, by which this one is as well.
  add column assessed_on date,
  add column replaced_on date,
  add check ((replaces is null) = (assessed_on is null));
create unique index decision_that_holds on decision (application_id) where replaced_on is null;

alter table application
  drop constraint application_ended_by_check,
  add constraint application_ended_by_check
    check (ended_by in ('applicant', 'term', 'registration', 'objection'));

-- Who opened the file of an objection is kept as of the others.
alter table inspection
  add column objection_id uuid references objection on delete cascade;
do $$
declare c text;
begin
  for c in select conname from pg_constraint where conrelid = 'inspection'::regclass
    and (contype = 'u' or pg_get_constraintdef(oid) like '%num_nonnulls%')
  loop
    execute format('alter table inspection drop constraint %I', c);
  end loop;
end
$$;
alter table inspection
  add check (num_nonnulls(application_id, interim_id, ruling_id, objection_id) = 1),
  add unique nulls not distinct
    (application_id, interim_id, ruling_id, objection_id, member_id, opened_on);
create index inspection_objection on inspection (objection_id);

-- What an objection changes is recorded as that, beside the nouns that there were.
do $$
declare
  t text;
  nouns text[];
begin
  foreach t in array array['inspection', 'document', 'activity_claim', 'ruling_decision'] loop
    select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
      into nouns from pg_trigger
      where tgrelid = t::regclass and tgname = 'change_is_recorded';
    execute format('drop trigger change_is_recorded on %I', t);
    execute format('select demand_record(%L, variadic %L::text[])', t, nouns || 'objection'::text);
  end loop;
end
$$;

-- The letter with what was decided on it.
do $$
declare kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
    where conrelid = 'document'::regclass and conname = 'document_kind_check';
  alter table document drop constraint document_kind_check;
  execute 'alter table document add constraint document_kind_check '
    || replace(kinds, '''ruling''::text', '''ruling''::text, ''objection''::text');
end
$$;
