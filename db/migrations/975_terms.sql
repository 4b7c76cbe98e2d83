-- With a declaration is kept which version of each text it names was meant, by its first day, with the hash
-- of that text. What was declared anew, such as at a renewal, stands beside what was declared before.
alter table declaration
  add column texts jsonb not null default '{}',
  drop constraint declaration_registration_id_declaration_key,
  add unique (registration_id, declaration, declared_on);
