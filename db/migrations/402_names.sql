-- A certificate bears the name under which it was issued. After a change of name it is issued anew
-- for the same decision, and the old one says that it was replaced.
alter table certificate
  add column name text not null default '',
  add column replaced_on date,
  drop constraint certificate_decision_id_key;
create index certificate_decision on certificate (decision_id);

-- Of what was issued before this was kept, the name is the one that its holder has now.
alter table certificate no force row level security;
alter table registration no force row level security;
update certificate set name = concat_ws(' ',
    coalesce(nullif(trim(person.first_name), ''), nullif(trim(person.initials), '')),
    nullif(trim(person.name_prefix), ''), nullif(trim(person.last_name), ''))
  from registration join person on person.id = registration.person_id
  where registration.id = certificate.registration_id;
alter table certificate force row level security;
alter table registration force row level security;
alter table certificate alter column name drop default;

-- Whoever is in the public register asks for a change of name; the back office sees it first. What
-- the name was is not kept here.
create table name_change (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  status text not null check (status in ('asked', 'approved', 'refused')),
  first_name text not null,
  initials text not null,
  name_prefix text not null,
  last_name text not null,
  -- Why, in the words of who asks.
  reason text not null,
  asked_on date not null,
  answered_on date,
  -- Why not, in the words of the back office.
  answer text not null default '',
  version int not null default 1
);
create unique index name_change_asked on name_change (registration_id) where status = 'asked';
create index name_change_registration on name_change (registration_id);

alter table name_change enable row level security;
alter table name_change force row level security;
create policy name_change_register on name_change
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on name_change to peil_app;

select demand_record('name_change', 'name-change', 'registration');
