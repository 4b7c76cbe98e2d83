-- Whoever works for a register may sign in with the account that they have with their organisation. Of that, only
-- the hash of who said it and by what they are known there.
alter table account add column organisation_account bytea;
-- breaks: nobody writes accounts while it is made; the column is empty, so that takes no time
create unique index account_organisation on account (organisation_account) where closed_at is null;

alter table session drop constraint session_method_check;
alter table session add constraint session_method_check
  check (method in ('password', 'link', 'passkey', 'organisation', 'demo')) not valid;
alter table session validate constraint session_method_check;
