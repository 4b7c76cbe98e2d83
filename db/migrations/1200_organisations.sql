-- Organisations, of no register: what they do for people is a kind, of which one can have several. A request
-- sees what is of an organisation when it says for which it acts, or `*` where a back office looks after all.
create table organisation (
  id uuid primary key default uuidv7(),
  name text not null check (name <> '' and length(name) <= 200),
  trade_names text[] not null default '{}',
  kinds text[] not null check (cardinality(kinds) > 0
    and kinds <@ array['provider', 'employer', 'association', 'municipality']),
  -- Eight digits, without a check digit. Not every organisation is in the trade register.
  kvk text check (kvk ~ '^[0-9]{8}$'),
  street text not null,
  house_number text not null,
  postcode text not null,
  city text not null,
  website text not null,
  -- Behind the @ of its people, where it has a domain of its own.
  mail_domain text not null,
  contact_email text not null,
  contact_phone text not null,
  -- `waiting` for a back office, `asked` for more by it, `checked`, `refused` or `merged` into another.
  status text not null check (status in ('waiting', 'asked', 'checked', 'refused', 'merged')),
  waits_since date not null,
  -- In which register it was signed up.
  signed_up_in text not null,
  signed_up_on date not null,
  merged_into uuid references organisation,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'merged') = (merged_into is not null))
);
create index organisation_kvk on organisation (kvk) where kvk is not null;
create index organisation_postcode on organisation (postcode);
create index organisation_status on organisation (status, waits_since);
create index organisation_merged on organisation (merged_into) where merged_into is not null;
-- Of those that were checked no two have the same number.
create unique index organisation_checked_kvk on organisation (kvk) where status = 'checked';

-- Who acts for it, who asked to, and who did.
create table organisation_member (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  account_id uuid not null references account on delete cascade,
  roles text[] not null check (roles <@ array['manager', 'applicant', 'recorder', 'reader']),
  status text not null check (status in ('asked', 'active', 'refused', 'withdrawn', 'ended')),
  -- What somebody wrote who asked to act for it.
  note text not null default '',
  asked_on date,
  since date,
  ended_on date,
  settled_by uuid references account on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (status <> 'active' or (cardinality(roles) > 0 and since is not null)),
  check ((status in ('refused', 'withdrawn', 'ended')) = (ended_on is not null))
);
create unique index organisation_member_open on organisation_member (organisation_id, account_id)
  where status in ('asked', 'active');
create index organisation_member_account on organisation_member (account_id);
create index organisation_member_settled on organisation_member (settled_by);

-- What a back office found of who it is.
create table organisation_check (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  outcome text not null check (outcome in ('checked', 'refused', 'asked', 'taken-away')),
  -- What was seen.
  evidence text[] not null check (evidence <@ array['kvk-extract', 'municipal-address',
    'own-domain-mail', 'phoned-back', 'other']),
  -- What was seen of another kind, or why: the organisation reads it.
  note text not null,
  -- What it said of itself then.
  seen jsonb not null,
  decided_in text not null,
  decided_by uuid references account on delete set null,
  decided_on date not null,
  created_at timestamptz not null default now()
);
create index organisation_check_organisation on organisation_check (organisation_id);
create index organisation_check_decided on organisation_check (decided_by);

-- What shows who it is. The file lies in the register in which it was added.
create table organisation_file (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation,
  document_id uuid not null references document on delete cascade,
  kept_in text not null,
  name text not null,
  added_by uuid references account on delete set null,
  -- By the back office, and not by the organisation itself.
  by_office boolean not null,
  added_on date not null,
  created_at timestamptz not null default now()
);
create index organisation_file_organisation on organisation_file (organisation_id);
create index organisation_file_document on organisation_file (document_id);
create index organisation_file_added on organisation_file (added_by);

-- For which organisations somebody acts stands with the account, which is of none, so that a session knows it
-- without looking into any of them.
alter table account add column acts_for uuid[] not null default '{}';

create function keep_organisations_of_account() returns trigger language plpgsql as $$
begin
  if tg_op in ('DELETE', 'UPDATE') and old.status = 'active' then
    update account set acts_for = array_remove(acts_for, old.organisation_id)
      where id = old.account_id and old.organisation_id = any (acts_for);
  end if;
  if tg_op in ('INSERT', 'UPDATE') and new.status = 'active' then
    update account set acts_for = array_append(acts_for, new.organisation_id)
      where id = new.account_id and not new.organisation_id = any (acts_for);
  end if;
  return null;
end
$$;
create trigger organisations_of_account after insert or delete or update of status, account_id, organisation_id
  on organisation_member for each row execute function keep_organisations_of_account();

-- As whom somebody acts on pages that are of nobody: for an organisation, or for themselves.
alter table session add column acts_for uuid references organisation on delete set null;

-- breaks: few sessions lie there, and this takes a moment
create index session_acts_for on session (acts_for) where acts_for is not null;

do $$
declare
  t text;
  seen constant text := 'current_setting(''peil.organisation'', true)';
begin
  foreach t in array array['organisation', 'organisation_member', 'organisation_check', 'organisation_file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (%I::text = %s or %s = ''*'')
      with check (%I::text = %s or %s = ''*'')', t || '_acting', t,
      case t when 'organisation' then 'id' else 'organisation_id' end, seen, seen,
      case t when 'organisation' then 'id' else 'organisation_id' end, seen, seen);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L)', t, 'organisation');
  end loop;
end
$$;
-- That there is an organisation, by what name and where, is for everybody: who signs one up has to find it.
create policy organisation_found on organisation for select using (true);
-- Whoever asked to act for one, or does, sees that; in their own data as well.
create policy organisation_member_own on organisation_member for select
  using (account_id::text = nullif(current_setting('peil.account', true), ''));

-- An organisation reads what was done in it, in whatever register.
create policy audit_record_organisation on audit_record for select
  using (noun = 'organisation' and record_id = nullif(current_setting('peil.organisation', true), ''));
create policy audit_facts_organisation on audit_facts for select
  using (exists (select from audit_record r where r.seq = audit_facts.seq and r.noun = 'organisation'
    and r.record_id = nullif(current_setting('peil.organisation', true), '')));
-- breaks: only the records of organisations are in it, of which there are none yet
create index audit_record_of_organisation on audit_record (record_id, seq) where noun = 'organisation';

-- Somebody is asked to act for an organisation by a link.
alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link
  add constraint one_time_link_purpose_check check (purpose in ('confirm-email', 'sign-in',
    'reset-password', 'first-administrator', 'invite-staff', 'change-email', 'sign-in-again',
    'stop-reset', 'join-organisation')) not valid;
alter table one_time_link validate constraint one_time_link_purpose_check;
