-- What is added to a version of a regulation after it was published: a kind with its fixed value, from a
-- day on. It is proposed by one and adopted by another, or came with the files of the register.
create table regulation_addition (
  id uuid primary key default uuidv7(),
  register text not null,
  status text not null check (status in ('proposed', 'adopted', 'withdrawn')),
  -- The first day of the version to which it adds, and that from which it holds.
  base_version date not null,
  first_day date not null check (first_day > base_version),
  kind text not null,
  -- The file of the addition, and its SHA-256.
  text text not null,
  hash text not null,
  -- The folder that it was imported from; null where it was proposed on a page.
  source text,
  proposed_by uuid references account on delete set null,
  proposed_on date not null,
  settled_by uuid references account on delete set null,
  settled_on date,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index regulation_addition_register on regulation_addition (register, first_day);
create unique index regulation_addition_once on regulation_addition (register, first_day, kind)
  where status <> 'withdrawn';

alter table regulation_addition enable row level security;
create policy regulation_addition_register on regulation_addition
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
revoke all on regulation_addition from peil_app;
grant select, insert, update on regulation_addition to peil_app;
select demand_record('regulation_addition', 'addition', 'register');

-- What it says never changes, whoever wants to.
create function refuse_other_words() returns trigger language plpgsql as $$
begin
  if (new.register, new.base_version, new.first_day, new.kind, new.text, new.hash)
    is distinct from (old.register, old.base_version, old.first_day, old.kind, old.text, old.hash)
    or old.status = 'withdrawn' and new.status <> 'withdrawn'
    or old.status = 'adopted' and new.status = 'proposed'
  then
    raise exception '% is only ever added to', tg_table_name;
  end if;
  return new;
end
$$;
create trigger regulation_addition_stays before update on regulation_addition
  for each row execute function refuse_other_words();
create trigger regulation_addition_is_kept before delete on regulation_addition
  for each row execute function refuse_change();
