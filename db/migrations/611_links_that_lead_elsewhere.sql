-- A link that works once also leads to another e-mail address; and one that invites somebody is named
-- by an id of its own, so that it can be taken back without showing its token.
alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link
  add constraint one_time_link_purpose_check check (purpose in ('confirm-email', 'sign-in',
    'reset-password', 'first-administrator', 'invite-staff', 'change-email')),
  add column id uuid not null default uuidv7();
create unique index one_time_link_id on one_time_link (id);
