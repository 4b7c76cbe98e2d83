-- What a college outside the register said about somebody in it, that they were heard on it, and what
-- the register decided, with the votes of those who did.
create table verdict (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  number text not null,
  -- The college, by its id in register.yaml, and what it calls its verdict.
  college text not null,
  reference text not null,
  given_on date not null,
  gist text not null,
  document_id uuid not null references document on delete cascade,
  status text not null check (status in (
    'not-final', 'hearing', 'for-decision', 'decided', 'withdrawn')),
  recorded_on date not null,
  recorded_by uuid references account on delete set null,
  final_on date,
  ended_because text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number)
);
create index verdict_registration on verdict (registration_id);
create index verdict_status on verdict (register, status);

create table verdict_hearing (
  id uuid primary key default uuidv7(),
  register text not null,
  verdict_id uuid not null references verdict on delete cascade,
  asked_on date not null,
  -- The last day on which the person can answer.
  answer_before date not null,
  answer text not null default '',
  answered_on date
);
create index verdict_hearing_verdict on verdict_hearing (verdict_id);

create table measure (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  verdict_id uuid not null references verdict on delete cascade,
  kind text not null check (kind in ('none', 'warning', 'suspension', 'removal', 'lift')),
  -- Before the person was heard.
  interim boolean not null default false,
  first_day date,
  last_day date,
  reason text not null,
  status text not null check (status in ('proposed', 'decided', 'refused')),
  proposed_on date not null,
  proposed_by uuid references account on delete set null,
  decided_on date,
  begun_on date,
  -- It was to begin, and something else was decided first.
  dropped_on date,
  document_id uuid references document on delete set null,
  created_at timestamptz not null default now(),
  check ((kind = 'suspension') = (first_day is not null)),
  check ((kind = 'suspension') = (last_day is not null)),
  check (last_day >= first_day),
  check ((status = 'decided') = (decided_on is not null))
);
create index measure_verdict on measure (verdict_id);
create index measure_registration on measure (registration_id);
create unique index measure_proposed_once on measure (verdict_id) where status = 'proposed';

create table measure_vote (
  measure_id uuid not null references measure on delete cascade,
  register text not null,
  member_id uuid not null references account on delete cascade,
  favours boolean not null,
  reason text not null default '',
  given_on date not null,
  primary key (measure_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['verdict', 'verdict_hearing', 'measure', 'measure_vote'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I
      using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L, %L, %L)', t, 'verdict', 'measure', 'registration');
  end loop;
end
$$;

-- The text of a verdict is a document too, and so is the letter with a decision.
drop trigger change_is_recorded on document;
select demand_record('document', 'agreement', 'invoice', 'evidence', 'certificate', 'decision',
  'meeting', 'paper', 'registration', 'statement', 'ruling', 'verdict', 'measure');

alter table document
  drop constraint document_kind_check,
  add constraint document_kind_check check (kind in (
    'agreement', 'signed-agreement', 'invoice', 'credit-note', 'certificate',
    'certificate-picture', 'congratulation', 'decision', 'mark-svg', 'mark-png', 'evidence',
    'minutes', 'signed-form', 'ruling', 'measure'));
