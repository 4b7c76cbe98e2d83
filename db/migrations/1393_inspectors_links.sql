-- An inspector sees all decisions of a period about who does which work, by a link that works once.
alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link
  add constraint one_time_link_purpose_check check (purpose in ('confirm-email', 'sign-in',
    'reset-password', 'first-administrator', 'invite-staff', 'change-email', 'sign-in-again',
    'stop-reset', 'join-organisation', 'inspect-allocations')) not valid;
alter table one_time_link validate constraint one_time_link_purpose_check;
