-- Somebody can object to what was decided on them after a verdict. What is undone stays to be read; what
-- takes its place is a decision of its own.
alter table measure
  -- The last day for objection that stands in its letter.
  add column object_before date,
  -- What the registration was before a removal, for the way back.
  add column before jsonb,
  add column undone_on date,
  add column undone_by uuid references objection on delete set null,
  -- The decision in whose place this one came.
  add column replaces uuid references measure on delete cascade,
  add check (undone_on is null or status = 'decided');

-- Who opened the file of a verdict is kept as of the others.
alter table inspection
  add column verdict_id uuid references verdict on delete cascade;
do $$
declare c text;
begin
  for c in select conname from pg_constraint where conrelid = 'inspection'::regclass
    and (contype = 'u' or pg_get_constraintdef(oid) like '%num_nonnulls%')
  loop
    execute format('alter table inspection drop constraint %I', c);
  end loop;
end
$$;
alter table inspection
  add check (num_nonnulls(application_id, interim_id, ruling_id, objection_id, verdict_id) = 1),
  add unique nulls not distinct
    (application_id, interim_id, ruling_id, objection_id, verdict_id, member_id, opened_on);
create index inspection_verdict on inspection (verdict_id);

-- A verdict about somebody whose registration ended waits for nothing, unless they come back.
alter table verdict drop constraint verdict_status_check;
alter table verdict add constraint verdict_status_check check (status in (
  'not-final', 'hearing', 'for-decision', 'decided', 'withdrawn', 'closed'));

do $$
declare
  nouns text[];
begin
  select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
    into nouns from pg_trigger
    where tgrelid = 'inspection'::regclass and tgname = 'change_is_recorded';
  drop trigger change_is_recorded on inspection;
  perform demand_record('inspection', variadic nouns || 'verdict'::text);
end
$$;
