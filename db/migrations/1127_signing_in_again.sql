-- Before something that only the holder of an account may do, somebody who signed in a while ago shows that
-- it is still they: by a mailed link too.
alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link
  add constraint one_time_link_purpose_check check (purpose in ('confirm-email', 'sign-in',
    'reset-password', 'first-administrator', 'invite-staff', 'change-email', 'sign-in-again'));

-- What was typed as a password or a code is kept nowhere, also not in a form that waits for its sender.
update kept_form set fields = fields - 'wachtwoord' - 'code';
