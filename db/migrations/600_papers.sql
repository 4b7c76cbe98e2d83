-- A paper is what a register makes: an agreement, an invoice, a certificate with its letter and mark,
-- a decision, a list of decisions. It stands in document from the moment at which it is decided on;
-- its file follows, as making it takes longer than a lock may be held.
alter table document
  alter column size drop not null,
  alter column sha256 drop not null,
  alter column file_key drop not null,
  add constraint document_file check (num_nulls(size, sha256, file_key) in (0, 3));

create table paper_to_make (
  document_id uuid primary key references document on delete cascade,
  register text not null,
  -- Everything that is printed on it, as it stood when it was decided on.
  content jsonb not null,
  attempts int not null default 0,
  -- Why it could not be made, the last time it was tried.
  error text,
  asked_at timestamptz not null default now()
);
alter table paper_to_make enable row level security;
alter table paper_to_make force row level security;
create policy paper_to_make_register on paper_to_make
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on paper_to_make to peil_app;

-- The papers that are not there yet and without which a mail is not delivered.
alter table mail_message add column waits_for uuid[] not null default '{}';
create index mail_message_waiting on mail_message using gin (waits_for) where waits_for <> '{}';
