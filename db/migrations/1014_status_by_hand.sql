-- A status that two of the back office set by hand: what was proposed on which ground, with a reason for
-- the file and one for the person, how the registration stood then, and what came of it.
create table status_by_hand (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  status text not null check (status in (
    'proposed', 'returned', 'withdrawn', 'settled', 'over')),
  -- The ground by its id in register.yaml, and what stood there when it was proposed.
  ground text not null,
  label text not null,
  rests text not null,
  does text not null check (does in (
    'hold', 'release', 'suspend', 'certify', 'withdraw', 'remove')),
  ends_when_paid boolean not null default false,
  -- The body whose decision it is; null where it is none.
  decided_by text,
  -- In which document the decision stands.
  source text not null default '',
  first_day date,
  last_day date,
  file_reason text not null check (file_reason <> ''),
  letter_reason text not null check (letter_reason <> ''),
  -- How the registration stood: what the second one confirms is about that.
  before jsonb not null,
  proposed_on date not null,
  proposed_by uuid references account on delete set null,
  answered_on date,
  answered_by uuid references account on delete set null,
  -- Why it was returned.
  answer text not null default '',
  begun_on date,
  ended_on date,
  document_id uuid references document on delete set null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (last_day >= first_day),
  check (does <> 'suspend' or last_day is not null),
  check ((status in ('settled', 'over')) <= (answered_on is not null))
);
create unique index status_by_hand_proposed on status_by_hand (registration_id)
  where status = 'proposed';
create index status_by_hand_registration on status_by_hand (registration_id);
create index status_by_hand_status on status_by_hand (register, status);
alter table status_by_hand enable row level security;
alter table status_by_hand force row level security;
create policy status_by_hand_register on status_by_hand
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on status_by_hand to peil_app;
select demand_record('status_by_hand', 'status-by-hand', 'registration');
