-- What is kept about people goes after a term. What somebody's data are held for stops that: an objection, a
-- case in court, a complaint.
create table hold (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid not null references person on delete cascade,
  ground text not null check (ground in ('objection', 'court', 'complaint', 'other')),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  placed_on date not null,
  placed_by uuid references account on delete set null,
  -- The last day on which it holds.
  last_day date not null check (last_day >= placed_on),
  lifted_on date,
  lifted_by uuid references account on delete set null,
  lifted_because text not null default '' check (length(lifted_because) <= 2000),
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index hold_person on hold (person_id, last_day) where lifted_on is null;
create index hold_register on hold (register, last_day);
alter table hold enable row level security;
alter table hold force row level security;
create policy hold_register on hold
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on hold to peil_app;
select demand_record('hold', 'hold', 'registration');

-- What is theirs lies in more than one register: another in which they are has to know that it is held.
create policy hold_everywhere on hold for select
  using (exists (select from registration where registration.person_id = hold.person_id));

-- Whether anything of somebody is held on a day, and of whom there is.
create function is_held(person uuid, on_day date) returns boolean language sql stable as $$
  select exists (select from hold
    where person_id = person and lifted_on is null and last_day >= on_day)
$$;
create function held_people(on_day date) returns setof uuid language sql stable as $$
  select distinct person_id from hold where lifted_on is null and last_day >= on_day
$$;

-- An invoice of somebody whose dossier is gone: the law asks to keep it for years after that.
create table kept_invoice (
  id uuid primary key,
  register text not null,
  number text not null,
  status text not null check (status in ('open', 'paid', 'credited', 'written-off')),
  issued_on date not null,
  net_cents int not null,
  vat_cents int not null,
  total_cents int not null check (total_cents = net_cents + vat_cents),
  vat_treatment text not null,
  paid_on date,
  credit_number text,
  document_id uuid references document,
  credit_document_id uuid references document,
  unique (register, number)
);
create index kept_invoice_issued on kept_invoice (register, issued_on);
alter table kept_invoice enable row level security;
alter table kept_invoice force row level security;
create policy kept_invoice_register on kept_invoice
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on kept_invoice to peil_app;
select demand_record('kept_invoice', 'invoice', 'registration');

-- That somebody asked to have what is kept of them erased, and what the register answered. It outlives what
-- it was about.
create table erasure_request (
  id uuid primary key default uuidv7(),
  register text not null,
  account_id uuid references account on delete set null,
  person_id uuid references person on delete set null,
  registration_id uuid references registration on delete set null,
  status text not null check (
    status in ('asked', 'granted', 'refused', 'withdrawn', 'done')),
  -- Asked on a page by whom it is about, or entered by the register for who asked otherwise.
  asked_by text not null check (asked_by in ('person', 'office')),
  asked_on date not null,
  -- The last day on which it can be taken back, and before which nothing goes.
  back_until date not null,
  -- The last day to answer: a month (article 12 of the GDPR), and two more where that was said with why.
  answer_before date not null,
  extended_on date,
  extension_reason text not null default '' check (length(extension_reason) <= 2000),
  remark text not null default '' check (length(remark) <= 2000),
  -- Everything, or what the register need not keep longer.
  extent text check (extent in ('all', 'part')),
  answer text not null default '' check (length(answer) <= 4000),
  answered_on date,
  answered_by uuid references account on delete set null,
  -- What stays, why and until when, as it was told.
  stays jsonb not null default '[]',
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create unique index erasure_request_running on erasure_request (register, account_id)
  where status in ('asked', 'granted');
create index erasure_request_status on erasure_request (register, status, answer_before);
alter table erasure_request enable row level security;
alter table erasure_request force row level security;
create policy erasure_request_register on erasure_request
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on erasure_request to peil_app;
select demand_record('erasure_request', 'erasure', 'retention');

-- What went wrong with the data of people (articles 33 and 34 of the GDPR): noted whether or not it has to be
-- reported, and reported within 72 hours of when it was noticed.
create table breach (
  id uuid primary key default uuidv7(),
  register text not null,
  title text not null check (title <> '' and length(title) <= 200),
  what text not null check (length(what) <= 8000),
  noticed_at timestamptz not null,
  data text not null check (length(data) <= 2000),
  people int check (people >= 0),
  consequences text not null default '' check (length(consequences) <= 8000),
  measures text not null default '' check (length(measures) <= 8000),
  -- To the supervisory authority, and to the people; or why not.
  reported_on date,
  not_reported_because text not null default '' check (length(not_reported_because) <= 2000),
  told_on date,
  not_told_because text not null default '' check (length(not_told_because) <= 2000),
  noted_on date not null,
  noted_by uuid references account on delete set null,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (closed_on is null or (reported_on is not null or not_reported_because <> '')),
  check (closed_on is null or (told_on is not null or not_told_because <> ''))
);
create index breach_register on breach (register, noticed_at desc);
alter table breach enable row level security;
alter table breach force row level security;
create policy breach_register on breach
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on breach to peil_app;
select demand_record('breach', 'breach');

-- That there was a certificate with a code, so that who has the paper hears something true: a hash, from which
-- neither the code nor whose it was can be told.
create table erased_certificate (
  register text not null,
  code_hash bytea not null check (length(code_hash) = 32),
  erased_on date not null,
  primary key (register, code_hash)
);
alter table erased_certificate enable row level security;
alter table erased_certificate force row level security;
create policy erased_certificate_register on erased_certificate
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on erased_certificate to peil_app;
select demand_record('erased_certificate', 'registration');

-- What is erased of one register by the day of its records.
create index audit_record_day on audit_record (register, day);

-- What goes by itself at the end of its term, is recorded as that.
do $$
declare
  changed regclass;
  nouns text[];
begin
  foreach changed in array array['inspection', 'look', 'document', 'invoice', 'kept_invoice', 'referee_link',
    'referee_request', 'attestation_link', 'attestation', 'series_link', 'series_member', 'staff_change']::regclass[]
  loop
    select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
      into strict nouns from pg_trigger
      where tgrelid = changed and tgname = 'change_is_recorded';
    execute format('drop trigger change_is_recorded on %s', changed);
    perform demand_record(changed, variadic nouns || 'retention'::text);
  end loop;
end
$$;

-- Nobody answers their own request, and nobody holds or lets go what is kept of themselves.
alter function is_handling(text, text) rename to is_handling_before;
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before(of_noun, of_action) or (of_noun, of_action) in (
    ('erasure', 'extend'), ('erasure', 'grant'), ('erasure', 'refuse'),
    ('hold', 'lift'), ('hold', 'place'), ('hold', 'prolong'))
$$;
alter function people_of_record(text, uuid) rename to people_of_record_before;
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before(of_noun, thing)
  union select person_id from erasure_request
    where of_noun = 'erasure' and id = thing and person_id is not null
  union select person_id from hold where of_noun = 'hold' and id = thing
$$;

-- Who sees to the data of people: the data protection officer, who sits in no body.
alter table staff_role
  drop constraint staff_role_role_check,
  drop constraint administrator_without_body,
  add constraint staff_role_role_check
    check (role in ('member', 'chair', 'administrator', 'privacy-officer')),
  add constraint without_body
    check ((role in ('administrator', 'privacy-officer')) = (body = ''));
alter table staff_change
  drop constraint staff_change_role_check,
  add constraint staff_change_role_check
    check (role in ('member', 'chair', 'administrator', 'privacy-officer'));
