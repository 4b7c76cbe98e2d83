-- What a register says of its organisation, and the texts that it wrote itself, where that was changed
-- on a page. Every change is a new version; what stands in the files holds until there is one.
create table register_organisation (
  register text not null,
  version int not null check (version > 0),
  foundation text not null,
  -- Lines of the address, with line breaks between them.
  address text not null,
  postal_code_and_city text not null,
  email text not null,
  website text not null,
  telephone text not null default '',
  opening_hours text not null default '',
  kvk text not null,
  changed_at timestamptz not null default now(),
  changed_by uuid references account on delete set null,
  primary key (register, version)
);

create table register_text (
  register text not null,
  name text not null,
  version int not null check (version > 0),
  -- In Markdown; null where the original was put back.
  source text,
  changed_at timestamptz not null default now(),
  changed_by uuid references account on delete set null,
  primary key (register, name, version)
);

do $$
declare t text;
begin
  foreach t in array array['register_organisation', 'register_text']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    -- A version never changes.
    execute format('revoke all on %I from peil_app', t);
    execute format('grant select, insert on %I to peil_app', t);
    execute format('select demand_record(%L, %L)', t, 'register');
  end loop;
end
$$;
