-- Files that came in while the virus scanner could not be reached, and those in which it found something
-- afterwards: nobody opens them. By the key under which a file is stored, before any register has it.
create table unscanned_file (
  file_key text primary key,
  since timestamptz not null default now(),
  -- What was found; null as long as it was not scanned.
  virus text check (virus <> '')
);
grant select on unscanned_file to peil_app;
