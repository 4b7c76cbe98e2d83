-- What somebody asked of themselves as one file, which lies ready for some days and is swept then. Whoever
-- asked sees it in every register; a register sees what was asked there.
create table personal_export (
  id uuid primary key default uuidv7(),
  register text not null,
  account_id uuid not null references account on delete cascade,
  status text not null check (status in ('asked', 'ready', 'failed', 'ended')),
  asked_on date not null,
  ready_on date,
  -- The last day on which it can be fetched.
  fetch_before date,
  file_key text,
  size bigint,
  sha256 text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'ready') = (file_key is not null)),
  check (status <> 'ready' or (ready_on is not null and fetch_before is not null and size is not null
    and sha256 is not null))
);
-- One is made at a time.
create unique index personal_export_asked on personal_export (account_id) where status = 'asked';
create index personal_export_account on personal_export (account_id);
create index personal_export_ready on personal_export (register, fetch_before) where status = 'ready';

alter table personal_export enable row level security;
alter table personal_export force row level security;
create policy personal_export_register on personal_export
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
create policy personal_export_own on personal_export
  using (account_id::text = nullif(current_setting('peil.account', true), ''));
grant select, insert, update, delete on personal_export to peil_app;
select demand_record('personal_export', 'personal-export');
