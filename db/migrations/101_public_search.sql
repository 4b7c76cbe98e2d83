-- A search reads the index only: what narrows it down is in the index as well.
alter table public_entry_word
  drop constraint public_entry_word_pkey,
  add primary key (register, word, sort_name, registration_id) include (given, names);
drop index public_entry_word_sound;
create index public_entry_word_sound on public_entry_word (register, sound, sort_name)
  include (word, registration_id, given, names);
