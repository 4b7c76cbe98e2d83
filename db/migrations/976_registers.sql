-- The registers of this installation: their files, as they were imported. Nothing of it is changed or
-- removed: what is imported anew is a new revision, and what is no longer there a revision without text.

-- register.yaml, and the texts that a register wrote itself, such as texts/privacy.md.
create table register_file (
  register text not null,
  name text not null,
  revision int not null check (revision > 0),
  -- Null where the file is no longer there.
  text text,
  -- SHA-256 of the text in UTF-8, as sha256sum gives it.
  hash text,
  -- Where it came from: the folder that was imported.
  source text not null,
  -- Whether that is one of the folders that every start imports.
  at_start boolean not null,
  imported_at timestamptz not null default now(),
  primary key (register, name, revision)
);

-- The versions of its regulation, each called after its first day. A revision after the first is of
-- before that day, or of before anybody relied on it.
create table regulation_version (
  register text not null,
  first_day date not null,
  revision int not null check (revision > 0),
  text text,
  hash text,
  source text not null,
  imported_at timestamptz not null default now(),
  primary key (register, first_day, revision)
);

-- The owner imports, and reads which registers there are; requests see their own.
do $$
declare t text;
begin
  foreach t in array array['register_file', 'regulation_version']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('revoke all on %I from peil_app', t);
    execute format('grant select, insert on %I to peil_app', t);
    execute format('create trigger %I before update or delete on %I
      for each row execute function refuse_change()', t || '_stays', t);
    execute format('select demand_record(%L, %L)', t, 'register');
  end loop;
end
$$;
