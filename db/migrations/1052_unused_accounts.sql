-- In which register an account was opened, and since when nothing was done with it: an account without a
-- registration goes after a while. Somebody who types something for a sign-up begins anew.
alter table account add column opened_in text, add column unused_since date;
update account set unused_since = greatest(created_at::date, typed.on_day),
  opened_in = coalesce(typed.register, (select min(register) from register_file))
from (select a.id, (max(d.saved_at) at time zone 'Europe/Amsterdam')::date as on_day,
    min(d.register) as register
  from account a left join sign_up_draft d on d.account_id = a.id group by a.id) typed
where typed.id = account.id;
create index account_unused on account (opened_in, unused_since) where closed_at is null;
