-- A session is named by an id of its own, so that its holder can end it without showing its token.
alter table session add column id uuid not null default uuidv7();
create unique index session_id on session (id);

-- Codes for when the phone with the second factor is lost; each works once.
create table recovery_code (
  account_id uuid not null references account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create index one_time_link_email on one_time_link (email, purpose);
create index throttle_window on throttle (window_start);

-- What somebody has typed so far to sign up, also what is wrong yet.
create table sign_up_draft (
  register text not null,
  account_id uuid not null references account on delete cascade,
  section text not null check (section in ('person', 'work', 'declarations')),
  fields jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (register, account_id, section)
);

-- The words of the agreement as they were laid before the person: what is shown to be signed and
-- what is printed above the evidence of the signature are the same.
alter table agreement add column number text;
alter table agreement add column content jsonb not null default '{}';
create unique index agreement_number on agreement (register, number);

-- Why a registration ended: at the person's own request, or because it was not paid.
alter table registration add column end_reason text
  check (end_reason in ('own-request', 'not-paid'));

create index invoice_registration on invoice (registration_id);
create index invoice_reference on invoice (register, reference);
create index registration_candidate on registration (register, candidate_on);
create index document_person on document (person_id);

alter table sign_up_draft enable row level security;
alter table sign_up_draft force row level security;
create policy sign_up_draft_register on sign_up_draft
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));

grant select, insert, update, delete on recovery_code, sign_up_draft to peil_app;
