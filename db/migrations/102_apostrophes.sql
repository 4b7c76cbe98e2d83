-- What divides the words of a name in the register changed for names with one of these apostrophes.
-- Theirs are made anew with the day's work (publish-differences.ts), which looks for who has none.
alter table public_entry no force row level security;
alter table public_entry_word no force row level security;
delete from public_entry_word where registration_id in (
  select registration_id from public_entry where name ~ '[‘‛′ʹʺʻʼʽ＇]'
);
alter table public_entry force row level security;
alter table public_entry_word force row level security;
