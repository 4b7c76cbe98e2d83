-- In which transaction something of a course last changed that stands in the catalogue: what is searched lies in memory,
-- and is read anew for whatever changed since it was read. Nothing here is about anybody.
create table catalogue_change (
  course_id uuid primary key,
  changed_in xid8 not null default pg_current_xact_id()
);
create index catalogue_change_in on catalogue_change (changed_in);

alter table catalogue_change enable row level security;
alter table catalogue_change force row level security;
create policy catalogue_change_everywhere on catalogue_change using (true) with check (true);
grant select, insert, update on catalogue_change to peil_app;

create function note_catalogue_change() returns trigger language plpgsql as $$
declare
  changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  insert into catalogue_change (course_id)
    select (changed->>tg_argv[0])::uuid where changed->>tg_argv[0] is not null
    on conflict (course_id) do update set changed_in = excluded.changed_in
      where catalogue_change.changed_in <> excluded.changed_in;
  return null;
end
$$;
create trigger catalogue_changes after insert or update or delete on course
  for each row execute function note_catalogue_change('id');
create trigger catalogue_changes after insert or update or delete on edition
  for each row execute function note_catalogue_change('course_id');
create trigger catalogue_changes after insert or update or delete on accreditation
  for each row execute function note_catalogue_change('course_id');

-- Courses are found by the name of who gives them.
create function note_provider_change() returns trigger language plpgsql as $$
begin
  insert into catalogue_change (course_id) select id from course where organisation_id = new.id
    on conflict (course_id) do update set changed_in = excluded.changed_in
      where catalogue_change.changed_in <> excluded.changed_in;
  return null;
end
$$;
create trigger catalogue_changes after update of name on organisation
  for each row when (old.name is distinct from new.name) execute function note_provider_change();

insert into catalogue_change (course_id) select id from course;
