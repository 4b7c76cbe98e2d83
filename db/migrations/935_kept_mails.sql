-- A mail that was to go while there was no mail server: it goes when there is one.
alter table mail_message add column kept_at timestamptz;
update mail_message set kept_at = created_at
where sent_at is null and attempts = 0 and waits_for = '{}';
create index mail_message_kept on mail_message (created_at) where kept_at is not null;
