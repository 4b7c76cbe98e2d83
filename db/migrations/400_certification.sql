-- What the way from an application to a certificate needs beside the first tables.

-- When it went to the committee, what the back office ticked off, and how it ended without a decision.
alter table application
  add column checklist jsonb not null default '{}',
  add column passed_on date,
  add column ended_on date,
  add column ended_by text check (ended_by in ('applicant', 'term')),
  add check ((status = 'withdrawn') = (ended_on is not null));

-- Null for what went in at submission; else the day on which it was added after a return.
alter table application_activity add column added_on date;

-- What the professional answered, item by item: [{ "item", "activity", "answer" }].
alter table application_return add column answers jsonb not null default '[]';

-- A person also answers what a norm leaves to people: a judgement of a norm, beside those of
-- activities and of the whole.
alter table judgement
  add column norm text,
  add check (norm is null or activity_id is null);
drop index judgement_once;
create unique index judgement_once on judgement
  (application_id, member_id, coalesce(activity_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(norm, ''));

-- A member opened a file, having said that nothing stands in the way: once for each day.
create table inspection (
  register text not null,
  application_id uuid not null references application on delete cascade,
  member_id uuid not null references account,
  opened_on date not null,
  created_at timestamptz not null default now(),
  primary key (application_id, member_id, opened_on)
);

-- A judgement in the making, as it was typed; nobody else reads it.
create table judgement_draft (
  register text not null,
  application_id uuid not null references application on delete cascade,
  member_id uuid not null references account,
  fields jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (application_id, member_id)
);

-- The answer on each norm in the words of the committee stands in the assessment; who voted what
-- stands in judgement. The mark goes with the certificate.
alter table certificate
  add column mark_svg_id uuid references document,
  add column mark_png_id uuid references document;

alter table meeting add column closed_on date;

create index application_registration on application (registration_id, submitted_on desc);
create index application_meeting on application (meeting_id);
create index certificate_registration on certificate (registration_id);

do $$
declare t text;
begin
  foreach t in array array['inspection', 'judgement_draft']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
end
$$;

grant select, insert, update, delete on inspection, judgement_draft to peil_app;
