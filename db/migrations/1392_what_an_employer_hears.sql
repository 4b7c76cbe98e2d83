-- What an employer was told last of how somebody stands, so that it hears of a change once.
alter table sight add column told_status text;

-- By its hash, the secret address at which a member of an organisation reads the days of their teams.
alter table organisation_member add column calendar_hash bytea;
