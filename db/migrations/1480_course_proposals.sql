-- A course that an employer proposes to somebody of one of its teams, at one time that it is given. Once for each of them.
create table course_proposal (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  team_id uuid not null references team,
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  course_id uuid not null references course on delete cascade,
  edition_id uuid not null references edition on delete cascade,
  -- What whoever proposes it says with it.
  word text not null default '' check (length(word) <= 500),
  state text not null check (state in ('open', 'accepted', 'declined', 'ended')),
  proposed_on date not null,
  proposed_by uuid references account on delete set null,
  answered_on date,
  ended_on date,
  ended_by text check (ended_by in ('employer', 'cancelled', 'passed', 'sight', 'registration', 'organisation')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (team_id, edition_id, registration_id),
  check (state not in ('accepted', 'declined') or answered_on is not null),
  check ((state = 'ended') = (ended_on is not null)),
  check ((state = 'ended') = (ended_by is not null))
);
create index course_proposal_organisation on course_proposal (organisation_id);
create index course_proposal_registration on course_proposal (registration_id);
create index course_proposal_course on course_proposal (course_id);
create index course_proposal_edition on course_proposal (edition_id);
create index course_proposal_due on course_proposal (register, state);
create index course_proposal_proposer on course_proposal (proposed_by) where proposed_by is not null;

alter table course_proposal enable row level security;
alter table course_proposal force row level security;
create policy course_proposal_acting on course_proposal
  using (current_setting('peil.organisation', true) in (organisation_id::text, '*'))
  with check (current_setting('peil.organisation', true) in (organisation_id::text, '*'));
create policy course_proposal_register on course_proposal
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on course_proposal to peil_app;
-- Whoever merges people or organisations takes them along.
select demand_record('course_proposal', 'course-proposal', 'registration', 'organisation', 'account');

-- An organisation reads what it proposed and took back itself, and not what anybody answered.
create policy audit_record_proposal on audit_record for select
  using (noun = 'course-proposal' and action in ('propose', 'take-back')
    and exists (select from course_proposal q where q.id::text = record_id
      and q.organisation_id::text = nullif(current_setting('peil.organisation', true), '')));
create policy audit_facts_proposal on audit_facts for select
  using (exists (select from audit_record r where r.seq = audit_facts.seq
    and r.noun = 'course-proposal' and r.action in ('propose', 'take-back')
    and exists (select from course_proposal q where q.id::text = r.record_id
      and q.organisation_id::text = nullif(current_setting('peil.organisation', true), ''))));
