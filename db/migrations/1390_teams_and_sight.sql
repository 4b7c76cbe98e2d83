-- Who sees one team of an organisation and no other: the role of a coordinator.
alter table organisation_member drop constraint organisation_member_roles_check;
alter table organisation_member add constraint organisation_member_roles_check
  check (roles <@ array['manager', 'applicant', 'recorder', 'reader', 'employer', 'coordinator']) not valid;
alter table organisation_member validate constraint organisation_member_roles_check;

-- A team of an organisation, and who is the coordinator of it.
create table team (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  -- The register in whose record it stands.
  kept_in text not null,
  name text not null check (name <> '' and length(name) <= 100),
  made_on date not null,
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index team_organisation on team (organisation_id);

create table team_coordinator (
  team_id uuid not null references team on delete cascade,
  account_id uuid not null references account on delete cascade,
  organisation_id uuid not null references organisation,
  since date not null,
  created_at timestamptz not null default now(),
  primary key (team_id, account_id)
);
create index team_coordinator_account on team_coordinator (account_id);
create index team_coordinator_organisation on team_coordinator (organisation_id);

-- What somebody lets an organisation or one team of it see of one registration: a level, since when and until when. As
-- long as it is asked, also what was typed by whoever asks, whether anybody is called so or not.
create table sight (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  -- In which team they are; given to that team alone, it is never another.
  team_id uuid references team,
  for_team boolean not null default false,
  register text not null,
  -- Nobody where what was typed is of nobody: whoever asks does not learn that.
  registration_id uuid references registration on delete cascade,
  level text not null check (level in ('status', 'norms', 'learning')),
  number text not null default '' check (length(number) <= 60),
  surname text not null default '' check (length(surname) <= 200),
  state text not null check (state in ('asked', 'declined', 'given', 'ended')),
  asked_on date,
  asked_by uuid references account on delete set null,
  given_on date,
  -- The last day that was said beforehand.
  last_day date,
  -- Since when it is asked whether it goes on; null as long as nothing is asked.
  questioned_on date,
  confirmed_on date,
  ended_on date,
  ended_by text check (ended_by in ('person', 'employer', 'last-day', 'unanswered', 'registration', 'organisation', 'replaced')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (state not in ('asked', 'declined') or asked_on is not null),
  check (state <> 'given' or (given_on is not null and registration_id is not null)),
  check ((state = 'ended') = (ended_on is not null)),
  check ((state = 'ended') = (ended_by is not null)),
  check (state in ('asked', 'declined') or (number = '' and surname = '')),
  check (not for_team or team_id is not null)
);
-- Once for each team, and once for the organisation as a whole.
create unique index sight_given_once
  on sight (organisation_id, (coalesce(team_id, organisation_id)), registration_id) where state = 'given';
create unique index sight_asked_once
  on sight (organisation_id, (coalesce(team_id, organisation_id)), register, number)
  where state in ('asked', 'declined');
create index sight_registration on sight (registration_id);
create index sight_team on sight (team_id) where team_id is not null;
create index sight_due on sight (register, state);
create index sight_asker on sight (asked_by) where asked_by is not null;

do $$
declare
  named text;
begin
  foreach named in array array['team', 'team_coordinator', 'sight'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy %I on %I
      using (current_setting(''peil.organisation'', true) in (organisation_id::text, ''*''))
      with check (current_setting(''peil.organisation'', true) in (organisation_id::text, ''*''))',
      named || '_acting', named);
    execute format('grant select, insert, update, delete on %I to peil_app', named);
  end loop;
end
$$;
create policy sight_register on sight
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- Whoever coordinates one sees that in their own data.
create policy team_coordinator_own on team_coordinator for select
  using (account_id::text = nullif(current_setting('peil.account', true), ''));
-- Whoever lets a team see something reads what it is called.
create policy team_in_sight on team for select
  using (exists (select from sight s where s.team_id = team.id));
select demand_record('team', 'team', 'organisation');
select demand_record('team_coordinator', 'team', 'organisation', 'account');
-- Who merges people or organisations takes them along.
select demand_record('sight', 'sight', 'team', 'registration', 'organisation', 'account');

-- An organisation reads what was done with its teams, and by it with what people let it see.
create function is_of_employer(noun text, action text, id text) returns boolean language sql stable as $$
  select case noun
    when 'team' then exists (select from team t where t.id::text = $3
      and t.organisation_id::text = nullif(current_setting('peil.organisation', true), ''))
    when 'sight' then $2 in ('ask', 'leave', 'place', 'withdraw')
      and exists (select from sight s where s.id::text = $3
        and s.organisation_id::text = nullif(current_setting('peil.organisation', true), ''))
    else false end
$$;
create policy audit_record_employer on audit_record for select
  using (noun in ('team', 'sight') and is_of_employer(noun, action, record_id));
create policy audit_facts_employer on audit_facts for select
  using (exists (select from audit_record r where r.seq = audit_facts.seq
    and r.noun in ('team', 'sight') and is_of_employer(r.noun, r.action, r.record_id)));
-- breaks: only the records of teams and sight are in it, of which there are none yet
create index audit_record_of_employer on audit_record (record_id, seq) where noun in ('team', 'sight');

-- Whoever looks for an employer at what somebody lets it see is kept as everybody else who looks.
alter table look drop constraint look_role_check;
alter table look add constraint look_role_check
  check (role in ('member', 'administrator', 'asked', 'colleague', 'employer')) not valid;
alter table look validate constraint look_role_check;
alter table look drop constraint look_check;
alter table look add constraint look_check
  check ((role in ('member', 'employer')) = (body <> '')) not valid;
alter table look validate constraint look_check;
