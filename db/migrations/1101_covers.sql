-- The record covers the register: of every row of a table of which changes leave a record, it is kept
-- what the row was when it was written last, as a salted hash. Whoever changes a row in another way
-- than the product does, leaves a row that is not what the record vouches for.

-- What one transaction covers, by the number under which its last record is sealed with it.
create sequence audit_batch_seq;
create function audit_batch() returns bigint language plpgsql as $$
declare
  given text := coalesce(current_setting('peil.batch', true), '');
begin
  if given = '' then
    given := nextval('public.audit_batch_seq');
    perform set_config('peil.batch', given, true);
  end if;
  return given::bigint;
end
$$;

-- What each statement covered: the rows by their keys, and of each its hash, or none where it was
-- removed. Only ever added to; what it says goes into the leaf of the record of its transaction.
create table audit_covering (
  seq bigint generated always as identity primary key,
  batch bigint not null,
  of_table text not null,
  keys text[] not null,
  hashes bytea[] not null check (cardinality(hashes) = cardinality(keys))
);
create index audit_covering_batch on audit_covering (batch);

-- What is known of each row as it is now. The salt of what it was before is gone with the change, so
-- that nobody can try what a name may have been before it was erased. The hints tell which columns
-- differ where a row does; they prove nothing.
create table audit_cover (
  of_table text not null,
  key text not null,
  covering bigint not null,
  salt bytea check (length(salt) = 16),
  hash bytea check (length(hash) = 32),
  hints int[],
  primary key (of_table, key),
  check (num_nulls(salt, hash, hints) in (0, 3))
) with (fillfactor = 80);

-- Requests neither see nor write these: the database does, whoever changes a row.
alter table audit_covering enable row level security;
alter table audit_cover enable row level security;
revoke all on audit_covering, audit_cover from peil_app;
revoke all on sequence audit_covering_seq_seq from peil_app;
create trigger audit_covering_stays before update or delete on audit_covering
  for each row execute function refuse_change();

alter table audit_pending add batch bigint;
alter table audit_pending alter batch set default audit_batch();
-- Which batch a leaf holds, and the hash of what was covered in it, which is part of the leaf.
alter table audit_leaf add batch bigint unique;
alter table audit_leaf add covers bytea;

-- How a row is read to be covered: its key as text, its content as canonical JSON, and a hint of each column.
create function cover_expressions(covered regclass, without text[], out key text, out facts text,
  out hints text, out key_columns text[]) language plpgsql stable as $$
begin
  select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
    into strict key_columns
    from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = covered and i.indisprimary;
  if key_columns is null then
    raise exception '% has no primary key to cover its rows by', covered;
  end if;
  key := case when cardinality(key_columns) = 1 then format('r.%I::text', key_columns[1])
    else format('jsonb_build_array(%s)::text',
      (select string_agg(format('r.%I', c), ', ' order by place)
        from unnest(key_columns) with ordinality k(c, place))) end;
  facts := case when without = '{}' then 'to_jsonb(r)::text'
    else format('(to_jsonb(r) - %L::text[])::text', without) end;
  select format('array[%s]::int[]',
      string_agg(format('hashtext(r.%I::text)', a.attname), ', ' order by a.attnum))
    into hints
    from pg_attribute a
    where a.attrelid = covered and a.attnum > 0 and not a.attisdropped
      and not a.attname = any (without);
end
$$;

-- Covers a table from here on: what is in it, by `cover_rows`, and whatever changes. After a change of its
-- columns it is done again, as the function names them.
create function cover_table(covered regclass, without text[] default '{}') returns void
language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = covered);
  part record := cover_expressions(covered, without);
  columns text := (select string_agg(quote_ident(c), ', ') from unnest(part.key_columns) c);
  same text := (select string_agg(format('r.%1$I = k.%1$I', c), ' and ') from unnest(part.key_columns) c);
  cover text;
  event text;
begin
  -- Rows are read again rather than taken from what the statement changed: a trigger may have changed them
  -- once more since, and one statement may come by the same row twice.
  cover := format($sql$
      with changed as (%%s), kept as (
        insert into public.audit_cover as c (of_table, key, covering, salt, hash, hints)
        select %1$L, %2$s, number, n.salt, sha256(n.salt || convert_to(n.facts, 'UTF8')), n.hints
        from changed k left join lateral (
          select uuid_send(gen_random_uuid()) as salt, %3$s as facts, %4$s as hints
          from %5$s r where %6$s offset 0) n on true
        on conflict (of_table, key) do update set covering = excluded.covering,
          salt = excluded.salt, hash = excluded.hash, hints = excluded.hints
        returning c.key, c.hash
      )
      insert into public.audit_covering (seq, batch, of_table, keys, hashes) overriding system value
      select number, public.audit_batch(), %1$L, array_agg(key), array_agg(hash) from kept
      having count(*) > 0;$sql$,
    name, replace(part.key, 'r.', 'k.'), part.facts, part.hints, format('public.%I', name), same);
  -- The settings are those by which a row is the same text for everybody; and rows are found by their
  -- key, however few there were when the plan was made. Each costs something at every change, as a path
  -- to search would; hence every table is named in full instead.
  execute format($sql$
    create or replace function public.%1$I() returns trigger language plpgsql security definer
    set enable_seqscan = off %5$s as $body$
    declare
      number bigint := nextval('public.audit_covering_seq_seq');
    begin
      if tg_op = 'INSERT' then %2$s
      elsif tg_op = 'UPDATE' then %3$s
      else %4$s
      end if;
      return null;
    end
    $body$ $sql$, 'cover_' || name,
    format(cover, format('select distinct %s from new_rows', columns)),
    format(cover, format(case when without = '{}'
        then 'select %1$s from old_rows union select %1$s from new_rows'
        -- Where nothing but what is no fact has changed, nothing is recorded.
        else 'select %1$s from (select %1$s, %2$s from old_rows r except select %1$s, %2$s from new_rows r) o
          union select %1$s from (select %1$s, %2$s from new_rows r except select %1$s, %2$s from old_rows r) n'
        end, columns, part.facts)),
    format(cover, format('select distinct %s from old_rows', columns)),
    (select string_agg(distinct case atttypid when 'timestamptz'::regtype then 'set timezone = ''UTC'''
        when 'bytea'::regtype then 'set bytea_output = ''hex''' end, ' ')
      from pg_attribute where attrelid = covered and attnum > 0 and not attisdropped));
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create or replace trigger change_is_covered_%1$s after %1$s on %2$s
      referencing %3$s for each statement execute function %4$I()', event, covered,
      case event when 'insert' then 'new table as new_rows'
        when 'update' then 'old table as old_rows new table as new_rows'
        else 'old table as old_rows' end, 'cover_' || name);
  end loop;
end
$$;

-- Covers what is in a table already, without the rows that are passed by.
create function cover_rows(covered regclass, without text[] default '{}', passed text[] default '{}')
returns void language plpgsql set timezone = 'UTC' set bytea_output = 'hex' as $$
declare
  name text := (select relname from pg_class where oid = covered);
  part record := cover_expressions(covered, without);
begin
  execute format($sql$
    with found as materialized (
      select %2$s as key, uuid_send(gen_random_uuid()) as salt, %3$s as facts, %4$s as hints,
        (row_number() over () - 1) / 5000 as part
      from %5$s r
    ), hashed as materialized (
      select key, salt, sha256(salt || convert_to(facts, 'UTF8')) as hash, hints, part
      from found where not key = any ($1)
    ), numbered as materialized (
      select part, nextval('audit_covering_seq_seq') as number from (select distinct part from hashed) p
    ), kept as (
      insert into audit_cover (of_table, key, covering, salt, hash, hints)
      select %1$L, key, number, salt, hash, hints from hashed join numbered using (part)
      on conflict (of_table, key) do update set covering = excluded.covering,
        salt = excluded.salt, hash = excluded.hash, hints = excluded.hints
    )
    insert into audit_covering (seq, batch, of_table, keys, hashes) overriding system value
    select number, audit_batch(), %1$L, array_agg(key order by key), array_agg(hash order by key)
    from hashed join numbered using (part) group by number$sql$,
    name, part.key, part.facts, part.hints, covered) using passed;
end
$$;

-- A table that is no more has no rows to cover.
create function uncover_table(name text) returns void language plpgsql as $$
declare
  number bigint := nextval('audit_covering_seq_seq');
begin
  with gone as (
    update audit_cover set covering = number, salt = null, hash = null, hints = null
    where of_table = name and hash is not null returning key
  )
  insert into audit_covering (seq, batch, of_table, keys, hashes) overriding system value
  select number, audit_batch(), name, array_agg(key), array_fill(null::bytea, array[count(*)::int])
  from gone having count(*) > 0;
end
$$;

-- What a migration covers is recorded too, for the platform.
create function record_migration(name text, facts json) returns void language plpgsql as $$
declare
  id uuid := gen_random_uuid();
  at timestamptz := date_trunc('second', clock_timestamp());
  day date := (at at time zone 'Europe/Amsterdam')::date;
  salt bytea := uuid_send(gen_random_uuid());
  facts_hash bytea := sha256(salt || convert_to(facts::text, 'UTF8'));
  leaf text := format('["peil-audit-1","%s","platform","migration",%s,"apply","system:migrate","%s","%s","%s"]',
    id, to_json(name), to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    to_char(day, 'YYYY-MM-DD'), encode(facts_hash, 'hex'));
  number bigint;
begin
  insert into audit_record (id, register, noun, record_id, action, actor, at, day, facts_hash, leaf_hash)
    values (id, 'platform', 'migration', name, 'apply', 'system:migrate', at, day, facts_hash,
      sha256('\x00'::bytea || convert_to(leaf, 'UTF8')))
    returning seq into number;
  insert into audit_facts (seq, register, salt, facts) values (number, 'platform', salt, facts);
  insert into audit_pending (seq, register, xid) values (number, 'platform', pg_current_xact_id());
end
$$;
revoke execute on function cover_table(regclass, text[]), cover_rows(regclass, text[], text[]),
  uncover_table(text), record_migration(text, json) from public;

-- Whatever table comes to ask for a record is covered too.
create or replace function demand_record(registered regclass, variadic nouns text[]) returns void
language plpgsql as $$
begin
  execute format(
    'create constraint trigger change_is_recorded after insert or update or delete on %s
      deferrable initially deferred for each row when (current_user = ''peil_app'')
      execute function refuse_unrecorded(%s)',
    registered, (select string_agg(quote_literal(noun), ', ') from unnest(nouns) noun));
  if not exists (select from pg_trigger
      where tgrelid = registered and tgname = 'change_is_covered_insert') then
    perform cover_table(registered);
    perform cover_rows(registered);
  end if;
end
$$;

do $$
declare
  covered regclass;
  without text[];
begin
  for covered in select tgrelid::regclass from pg_trigger where tgname = 'change_is_recorded'
    order by tgrelid::regclass::text collate "C"
  loop
    -- What changes there without a record is no fact: see db/covers.ts.
    without := case when covered = 'account'::regclass
      then array['opened_in', 'totp_last_step', 'unused_since'] else '{}' end;
    perform cover_table(covered, without);
    perform cover_rows(covered, without);
  end loop;
end
$$;
