-- The version that somebody asked to be held against before it is in force, by its first day.
alter table registration add column early_version date;
