-- What providers bring goes at the end of its term, and is recorded as that.
do $$
declare
  changed regclass;
  nouns text[];
begin
  foreach changed in array array['label_event', 'organisation', 'organisation_check', 'organisation_file']::regclass[]
  loop
    select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
      into strict nouns from pg_trigger
      where tgrelid = changed and tgname = 'change_is_recorded';
    execute format('drop trigger change_is_recorded on %s', changed);
    perform demand_record(changed, variadic nouns || 'retention'::text);
  end loop;
end
$$;
