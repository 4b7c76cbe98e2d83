-- What somebody has in hand of a kind of which they may have so much at once, whichever process does it. What was
-- not said to go on for a minute is over: its process is gone.
create table turn (
  id uuid primary key default uuidv7(),
  -- Of what, and the hash of whose.
  key text not null,
  seen_at timestamptz not null default clock_timestamp()
);
create index turn_key on turn (key);
grant select, insert, update, delete on turn to peil_app;

-- Every process keeps for a second what registers are and what day it is. Whoever changes one of those lets the
-- others know when that is committed.
create function tell_news() returns trigger language plpgsql as $$
begin
  perform pg_notify('peil_news', '');
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['register_file', 'regulation_version', 'regulation_addition',
    'register_organisation', 'register_text', 'platform']
  loop
    execute format('create trigger tell_news after insert or update or delete on %I
      for each statement execute function tell_news()', t);
  end loop;
end $$;
