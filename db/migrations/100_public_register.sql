-- What the public register shows and searches: a copy of the registrations that may be seen, made by
-- one function (domain/public-register/publish-entry.ts) whenever a name, status or period changes.
create table public_entry (
  -- Derived from the registration's id, so that the public address tells nothing about it.
  id uuid not null,
  registration_id uuid primary key references registration on delete cascade,
  register text not null,
  number int,
  name text not null,
  status text not null,
  valid_until date,
  unique (register, id),
  unique (register, number)
);

-- The words of the surnames, without accents and in lower case. A search walks along the index from
-- the word that was typed, in the order in which the people are shown, and stops after a page.
create table public_entry_word (
  register text not null,
  registration_id uuid not null references public_entry on delete cascade,
  word text collate "C" not null,
  -- How the word sounds: Jansen, Janssen and Janszen are written differently.
  sound text collate "C" not null,
  -- First names and initials, and all words of the name; each word has a space before it.
  given text collate "C" not null,
  names text collate "C" not null,
  sort_name text collate "C" not null,
  primary key (register, word, sort_name, registration_id)
);
create index public_entry_word_sound on public_entry_word (register, sound, sort_name);
create index public_entry_word_registration on public_entry_word (registration_id);

do $$
declare t text;
begin
  foreach t in array array['public_entry', 'public_entry_word']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
end
$$;

grant select, insert, update, delete on public_entry, public_entry_word to peil_app;
