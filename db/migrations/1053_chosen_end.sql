-- The last day of a registration, as the person chose it; they can take it back until then.
alter table registration add column ends_after date;
create index registration_ends_after on registration (register, ends_after)
  where ends_after is not null;
