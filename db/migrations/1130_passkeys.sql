-- Passkeys: with what somebody signs in without a password. What is kept is public; the secret half stays on
-- their device.
create table passkey (
  -- As the device names it, in base64url.
  id text primary key check (id <> '' and length(id) <= 1400),
  account_id uuid not null references account on delete cascade,
  -- What its holder calls it.
  name text not null check (name <> ''),
  public_key bytea not null,
  -- How often it was used, as far as its device counts; where it counts back, it was copied.
  counter bigint not null check (counter >= 0),
  -- By what the browser reaches it, as the device says.
  transports text[] not null,
  -- Whether it goes along to other devices of its holder.
  synced boolean not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id);
grant select, insert, update, delete on passkey to peil_app;
select demand_record('passkey', 'account');

alter table session drop constraint session_method_check;
alter table session add constraint session_method_check
  check (method in ('password', 'link', 'passkey', 'demo'));
