-- How many invitations went out of an organisation on the last day on which it invited, so that nobody is pestered through
-- it.
alter table organisation
  add column invited_on date,
  add column invited_then int not null default 0;

-- What an organisation offers is offered as long as it is checked.
create trigger catalogue_changes_checked after update of status on organisation
  for each row when (old.status is distinct from new.status) execute function note_provider_change();

-- On which last days an edition was to be before it was moved: whoever planned it for one of those moves along.
alter table edition add column moved_from date[] not null default '{}';

-- On which day what was asked of a register was taken back or lapsed.
alter table accreditation_part add column ended_on date;

-- What answers a question of one register is seen by that register alone.
alter table accreditation_file add column only_for text;
drop policy accreditation_file_of_request on accreditation_file;
create policy accreditation_file_of_request on accreditation_file
  using (exists (select from accreditation_request q where q.id = request_id
    and (accreditation_file.only_for is null
      or accreditation_file.only_for = current_setting('peil.register', true)
      or current_setting('peil.organisation', true) in (q.organisation_id::text, '*')
      or is_of_whoever_acts(q.person_id))))
  with check (exists (select from accreditation_request q where q.id = request_id));

-- Who was recognised for a training and is erased leaves what was decided behind, without whose it was.
alter table accreditation drop constraint accreditation_check2;
