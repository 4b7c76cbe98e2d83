-- Mail is tried for days, over several connections at once, and what did not arrive says why.

-- When its next attempt is due; null where it awaits none: it has gone, is kept, waits for a paper, was
-- stopped, is shown only, or is not tried any more.
alter table mail_message add column due_at timestamptz;
-- Since when it has failed, without having gone.
alter table mail_message add column failing_since timestamptz;
alter table mail_message add column tried_at timestamptz;
-- Why the last attempt failed, in a word of Peil; `error` is what the mail server said.
alter table mail_message add column cause text check (cause in
  ('unreachable', 'unwilling', 'put-off', 'refused', 'unsure', 'over', 'fault'));
-- Its text is being handed over since then; whoever finds this later does not know whether it went.
alter table mail_message add column handed_at timestamptz;
-- Since when it may have gone without a note.
alter table mail_message add column unsure_at timestamptz;
-- It is not tried any more by itself.
alter table mail_message add column undelivered_at timestamptz;
-- Somebody has seen that, and let it be.
alter table mail_message add column settled_at timestamptz;

update mail_message set due_at = now()
where sent_at is null and kept_at is null and stopped_at is null and not shown_only
  and waits_for = '{}' and created_at > now() - interval '4 days';
update mail_message set undelivered_at = now()
where sent_at is null and kept_at is null and stopped_at is null and not shown_only
  and waits_for = '{}' and due_at is null;

alter table mail_message add constraint mail_message_not_both
  check (undelivered_at is null or (due_at is null and sent_at is null));
create index mail_message_due on mail_message (due_at) where due_at is not null;
create index mail_message_undelivered on mail_message (register, undelivered_at)
  where undelivered_at is not null and settled_at is null;
create index mail_message_sent on mail_message (sent_at) where sent_at is not null;
create index mail_message_refused on mail_message (register, lower(to_address))
  where cause = 'refused';
