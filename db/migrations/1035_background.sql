-- What somebody says of themselves when signing up, beside their data: their profession, by its id in
-- register.yaml or in their own words, and under which number they stand in other registers, by register.
alter table registration
  add column profession text check (profession <> ''),
  add column profession_other text check (profession_other <> ''),
  add column elsewhere jsonb not null default '{}' check (jsonb_typeof(elsewhere) = 'object'),
  add check (profession_other is null or profession = 'other');
