-- Somebody asks to have an activity judged apart from an application.
create table interim_request (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  activity_id uuid not null references activity on delete cascade,
  regulation_version date not null,
  status text not null check (status in ('asked', 'decided', 'withdrawn', 'expired')),
  asked_on date not null,
  ended_on date,
  -- What was decided, with why; null until then.
  outcome text check (outcome in ('approved', 'partly', 'rejected')),
  amount int,
  accredited boolean,
  reason text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'decided') = (outcome is not null)),
  check ((status = 'asked') = (ended_on is null))
);
create unique index interim_request_open on interim_request (register, activity_id)
  where status = 'asked';
create index interim_request_activity on interim_request (activity_id);
create index interim_request_registration on interim_request (registration_id);

-- What each member finds of it.
create table interim_judgement (
  request_id uuid not null references interim_request on delete cascade,
  register text not null,
  member_id uuid not null references account,
  outcome text not null check (outcome in ('approved', 'partly', 'rejected')),
  amount int,
  accredited boolean not null,
  reason text not null check (reason <> ''),
  judged_on date not null,
  created_at timestamptz not null default now(),
  primary key (request_id, member_id)
);

-- A member steps back from it.
create table interim_recusal (
  request_id uuid not null references interim_request on delete cascade,
  register text not null,
  member_id uuid not null references account,
  reason text not null check (reason <> ''),
  declared_on date not null,
  primary key (request_id, member_id)
);

alter table interim_request enable row level security;
alter table interim_request force row level security;
create policy interim_request_register on interim_request
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
alter table interim_judgement enable row level security;
alter table interim_judgement force row level security;
create policy interim_judgement_register on interim_judgement
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
alter table interim_recusal enable row level security;
alter table interim_recusal force row level security;
create policy interim_recusal_register on interim_recusal
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on interim_request, interim_judgement, interim_recusal
  to peil_app;
select demand_record('interim_request', 'interim', 'registration');
select demand_record('interim_judgement', 'interim', 'registration');
select demand_record('interim_recusal', 'interim', 'registration');
-- What is decided changes what is claimed.
drop trigger change_is_recorded on activity_claim;
select demand_record('activity_claim', 'activity', 'application', 'referee-request', 'interim');
