-- What a name comes to where people write it otherwise: without its legal form, capitals, accents and signs.
create function name_key(name text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(replace(lower(normalize(name, NFKD)), '.', ''),
    '\m(bv|nv|vof|stichting|vereniging)\M', '', 'g'), '[^a-z0-9]+', '', 'g')
$$;
create function name_keys(name text, others text[]) returns text[] language sql immutable parallel safe as $$
  select array(select distinct public.name_key(n) from unnest(array_append(others, name)) n
    where public.name_key(n) <> '')
$$;
-- breaks: there are few organisations yet, and this takes a moment
create index organisation_name_keys on organisation using gin (name_keys(name, trade_names));

-- A label that an organisation holds, of no register; or that somebody holds who is not here, by the name under
-- which it stands in the list of those who give it.
create table label (
  id uuid primary key default uuidv7(),
  organisation_id uuid references organisation,
  holder text not null check (holder <> '' and length(holder) <= 200),
  -- By the id that the regulations give it.
  kind text not null check (kind ~ '^[a-z0-9-]{1,60}$'),
  scope text not null check (scope in ('institution', 'teacher', 'course', 'programme', 'level')),
  number text not null,
  -- As it is stated; null where it held from before anything was kept, and where it has no last day yet.
  first_day date,
  last_day date,
  status text not null check (status in ('waiting', 'checked', 'refused', 'withdrawn')),
  waits_since date not null,
  -- As somebody saw it last. What is stated otherwise since waits, and this stands until it was looked at.
  seen_scope text check (seen_scope in ('institution', 'teacher', 'course', 'programme', 'level')),
  seen_first date,
  seen_last date,
  seen_on date,
  entered_in text not null,
  entered_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (first_day <= last_day),
  check (seen_first <= seen_last),
  check ((seen_on is null) = (seen_scope is null)),
  check (status <> 'checked' or seen_on is not null)
);
create index label_organisation on label (organisation_id);
create index label_holder on label (name_key(holder), kind);
create index label_status on label (status, waits_since);

-- What was done with it, by whom on which day, and what was seen.
create table label_event (
  id uuid primary key default uuidv7(),
  label_id uuid not null references label on delete cascade,
  action text not null check (action in ('enter', 'correct', 'check', 'refuse', 'withdraw')),
  -- For a register, and not for the organisation itself.
  by_office boolean not null,
  -- Where it was seen.
  evidence text check (evidence in ('public-register', 'certificate', 'other')),
  -- What was seen, or why: the organisation reads it.
  note text not null,
  -- What the label said from then on.
  facts jsonb not null,
  -- The proof. The file lies in the register in which it was added.
  document_id uuid references document on delete set null,
  file_name text,
  done_in text not null,
  done_by uuid references account on delete set null,
  done_on date not null,
  created_at timestamptz not null default now()
);
create index label_event_label on label_event (label_id);
create index label_event_document on label_event (document_id);
create index label_event_by on label_event (done_by);

alter table label enable row level security;
alter table label force row level security;
alter table label_event enable row level security;
alter table label_event force row level security;
grant select, insert, update, delete on label, label_event to peil_app;
create policy label_acting on label
  using (organisation_id::text = current_setting('peil.organisation', true)
    or current_setting('peil.organisation', true) = '*')
  with check (organisation_id::text = current_setting('peil.organisation', true)
    or current_setting('peil.organisation', true) = '*');
-- Labels stand in public lists, and every portfolio is held against them.
create policy label_found on label for select using (true);
create policy label_event_acting on label_event
  using (exists (select from label l where l.id = label_id
    and (l.organisation_id::text = current_setting('peil.organisation', true)
      or current_setting('peil.organisation', true) = '*')))
  with check (exists (select from label l where l.id = label_id
    and (l.organisation_id::text = current_setting('peil.organisation', true)
      or current_setting('peil.organisation', true) = '*')));
select demand_record('label', 'label', 'organisation');
select demand_record('label_event', 'label');

-- An organisation reads what was done with its labels, in whatever register.
create policy audit_record_label on audit_record for select
  using (noun = 'label' and exists (select from label l where l.id::text = record_id
    and l.organisation_id::text = nullif(current_setting('peil.organisation', true), '')));
create policy audit_facts_label on audit_facts for select
  using (exists (select from audit_record r join label l on l.id::text = r.record_id
    where r.seq = audit_facts.seq and r.noun = 'label'
      and l.organisation_id::text = nullif(current_setting('peil.organisation', true), '')));
-- breaks: only the records of labels are in it, of which there are none yet
create index audit_record_of_label on audit_record (record_id, seq) where noun = 'label';

-- Who gave an activity, where that is an organisation that is known here.
alter table activity add column provider_id uuid references organisation;
-- breaks: none of them has one yet
create index activity_provider on activity (provider_id) where provider_id is not null;
