-- What comes with an application after it was sent: when, to tell what is new since the back office
-- last kept its check of it.
alter table application add column checked_at timestamptz;
alter table application_activity add column added_at timestamptz;
alter table application_claim add column added_at timestamptz;
