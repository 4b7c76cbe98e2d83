-- What its provider calls a course or an edition in its own system: by that it is known when it is imported again.
alter table course add column own_code text;
alter table course add constraint course_own_code check (own_code <> '' and length(own_code) <= 200) not valid;
alter table course validate constraint course_own_code;
-- breaks: only what was imported has a code, of which there is nothing yet
create unique index course_own_code on course (organisation_id, own_code) where own_code is not null;
alter table edition add column own_code text;
alter table edition add constraint edition_own_code check (own_code <> '' and length(own_code) <= 200) not valid;
alter table edition validate constraint edition_own_code;
-- breaks: the same
create unique index edition_own_code on edition (course_id, own_code) where own_code is not null;

-- What a provider offers, as a file or an address of it says. It is read and compared first; nothing of it is taken
-- over before somebody says so.
create table course_import (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  kept_in text not null,
  origin text not null check (origin in ('table', 'education-api', 'address')),
  -- What the file is called, or the address.
  name text not null check (length(name) <= 500),
  state text not null check (state in ('reading', 'unreadable', 'checked', 'done', 'discarded')),
  sha256 text not null default '',
  -- Of the file, as it was typed.
  heading text[] not null default '{}',
  -- Why it cannot be read, and where.
  problem text,
  problem_at text,
  -- Of what was compared; by it somebody else's change in between is seen.
  plan text not null default '',
  new int not null default 0,
  changed int not null default 0,
  same int not null default 0,
  gone int not null default 0,
  wrong int not null default 0,
  made_by uuid references account on delete set null,
  made_on date not null,
  settled_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'unreadable') = (problem is not null))
);
create index course_import_organisation on course_import (organisation_id, created_at desc);
create index course_import_made on course_import (made_by);
create table course_import_row (
  import_id uuid not null references course_import on delete cascade,
  organisation_id uuid not null references organisation,
  -- In the file, the first being 1; behind the last those that are no longer in it.
  row int not null,
  cells text[] not null,
  does text not null check (does in ('new', 'changed', 'same', 'gone', 'wrong')),
  -- What was read of it, what it does, and what is wrong.
  draft jsonb not null default '{}',
  says jsonb not null default '[]',
  mistakes jsonb not null default '[]',
  primary key (import_id, row)
);
create index course_import_row_organisation on course_import_row (organisation_id);

do $$
declare
  t text;
  acting constant text := 'current_setting(''peil.organisation'', true) in (organisation_id::text, ''*'')';
begin
  foreach t in array array['course_import', 'course_import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (%s) with check (%s)', t || '_acting', t, acting, acting);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
  end loop;
end
$$;
select demand_record('course_import', 'course-import', 'organisation');
