-- An existing register that is brought in: what was delivered, row by row as long as that is not
-- settled, and of everything that was taken over where it came from and how it stood there.
create table takeover (
  id uuid primary key default uuidv7(),
  register text not null,
  -- As it is said of what comes from it: "overgenomen uit …".
  source text not null check (length(source) between 1 and 200),
  status text not null check (status in
    ('reading', 'unreadable', 'checked', 'running', 'done', 'discarded')),
  -- Of each file its name, kind, heading and the columns that are passed over.
  files jsonb not null default '[]',
  -- Why it cannot be read.
  problems jsonb not null default '[]',
  delivered_on date not null,
  delivered_by uuid references account on delete set null,
  ended_on date,
  created_at timestamptz not null default now()
);
create index takeover_register on takeover (register, created_at desc);

-- A file that came by the page, until the delivery is settled.
create table takeover_file (
  id uuid primary key default uuidv7(),
  register text not null,
  takeover_id uuid not null references takeover on delete cascade,
  name text not null,
  file_key text not null unique,
  size bigint not null check (size >= 0),
  sha256 text not null,
  unique (takeover_id, name)
);

-- A row of a file that was delivered; once it is settled nothing that was typed in it stays here.
create table takeover_row (
  -- What becomes of it has this id.
  id uuid primary key default uuidv7(),
  register text not null,
  takeover_id uuid not null references takeover on delete cascade,
  kind text not null check (kind in
    ('person', 'registration', 'certificate', 'activity', 'evidence')),
  file text not null,
  -- In the file, the heading being 1.
  row int not null,
  -- By which other rows know it, what it hangs on, and the person with whom it is taken over.
  key text not null default '',
  parent text not null default '',
  bundle text,
  hash text not null,
  -- As it was typed, and as it was read.
  cells jsonb,
  facts jsonb,
  -- Left out is what hangs on something that has a mistake.
  state text not null check (state in
    ('ready', 'wrong', 'left-out', 'known', 'changed', 'done')),
  mistakes jsonb not null default '[]'
);
create index takeover_row_key on takeover_row (takeover_id, kind, key);
create index takeover_row_parent on takeover_row (takeover_id, kind, parent);
create index takeover_row_ready on takeover_row (takeover_id, bundle) where state = 'ready';
create index takeover_row_state on takeover_row (takeover_id, state, kind);

-- What was taken over: from where, under which key there, and what it became.
create table taken_over (
  register text not null,
  source text not null,
  kind text not null check (kind in
    ('person', 'registration', 'certificate', 'activity', 'evidence')),
  key text not null,
  -- The person's key there: what hangs together.
  bundle text not null,
  -- Of what was read, to tell the same row from one that was changed since.
  hash text not null,
  subject_id uuid not null,
  person_id uuid not null references person on delete cascade,
  takeover_id uuid references takeover on delete set null,
  taken_over_on date not null,
  -- The decision on an activity that was taken there: outcome, day, by whom and why.
  decision jsonb,
  -- Of a person: the day on which they were invited to sign in.
  invited_on date,
  primary key (register, source, kind, key)
);
create index taken_over_subject on taken_over (subject_id);
create index taken_over_person on taken_over (person_id);
create index taken_over_key on taken_over (register, kind, key);

do $$
declare t text;
begin
  foreach t in array array['takeover', 'takeover_file', 'takeover_row', 'taken_over'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
  -- Which stored files belong to nobody can only be told by whoever sees all that are waited for.
  execute format('create policy takeover_file_of_any_register on takeover_file for select to %I
    using (true)', current_user);
end
$$;
grant select, insert, update on takeover, taken_over to peil_app;
grant select, insert, update, delete on takeover_file, takeover_row to peil_app;
select demand_record('takeover', 'takeover');
select demand_record('taken_over', 'registration', 'certificate', 'activity', 'evidence', 'takeover');

-- Nobody who was taken over gets mail before they were invited or signed in by themselves.
alter table account add column quiet boolean not null default false;
alter table mail_message add column shown_only boolean not null default false;

-- Years that began up to and including this day were charged elsewhere.
alter table registration add column charged_until date;

-- A certificate that was taken over rests on a decision elsewhere, its paper was given there, and its
-- code is the one that stands on that paper: of one register, as others may have the same.
alter table certificate
  alter column decision_id drop not null,
  alter column document_id drop not null,
  alter column letter_id drop not null,
  drop constraint certificate_code_key,
  add unique (register, code),
  add check (decision_id is not null and document_id is not null and letter_id is not null
    or decision_id is null and document_id is null and letter_id is null);
create index certificate_kept_code on certificate
  (register, upper(regexp_replace(code, '[[:space:].-]', '', 'g'))) where decision_id is null;
