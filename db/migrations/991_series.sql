-- A series of meetings of a group, that one of them set up: its members, its days, and who says of which
-- meeting that they were there and with whom.
create table series (
  id uuid primary key default uuidv7(),
  register text not null,
  -- Of who set it up; null once that registration is gone, since what others confirmed is theirs.
  registration_id uuid references registration on delete set null,
  kind text not null,
  title text not null check (title <> ''),
  set_up_on date not null,
  -- Taken back by who set it up: nobody is asked any more, and what was confirmed stays.
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index series_registration on series (registration_id);
create table series_member (
  id uuid primary key default uuidv7(),
  register text not null,
  series_id uuid not null references series on delete cascade,
  -- As who set it up calls them, or as they are called in public.
  name text not null check (name <> ''),
  email text not null check (email = lower(btrim(email))),
  -- Only of who was named by it, and it is public.
  number text,
  registration_id uuid references registration on delete set null,
  account_id uuid references account on delete set null,
  set_up boolean not null default false,
  status text not null check (status in ('asked', 'takes-part', 'declined', 'left', 'removed')),
  asked_on date not null,
  status_on date not null,
  created_at timestamptz not null default now()
);
create unique index series_member_once on series_member (series_id, email) where status <> 'removed';
create index series_member_registration on series_member (registration_id);
create index series_member_account on series_member (account_id);
create table series_link (
  token_hash bytea primary key,
  register text not null,
  member_id uuid not null references series_member on delete cascade,
  expires_on date not null,
  created_at timestamptz not null default now()
);
create index series_link_member on series_link (member_id);
create table series_meeting (
  id uuid primary key default uuidv7(),
  register text not null,
  series_id uuid not null references series on delete cascade,
  held_on date not null,
  -- Hundredths of an hour; null where the kind asks no hours.
  hours int check (hours > 0 and hours <= 2400),
  -- What was confirmed of an earlier one, is no longer confirmed.
  revision int not null default 1,
  cancelled_on date
);
create index series_meeting_series on series_meeting (series_id);
create table series_presence (
  meeting_id uuid not null references series_meeting on delete cascade,
  member_id uuid not null references series_member on delete cascade,
  register text not null,
  revision int not null,
  present boolean not null,
  -- The other members who were not there, by who answers.
  absent uuid[] not null default '{}',
  answered_on date not null,
  primary key (meeting_id, member_id)
);
create index series_presence_member on series_presence (member_id);
-- What the group says of an activity, kept with it so that whoever sees the activity sees this.
create table activity_group (
  activity_id uuid primary key references activity on delete cascade,
  register text not null,
  series_id uuid not null references series on delete cascade,
  meeting_id uuid not null references series_meeting on delete cascade,
  member_id uuid not null references series_member on delete cascade,
  kind text not null,
  title text not null,
  held_on date not null,
  hours int,
  needed int not null,
  -- By name and day; those who say that they were not there; those who have yet to answer.
  confirmed jsonb not null,
  denied jsonb not null,
  waiting jsonb not null,
  unique (meeting_id, member_id)
);
create index activity_group_series on activity_group (series_id);
create index activity_group_member on activity_group (member_id);

do $$
declare t text;
begin
  foreach t in array array['series', 'series_member', 'series_link', 'series_meeting',
    'series_presence', 'activity_group']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('select demand_record(%L, %L, %L)', t, 'series', 'registration');
  end loop;
end
$$;
-- That the group confirmed it is proof, and shows the activity wherever it is claimed.
create policy activity_group_shown on activity_group for select
  using (exists (select from activity where activity.id = activity_id));

grant select, insert, update, delete on series, series_member, series_link, series_meeting,
  series_presence, activity_group to peil_app;
