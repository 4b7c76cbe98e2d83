-- Two rows that turn out to be one person: what they look alike in, that somebody saw that they are two
-- people after all, and that one was merged into the other, with everything that was of it.

-- Where somebody went on: whoever merged, the registration that took its place, and the account with which
-- they sign in from then on. Each leads to the last there is, never to one that went on itself.
alter table person add column merged_into uuid references person;
alter table registration add column merged_into uuid references registration;
alter table account add column merged_into uuid references account;
create index person_merged on person (merged_into) where merged_into is not null;
create index registration_merged on registration (merged_into) where merged_into is not null;
create index account_merged on account (merged_into) where merged_into is not null;
create index account_former_address on account (email) where merged_into is not null;

-- With which account somebody signs in by an address: the one that has it, or where the one that had it
-- went on.
create function account_of(address text) returns uuid language sql stable parallel safe as $$
  select coalesce(
    (select id from account where email = address and closed_at is null),
    (select now.id from account closed join account now on now.id = closed.merged_into
      where closed.email = address and now.closed_at is null
      order by closed.closed_at desc limit 1))
$$;

-- The id in the public address of a registration, as publicEntryId makes it: to know one that is gone.
create function public_entry_id(registration uuid) returns text
language sql immutable strict parallel safe as $$
  select concat_ws('-', substr(hex, 1, 8), substr(hex, 9, 4), '8' || substr(hex, 14, 3),
    '8' || substr(hex, 18, 3), substr(hex, 21, 12))
  from encode(sha256(convert_to('public entry ' || registration::text, 'UTF8')), 'hex') as hex
$$;
create index registration_gone on registration (register, public_entry_id(id))
  where status in ('withdrawn', 'removed', 'deceased');

-- What is of a registration and what somebody did go along together, with whose they are.
do $$
declare one record;
begin
  for one in select conname from pg_constraint
    where conrelid = 'activity_claim'::regclass and contype = 'f' and cardinality(conkey) = 2
  loop
    execute format('alter table activity_claim alter constraint %I deferrable initially immediate',
      one.conname);
  end loop;
end
$$;
grant update (person_id) on statement to peil_app;
grant update (registration_id) on claim to peil_app;

-- By what two people are laid side by side: of each thing that says something, a text in which writing it
-- otherwise makes no difference. Kept by the database, so that they are found by its index.
create table likeness (
  -- What it was read of: the person, a registration, a check or a claim.
  source uuid not null,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'home', 'name', 'number')),
  key text not null,
  primary key (source, kind, key)
);
create index likeness_key on likeness (kind, key, person_id);
create index likeness_person on likeness (person_id);
grant select, insert, update, delete on likeness to peil_app;

create function bare_name(name text) returns text language sql stable parallel safe as $$
  select regexp_replace(lower(unaccent(name)), '[^[:alnum:]]', '', 'g')
$$;

create function keep_likeness_of_person(who person) returns void language plpgsql as $$
declare
  surname text := bare_name(who.last_name);
  first_name text := bare_name(split_part(btrim(who.first_name), ' ', 1));
  initial text := substr(bare_name(coalesce(nullif(btrim(who.first_name), ''), who.initials)), 1, 1);
  digits text := regexp_replace(who.phone, '\D', '', 'g');
  postcode text := bare_name(who.postcode);
  address text := (select email from account where id = who.account_id);
begin
  delete from likeness where source = who.id;
  insert into likeness (source, person_id, kind, key)
    select who.id, who.id, kind, key from (values
      ('email', bare_address(address)),
      -- However the country stands before it.
      ('phone', case when length(digits) >= 9 then right(digits, 9) end),
      ('home', case when surname <> '' and initial <> '' and postcode <> ''
        then concat_ws('|', surname, initial, postcode, bare_name(who.house_number)) end),
      ('name', case when surname <> '' and length(first_name) > 1
        then concat_ws('|', surname, first_name) end)
    ) as found (kind, key) where key <> '' and who.merged_into is null;
end
$$;

create function likeness_of_person() returns trigger language plpgsql as $$
begin
  perform keep_likeness_of_person(new);
  return null;
end
$$;
create trigger likeness_of_person after insert or update of account_id, first_name, initials,
    last_name, phone, postcode, house_number, merged_into
  on person for each row execute function likeness_of_person();

create function likeness_of_account() returns trigger language plpgsql as $$
begin
  perform keep_likeness_of_person(person) from person where account_id = new.id;
  return null;
end
$$;
create trigger likeness_of_account after update of email on account
  for each row when (old.email <> new.email) execute function likeness_of_account();

-- Numbers in registers elsewhere: as somebody said them at sign-up, stated them, or as they were checked.
create function keep_numbers(of_row uuid, who uuid, numbers jsonb) returns void
language plpgsql as $$
begin
  delete from likeness where source = of_row and kind = 'number';
  insert into likeness (source, person_id, kind, key)
    select of_row, who, 'number', key || '|' || bare_name(value)
    from jsonb_each_text(numbers) where length(bare_name(value)) > 3 and who is not null
    on conflict do nothing;
end
$$;

-- Read by its name, as the column comes with a later migration.
create function numbers_of_registration() returns trigger language plpgsql as $$
declare
  before jsonb;
  now jsonb;
begin
  if tg_op = 'DELETE' then
    delete from likeness where source = old.id;
    return null;
  end if;
  now := coalesce(to_jsonb(new) -> 'elsewhere', '{}');
  if tg_op = 'UPDATE' then
    before := coalesce(to_jsonb(old) -> 'elsewhere', '{}');
    if before = now and old.person_id = new.person_id then return null; end if;
  elsif now = '{}' then
    return null;
  end if;
  perform keep_numbers(new.id, new.person_id, now);
  return null;
end
$$;
create trigger numbers_of_registration after insert or delete or update
  on registration for each row execute function numbers_of_registration();

create function numbers_of_check() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.withdrawn_on is not null then
    delete from likeness where source = old.id;
  else
    perform keep_numbers(new.id, (select person_id from registration where id = new.registration_id),
      jsonb_build_object(new.elsewhere, new.number));
  end if;
  return null;
end
$$;
create trigger numbers_of_check after insert or delete or update on earlier_check
  for each row execute function numbers_of_check();

-- In which register it is, the claim says; the number itself is among what was stated.
create function numbers_of_claim() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.ended_on is not null then
    delete from likeness where source = old.id;
  elsif new.member = 'holding' then
    perform keep_numbers(new.id, s.person_id, jsonb_build_object(new.subject, number))
      from statement s, coalesce(s.content -> 'details' ->> 'number', '') as number
      where s.id = new.statement_id;
  end if;
  return null;
end
$$;
create trigger numbers_of_claim after insert or delete or update of ended_on on claim
  for each row execute function numbers_of_claim();

-- The owner is to see every row while what is there is read.
alter table registration no force row level security;
alter table earlier_check no force row level security;
alter table statement no force row level security;
alter table claim no force row level security;
select keep_likeness_of_person(person) from person;
select keep_numbers(r.id, r.person_id, to_jsonb(r) -> 'elsewhere') from registration r
  where to_jsonb(r) -> 'elsewhere' <> '{}';
select keep_numbers(c.id, r.person_id, jsonb_build_object(c.elsewhere, c.number))
  from earlier_check c join registration r on r.id = c.registration_id where c.withdrawn_on is null;
select keep_numbers(c.id, s.person_id,
    jsonb_build_object(c.subject, s.content -> 'details' ->> 'number'))
  from claim c join statement s on s.id = c.statement_id
  where c.member = 'holding' and c.ended_on is null;
alter table registration force row level security;
alter table earlier_check force row level security;
alter table statement force row level security;
alter table claim force row level security;

-- Two who look alike and are not the same, as somebody saw, and why.
create table told_apart (
  id uuid primary key default uuidv7(),
  register text not null,
  one_id uuid not null references person on delete cascade,
  other_id uuid not null references person on delete cascade,
  reason text not null check (reason <> ''),
  told_on date not null,
  told_by uuid references account on delete set null,
  created_at timestamptz not null default now(),
  check (one_id < other_id),
  unique (register, one_id, other_id)
);
create index told_apart_other on told_apart (other_id);

-- That one is merged into the other: who asked it and why, what of the one that goes is kept of their
-- data, who looked too, and how much went along. A register in which somebody was as well has a row that
-- says from where it came.
create table person_merge (
  id uuid primary key default uuidv7(),
  register text not null,
  stays_id uuid not null references person,
  goes_id uuid not null references person,
  status text not null check (status in ('proposed', 'done', 'refused', 'withdrawn')),
  -- Of which data those of the one that goes are kept; its account is one of them.
  kept text[] not null default '{}',
  reason text not null check (reason <> ''),
  told_in text,
  proposed_on date not null,
  proposed_by uuid references account on delete set null,
  settled_on date,
  settled_by uuid references account on delete set null,
  answer text not null default '',
  -- How many of each went along.
  moved jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (stays_id <> goes_id)
);
create unique index person_merge_proposed on person_merge
  (register, least(stays_id, goes_id), greatest(stays_id, goes_id)) where status = 'proposed';
create index person_merge_stays on person_merge (stays_id);
create index person_merge_goes on person_merge (goes_id);
create index person_merge_status on person_merge (register, status);

do $$
declare t text;
begin
  foreach t in array array['told_apart', 'person_merge'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
  end loop;
end
$$;
grant select, insert, update, delete on told_apart, person_merge to peil_app;
select demand_record('told_apart', 'merge');
select demand_record('person_merge', 'merge');

-- A merge moves rows of every kind, and its record says of all of them where they went.
create or replace function refuse_unrecorded() returns trigger language plpgsql as $$
begin
  if not coalesce(string_to_array(current_setting('peil.recorded', true), ' ')
      && (tg_argv || array['merge']), false) then
    raise exception 'a change of % left no record of %', tg_table_name, array_to_string(tg_argv, ' or ')
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;
