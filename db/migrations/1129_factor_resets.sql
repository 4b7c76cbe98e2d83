-- A second factor that was lost: one member of staff asks to take it off, another confirms, and a day later
-- its holder signs in without it, unless it was stopped. Of an account, so of no register; that in which it
-- was asked is kept, for those who see to it there.
create table factor_reset (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account on delete cascade,
  register text not null,
  status text not null default 'asked' check (status in ('asked', 'confirmed', 'stopped', 'done')),
  -- How it was seen that it is they who ask.
  reason text not null check (reason <> ''),
  asked_by uuid not null references account,
  asked_at timestamptz not null,
  confirmed_by uuid references account,
  confirmed_at timestamptz,
  -- From when it takes effect, at the next time that its holder signs in.
  due_at timestamptz,
  ended_by uuid references account,
  ended_at timestamptz,
  check (asked_by not in (account_id, confirmed_by)),
  check (confirmed_by <> account_id),
  check (num_nulls(confirmed_by, confirmed_at, due_at) in (0, 3)),
  check (status = 'asked' or status = 'stopped' or confirmed_by is not null),
  check ((ended_at is null) = (status in ('asked', 'confirmed')))
);
create unique index factor_reset_runs on factor_reset (account_id) where status in ('asked', 'confirmed');
create index factor_reset_register on factor_reset (register);
create index factor_reset_account on factor_reset (account_id);
grant select, insert, update, delete on factor_reset to peil_app;
select demand_record('factor_reset', 'account');

alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link
  add constraint one_time_link_purpose_check check (purpose in ('confirm-email', 'sign-in',
    'reset-password', 'first-administrator', 'invite-staff', 'change-email', 'sign-in-again',
    'stop-reset'));
