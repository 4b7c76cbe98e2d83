-- The day by which somebody wants to be certified for the first time, as they set it themselves.
alter table registration add column target_on date;
