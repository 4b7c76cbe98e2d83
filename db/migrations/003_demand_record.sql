-- Every change leaves a record, for which the database asks. A table of which that is demanded is registered
-- by `select demand_record('invoice', 'invoice', …)`: the table, and the nouns under which a change
-- of it may be recorded. A transaction of a request that changed one of its rows and recorded none
-- of these nouns is refused when it commits.

-- Which nouns this transaction has recorded stands in a setting that ends with the transaction, and
-- is taken back with a savepoint: looking there costs no query.
create function note_recorded() returns trigger language plpgsql as $$
declare
  recorded text := coalesce(current_setting('peil.recorded', true), '');
begin
  if not new.noun = any (string_to_array(recorded, ' ')) then
    perform set_config('peil.recorded', recorded || ' ' || new.noun, true);
  end if;
  return null;
end
$$;

create function refuse_unrecorded() returns trigger language plpgsql as $$
begin
  if not coalesce(string_to_array(current_setting('peil.recorded', true), ' ') && tg_argv, false) then
    raise exception 'a change of % left no record of %', tg_table_name, array_to_string(tg_argv, ' or ')
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

-- Only what requests do: the owner also migrates, and repairs by hand.
create function demand_record(registered regclass, variadic nouns text[]) returns void
language plpgsql as $$
begin
  execute format(
    'create constraint trigger change_is_recorded after insert or update or delete on %s
      deferrable initially deferred for each row when (current_user = ''peil_app'')
      execute function refuse_unrecorded(%s)',
    registered, (select string_agg(quote_literal(noun), ', ') from unnest(nouns) noun));
end
$$;
