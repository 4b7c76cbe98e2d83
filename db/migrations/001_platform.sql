-- The platform: accounts, persons and what is not of one register.
-- Requests run as peil_app, which owns nothing, so that row-level security always holds.
do $$
begin
  if not exists (select from pg_roles where rolname = 'peil_app') then
    begin
      create role peil_app nologin noinherit;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  -- On a server where somebody else made the role, they have granted it already.
  if not pg_has_role(current_user, 'peil_app', 'set') then
    execute format('grant peil_app to %I', current_user);
  end if;
end
$$;

create extension if not exists unaccent;

grant usage on schema public to peil_app;
alter default privileges in schema public grant select, insert, update, delete on tables to peil_app;
alter default privileges in schema public grant usage, select on sequences to peil_app;

create collation if not exists dutch (provider = icu, locale = 'nl-NL');

-- Facts about this installation: whether the demo data are in, and by how many days the demo's
-- business date runs ahead of the real one.
create table platform (
  id int primary key default 1 check (id = 1),
  clock_shift_days int not null default 0,
  demo_seeded_at timestamptz,
  created_at timestamptz not null default now()
);
insert into platform (id) values (1);

create table account (
  id uuid primary key default uuidv7(),
  email text not null check (email = lower(btrim(email)) and email like '%_@_%'),
  email_confirmed_at timestamptz,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- The last time step that was used: a code works once.
  totp_last_step bigint,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create unique index account_email on account (email) where closed_at is null;

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  method text not null check (method in ('password', 'link', 'demo')),
  second_factor_at timestamptz,
  user_agent text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on session (account_id);

-- Links that work once: the hash of the token is kept, never the token.
create table one_time_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in
    ('confirm-email', 'sign-in', 'reset-password', 'first-administrator', 'invite-staff')),
  account_id uuid references account on delete cascade,
  email text,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Counts attempts per key and window, so that guessing is slowed down.
create table throttle (
  key text not null,
  window_start timestamptz not null,
  count int not null default 1,
  primary key (key, window_start)
);

create table person (
  id uuid primary key default uuidv7(),
  account_id uuid unique references account on delete set null,
  first_name text not null default '' check (length(first_name) <= 200),
  initials text not null default '' check (length(initials) <= 40),
  name_prefix text not null default '' check (length(name_prefix) <= 40),
  last_name text not null default '' check (length(last_name) <= 200),
  phone text not null default '' check (length(phone) <= 40),
  street text not null default '' check (length(street) <= 200),
  house_number text not null default '' check (length(house_number) <= 20),
  postcode text not null default '' check (length(postcode) <= 12),
  city text not null default '' check (length(city) <= 200),
  country text not null default 'NL' check (length(country) = 2),
  -- Not public: conflicts of interest need them.
  employer text not null default '' check (length(employer) <= 200),
  municipality text not null default '' check (length(municipality) <= 200),
  job_title text not null default '' check (length(job_title) <= 200),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Who may do what in which register; administrators of the platform have register '*'.
create table staff_role (
  account_id uuid not null references account on delete cascade,
  register text not null,
  role text not null check (role in ('secretariat', 'committee', 'chair', 'administrator')),
  granted_at timestamptz not null default now(),
  primary key (account_id, register, role)
);

-- A form that was sent twice is done once: the token of the form, and where its answer led.
create table form_submission (
  token uuid primary key,
  account_id uuid,
  path text not null,
  location text,
  created_at timestamptz not null default now()
);

-- What somebody sent after their session had ended, kept until they have signed in again.
create table kept_form (
  id uuid primary key,
  account_id uuid references account on delete cascade,
  path text not null,
  fields jsonb not null,
  files jsonb not null default '[]',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- Every mail that was ever written, also when no mail server is set.
create table mail_message (
  id uuid primary key default uuidv7(),
  register text,
  account_id uuid references account on delete set null,
  kind text not null,
  to_name text not null default '',
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  attachments jsonb not null default '[]',
  -- The business date on which it was written; the demo's clock may run ahead.
  written_on date not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts int not null default 0,
  error text
);
create index mail_message_account on mail_message (account_id, created_at desc);
create index mail_message_created on mail_message (created_at desc);
create index mail_message_unsent on mail_message (created_at) where sent_at is null;

grant select, insert, update, delete on all tables in schema public to peil_app;
