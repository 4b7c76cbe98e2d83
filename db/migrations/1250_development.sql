-- How somebody develops: what they think of themselves against the competences of the register, what colleagues
-- say, and what they mean to do about it. It is their own: no back office and no committee reads it.
create table competence_scan (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  begun_on date not null,
  -- Null for as long as it is a draft.
  done_on date,
  -- A row for each competence that was rated, in the words of that day.
  ratings jsonb not null default '[]',
  note text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index competence_scan_draft on competence_scan (registration_id) where done_on is null;
create index competence_scan_registration on competence_scan (registration_id);

-- Colleagues are asked the same. What they answered is read by nobody before the round is closed, and then only
-- together, and only where as many answered as the register says.
create table feedback_round (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  status text not null check (status in ('open', 'closed', 'withdrawn')),
  -- What is asked, in the words of the day on which it was opened.
  asked jsonb not null,
  shown_from integer not null check (shown_from >= 3),
  -- What its owner writes to those who are asked.
  note text not null default '',
  opened_on date not null,
  closes_on date not null check (closes_on > opened_on),
  ended_on date,
  outcome text check (outcome in ('shown', 'too-few')),
  -- What they said together: nothing of it can be led back to one of them.
  results jsonb,
  activity_id uuid references activity on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'open') = (ended_on is null)),
  check ((status = 'closed') = (outcome is not null)),
  check ((outcome is not distinct from 'shown') = (results is not null))
);
create unique index feedback_round_open on feedback_round (registration_id) where status = 'open';
create index feedback_round_registration on feedback_round (registration_id);
create index feedback_round_activity on feedback_round (activity_id);

-- Who was asked, for as long as the round is open. Whether they answered is nowhere: not here, and not to be
-- found from here.
create table feedback_invitation (
  id uuid primary key default uuidv7(),
  register text not null,
  round_id uuid not null references feedback_round on delete cascade,
  name text not null check (name <> ''),
  email text not null check (email = lower(btrim(email))),
  token_hash bytea not null,
  sent_on date not null,
  withdrawn_on date,
  created_at timestamptz not null default now()
);
create unique index feedback_invitation_once on feedback_invitation (round_id, bare_address(email));
create unique index feedback_invitation_token on feedback_invitation (token_hash);

-- That a link was used. It is made of the secret in the link itself, of which the database has another hash: from
-- the one the other cannot be found. Neither this nor an answer has a time, an order or an address.
create table feedback_used_link (
  used_hash bytea primary key,
  register text not null,
  round_id uuid not null references feedback_round on delete cascade
);
create index feedback_used_link_round on feedback_used_link (round_id);
create table feedback_answer (
  id uuid primary key default gen_random_uuid(),
  register text not null,
  round_id uuid not null references feedback_round on delete cascade,
  said jsonb not null
);
create index feedback_answer_round on feedback_answer (round_id);

-- What somebody means to learn, by when, and with whom they agreed on it.
create table development_plan (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  made_with text not null default '',
  first_on date not null,
  last_on date not null check (last_on > first_on),
  note text not null default '',
  -- How often they want to be reminded of it, in months; 0 for never.
  remind_months integer not null check (remind_months in (0, 1, 3, 6)),
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index development_plan_running on development_plan (registration_id) where ended_on is null;
create index development_plan_registration on development_plan (registration_id);
create table development_goal (
  id uuid primary key default uuidv7(),
  register text not null,
  plan_id uuid not null references development_plan on delete cascade,
  -- The competence that it is about, by the id of the register, where it is about one.
  competence text,
  text text not null check (text <> ''),
  -- What somebody chose to do for it.
  learning text not null default '',
  by_on date,
  status text not null check (status in ('open', 'reached', 'dropped')),
  status_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'open') = (status_on is null))
);
create index development_goal_plan on development_goal (plan_id);

do $$
declare
  t text;
  noun text;
begin
  foreach t in array array['competence_scan', 'feedback_round', 'feedback_invitation', 'feedback_used_link',
    'feedback_answer', 'development_plan', 'development_goal']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    noun := case t
      when 'competence_scan' then 'competence-scan'
      when 'feedback_round' then 'feedback-round'
      when 'feedback_invitation' then 'feedback-round'
      when 'development_plan' then 'development-plan'
      when 'development_goal' then 'development-plan' end;
    -- That somebody answered is not recorded, so that nobody reads in the record who did.
    continue when noun is null;
    execute format('select demand_record(%L, %L, %L)', t, noun, 'registration');
  end loop;
end
$$;
