-- That somebody has died, as a relative or an employer told it: who told it, how it was seen, who
-- entered and who confirmed it, and what the registration was, in case it turns out to be a mistake.
create table death (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  person_id uuid not null references person on delete cascade,
  status text not null check (status in ('reported', 'confirmed', 'rejected', 'undone')),
  died_on date not null,
  -- Another register says so where it was told there.
  told_by text not null check (told_by in ('relative', 'employer', 'other', 'register')),
  told_name text not null,
  told_email text not null default '',
  -- Where a letter goes on paper; a line a line.
  told_address text not null default '',
  seen_how text not null,
  entered_by uuid references account,
  entered_on date not null,
  confirmed_by uuid references account,
  confirmed_on date,
  before jsonb,
  letter_id uuid references document,
  ended_on date,
  reason text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now()
);
create unique index death_running on death (registration_id)
  where status in ('reported', 'confirmed');
create index death_status on death (register, status);
alter table death enable row level security;
alter table death force row level security;
create policy death_register on death
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on death to peil_app;
select demand_record('death', 'death', 'registration');

alter table registration drop constraint registration_status_check;
alter table registration add constraint registration_status_check check (status in (
  'signed-up', 'agreement-sent', 'agreement-lapsed', 'agreement-signed', 'approved',
  'candidate', 'certified', 'renewal-pending', 'expired', 'on-hold',
  'suspended', 'withdrawn', 'removed', 'deceased'));
alter table registration drop constraint registration_end_reason_check;
alter table registration add constraint registration_end_reason_check
  check (end_reason in ('own-request', 'not-paid', 'decision', 'death'));
drop index registration_person;
create unique index registration_person on registration (register, person_id)
  where status not in ('withdrawn', 'removed', 'deceased');

-- A mail that is not sent any more, since whoever it was for has died.
alter table mail_message add column stopped_at timestamptz;

-- The letter to whoever told it. What kinds of document there are beside it is left as it is.
do $$
declare
  kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint where conname = 'document_kind_check';
  alter table document drop constraint document_kind_check;
  execute 'alter table document add constraint document_kind_check '
    || replace(kinds, '''evidence''::text', '''evidence''::text, ''condolence''::text');
end
$$;
