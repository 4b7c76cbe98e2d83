-- Where professionals of a register find each other, by their own wish: what one shows of oneself, contact without
-- addresses, groups; keeping somebody away; and what a back office is told.
create table meeting_profile (
  id uuid primary key default gen_random_uuid(),
  register text not null,
  registration_id uuid not null unique references registration on delete cascade,
  region text not null default '',
  themes text[] not null default '{}',
  offers text not null default '',
  seeks text not null default '',
  -- The day on which they said that others may see it.
  shown_since date not null,
  -- A back office took it out of sight, after a report.
  hidden_on date,
  version integer not null default 1
);
create index meeting_profile_register on meeting_profile (register, region);
create table meeting_contact (
  id uuid primary key default uuidv7(),
  register text not null,
  asker_id uuid not null references registration on delete cascade,
  asked_id uuid not null references registration on delete cascade,
  status text not null check (status in ('asked', 'accepted', 'declined', 'ended')),
  asked_on date not null,
  status_on date not null,
  version integer not null default 1,
  check (asker_id <> asked_id)
);
create unique index meeting_contact_once on meeting_contact (least(asker_id, asked_id), greatest(asker_id, asked_id))
  where status in ('asked', 'accepted');
create index meeting_contact_asker on meeting_contact (asker_id);
create index meeting_contact_asked on meeting_contact (asked_id);
create table meeting_group (
  id uuid primary key default uuidv7(),
  register text not null,
  name text not null check (name <> ''),
  theme text not null default '',
  about text not null default '',
  begun_on date not null,
  -- A back office ended it, or its last member left.
  ended_on date
);
create index meeting_group_register on meeting_group (register);
create table meeting_group_member (
  group_id uuid not null references meeting_group on delete cascade,
  registration_id uuid not null references registration on delete cascade,
  register text not null,
  joined_on date not null,
  primary key (group_id, registration_id)
);
create index meeting_group_member_registration on meeting_group_member (registration_id);
-- What is written, to one or to a group. It goes with whoever wrote it.
create table meeting_message (
  id uuid primary key default uuidv7(),
  register text not null,
  contact_id uuid references meeting_contact on delete cascade,
  group_id uuid references meeting_group on delete cascade,
  registration_id uuid not null references registration on delete cascade,
  text text not null check (text <> ''),
  written_on date not null,
  -- A back office took it out of sight, after a report.
  hidden_on date,
  check ((contact_id is null) <> (group_id is null))
);
create index meeting_message_contact on meeting_message (contact_id);
create index meeting_message_group on meeting_message (group_id);
create index meeting_message_registration on meeting_message (registration_id);
create table meeting_block (
  registration_id uuid not null references registration on delete cascade,
  blocked_id uuid not null references registration on delete cascade,
  register text not null,
  blocked_on date not null,
  primary key (registration_id, blocked_id)
);
create index meeting_block_blocked on meeting_block (blocked_id);
create table meeting_report (
  id uuid primary key default uuidv7(),
  register text not null,
  -- Whom it is about, and who says so.
  registration_id uuid not null references registration on delete cascade,
  reporter_id uuid references registration on delete set null,
  message_id uuid references meeting_message on delete cascade,
  -- What was seen then, so that it can be read when it has been changed.
  seen text not null,
  reason text not null check (reason <> ''),
  reported_on date not null,
  settled_on date,
  outcome text check (outcome in ('nothing', 'message-hidden', 'profile-hidden')),
  note text not null default '',
  settled_by uuid references account on delete set null,
  check ((settled_on is null) = (outcome is null))
);
create index meeting_report_registration on meeting_report (registration_id);
create index meeting_report_reporter on meeting_report (reporter_id);
create index meeting_report_message on meeting_report (message_id);
create index meeting_report_settled on meeting_report (settled_by);
create index meeting_report_open on meeting_report (register) where settled_on is null;

do $$
declare t text;
begin
  foreach t in array array['meeting_profile', 'meeting_contact', 'meeting_group', 'meeting_group_member',
    'meeting_message', 'meeting_block', 'meeting_report']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L, %L)', t, 'meeting-place', 'registration');
  end loop;
end
$$;
