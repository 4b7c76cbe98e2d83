-- What somebody asks the board because the regulation is silent on it, from the question to the
-- decision; and what everybody may read of it, in which nobody is named.
create table ruling (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- A norm that the regulation leaves to the board, and the application in which it is asked; without
  -- them it is somebody's own question.
  application_id uuid references application on delete cascade,
  norm text,
  number text not null,
  status text not null check (status in (
    'asked', 'for-advice', 'for-decision', 'decided', 'answered', 'withdrawn')),
  question text not null,
  wish text not null,
  asked_on date not null,
  -- What the back office tells the committee and the board.
  note text not null default '',
  passed_on date,
  advised_on date,
  -- The back office's answer, where the regulation does provide for it.
  answer text not null default '',
  ended_on date,
  -- Whether the board gives what was asked.
  granted boolean,
  decision text not null default '',
  ground text not null default '',
  decided_on date,
  decided_by uuid references account on delete set null,
  -- What everybody may read.
  public_question text not null default '',
  public_decision text not null default '',
  public_ground text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  check ((application_id is null) = (norm is null)),
  check ((status = 'decided') = (granted is not null)),
  check ((status = 'decided') = (public_question <> ''))
);
create index ruling_registration on ruling (registration_id);
create index ruling_status on ruling (register, status);
create unique index ruling_of_norm on ruling (application_id, norm) where status <> 'withdrawn';

create table ruling_file (
  ruling_id uuid not null references ruling on delete cascade,
  register text not null,
  document_id uuid not null references document on delete cascade,
  primary key (ruling_id, document_id)
);

-- What a member of the committee advises the board.
create table ruling_advice (
  ruling_id uuid not null references ruling on delete cascade,
  register text not null,
  member_id uuid not null references account on delete cascade,
  favours boolean not null,
  reason text not null,
  given_on date not null,
  created_at timestamptz not null default now(),
  primary key (ruling_id, member_id)
);

-- Who of the committee or the board stepped out of it, and why.
create table ruling_recusal (
  ruling_id uuid not null references ruling on delete cascade,
  register text not null,
  member_id uuid not null references account on delete cascade,
  reason text not null,
  declared_on date not null,
  primary key (ruling_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['ruling', 'ruling_file', 'ruling_advice', 'ruling_recusal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I
      using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L, %L, %L)', t, 'ruling', 'registration', 'application');
  end loop;
end
$$;

-- A file that goes along with a question is a document too.
drop trigger change_is_recorded on document;
select demand_record('document', 'agreement', 'invoice', 'evidence', 'certificate', 'decision',
  'meeting', 'paper', 'registration', 'statement', 'ruling');
