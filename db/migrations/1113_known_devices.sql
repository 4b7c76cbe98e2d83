-- The browsers with which somebody signed in before: whatever others try, from there they go on. Only the
-- hash of what the browser keeps.
create table known_device (
  token_hash bytea not null,
  account_id uuid not null references account on delete cascade,
  last_used_at timestamptz not null,
  primary key (token_hash, account_id)
);
create index known_device_account on known_device (account_id);
grant select, insert, update, delete on known_device to peil_app;
