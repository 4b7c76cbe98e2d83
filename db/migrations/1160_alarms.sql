-- What is wrong with this installation, for its administrators: since when it was seen, until when, and whether they
-- were told. Of one kind one stands at a time.
create table alarm (
  id uuid primary key default uuidv7(),
  kind text not null,
  -- How much of it there is: a count, days, megabytes; what else is to be known, in words of Peil.
  amount int,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  told_at timestamptz,
  told_end_at timestamptz
);
create unique index alarm_standing on alarm (kind) where ended_at is null;
create index alarm_ended on alarm (ended_at desc) where ended_at is not null;
grant select on alarm to peil_app;

-- What is noted of the installation as a whole.
create table watch (
  id boolean primary key default true check (id),
  -- From when on there was something to look after, and when somebody last looked.
  began_at timestamptz not null default now(),
  looked_at timestamptz,
  -- Up to when everything is in the last backup.
  backed_up_at timestamptz,
  -- No mail leaves since this installation was put back from a backup, until somebody says so.
  mail_held_at timestamptz,
  -- What was written before then and has not gone, does not go any more.
  mail_dropped_before timestamptz
);
insert into watch default values;
grant select, update (mail_held_at, mail_dropped_before) on watch to peil_app;

-- The owner counts what cannot be printed, in whatever register.
select let_owner_read('paper_to_make');
