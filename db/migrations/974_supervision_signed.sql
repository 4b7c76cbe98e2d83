-- A document that is filled in and signed here, of which Peil makes the paper: a request, or a statement
-- that a colleague signs as well. The words that were laid before stay with the signatures.
create table signing (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- The kind of document, by its id in the regulation.
  document text not null,
  status text not null check (status in ('awaiting', 'signed', 'declined', 'withdrawn')),
  -- Of the colleague who signs too.
  supervision_id uuid references supervision on delete cascade,
  words jsonb not null,
  words_hash text not null,
  -- What was asked beside, as the claim will have it.
  details jsonb not null default '{}',
  signed_on date not null,
  signature jsonb not null,
  answered_on date,
  other_signature jsonb,
  -- Why not, in the words of the colleague.
  remark text not null default '',
  claim_id uuid references claim on delete set null,
  document_id uuid references document on delete set null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (status <> 'signed' or (supervision_id is null) = (other_signature is null))
);
create index signing_registration on signing (registration_id);
create index signing_supervision on signing (supervision_id) where supervision_id is not null;
create unique index signing_awaiting on signing (registration_id, document)
  where status = 'awaiting';

alter table signing enable row level security;
alter table signing force row level security;
create policy signing_register on signing
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on signing to peil_app;
select demand_record('signing', 'signing', 'registration');

alter table document
  drop constraint document_kind_check,
  add constraint document_kind_check check (kind in (
    'agreement', 'signed-agreement', 'invoice', 'credit-note', 'certificate',
    'certificate-picture', 'congratulation', 'decision', 'mark-svg', 'mark-png', 'evidence',
    'minutes', 'signed-form'));
