-- What a course counts for by a label stands in the catalogue, so that is read anew where a label changes: of all that
-- its organisation gives, or of who is called so where it is of a name alone.
create function note_courses_of_holder(holding uuid, called text) returns void language sql as $$
  insert into catalogue_change (course_id)
    select c.id from course c where c.organisation_id = holding
    union
    select c.id from organisation o join course c on c.organisation_id = o.id
      where holding is null and public.name_key(called) <> ''
        and public.name_keys(o.name, o.trade_names) @> array[public.name_key(called)]
    on conflict (course_id) do update set changed_in = excluded.changed_in
      where catalogue_change.changed_in <> excluded.changed_in
$$;
create function note_label_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform note_courses_of_holder(old.organisation_id, old.holder); end if;
  if tg_op <> 'DELETE' then perform note_courses_of_holder(new.organisation_id, new.holder); end if;
  return null;
end
$$;
create trigger catalogue_changes after insert or update or delete on label
  for each row execute function note_label_change();

-- A name at which somebody looked lends its labels from then on.
create trigger catalogue_changes_names after update of unseen_names on organisation
  for each row when (old.unseen_names is distinct from new.unseen_names)
  execute function note_provider_change();

-- A label of a name alone says less where another is called the same.
create function note_namesakes() returns trigger language plpgsql as $$
declare
  before text[] := '{}';
begin
  if tg_op = 'UPDATE' then before := name_keys(old.name, old.trade_names); end if;
  perform note_courses_of_holder(null, l.holder) from label l
    where l.organisation_id is null
      and name_key(l.holder) = any (before || name_keys(new.name, new.trade_names));
  return null;
end
$$;
create trigger catalogue_changes_namesakes after insert or update of name, trade_names, status on organisation
  for each row execute function note_namesakes();

-- A label of a course is known by what that is called now.
create function note_renamed_course() returns trigger language plpgsql as $$
begin
  if exists (select from label where course_id = new.id or seen_course_id = new.id) then
    perform note_courses_of_holder(new.organisation_id, '');
  end if;
  return null;
end
$$;
create trigger catalogue_changes_title after update of title on course
  for each row when (old.title is distinct from new.title) execute function note_renamed_course();
