-- What the board decides on a question is a row of its own, which nobody changes or removes: a board
-- that made a mistake decides anew, and the newest holds. The day until which it holds and what it is
-- given under go with it, as does its letter.
create table ruling_decision (
  id uuid primary key default uuidv7(),
  register text not null,
  ruling_id uuid not null references ruling on delete cascade,
  -- The first is 1; each next takes the place of the one before it.
  number int not null check (number > 0),
  granted boolean not null,
  decision text not null check (decision <> ''),
  ground text not null check (ground <> ''),
  -- Under what it is given, and the last day on which it holds.
  condition text not null default '',
  valid_last date,
  -- Why it takes the place of the one before.
  reason text not null default '',
  decided_on date not null,
  decided_by uuid references account on delete set null,
  -- What everybody may read.
  public_question text not null check (public_question <> ''),
  public_decision text not null check (public_decision <> ''),
  public_ground text not null check (public_ground <> ''),
  -- The letter with it; what was decided before there were letters has none.
  document_id uuid references document on delete set null,
  created_at timestamptz not null default now(),
  unique (ruling_id, number),
  check ((number = 1) = (reason = '')),
  check (granted or (condition = '' and valid_last is null))
);

alter table ruling no force row level security;
insert into ruling_decision (register, ruling_id, number, granted, decision, ground, decided_on,
    decided_by, public_question, public_decision, public_ground, created_at)
  select register, id, 1, granted, decision, ground, decided_on, decided_by,
    public_question, public_decision, public_ground,
    -- When its transaction began, so that the application that was decided in it comes after it.
    coalesce((select min(at) - interval '1 minute' from audit_record
      where noun = 'ruling' and action = 'decide' and record_id = ruling.id::text), created_at)
  from ruling where status = 'decided';
alter table ruling
  force row level security,
  drop column granted,
  drop column decision,
  drop column ground,
  drop column decided_on,
  drop column decided_by,
  drop column public_question,
  drop column public_decision,
  drop column public_ground;

alter table ruling_decision enable row level security;
alter table ruling_decision force row level security;
create policy ruling_decision_register on ruling_decision
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- To be read and added to, and nothing else.
grant select, insert on ruling_decision to peil_app;
select demand_record('ruling_decision', 'ruling', 'registration', 'application');

alter table document
  drop constraint document_kind_check,
  add constraint document_kind_check check (kind in (
    'agreement', 'signed-agreement', 'invoice', 'credit-note', 'certificate',
    'certificate-picture', 'congratulation', 'decision', 'mark-svg', 'mark-png', 'evidence',
    'minutes', 'signed-form', 'ruling'));
