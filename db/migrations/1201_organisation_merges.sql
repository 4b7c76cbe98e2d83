-- Two organisations that turned out to be one, and two that were found to be two.
create table organisation_merge (
  id uuid primary key default uuidv7(),
  stays_id uuid not null references organisation,
  goes_id uuid not null references organisation,
  reason text not null check (reason <> ''),
  -- How much went along, by table.
  carried jsonb not null,
  merged_in text not null,
  merged_by uuid references account on delete set null,
  merged_on date not null,
  created_at timestamptz not null default now(),
  check (stays_id <> goes_id)
);
create unique index organisation_merge_goes on organisation_merge (goes_id);
create index organisation_merge_stays on organisation_merge (stays_id);
create index organisation_merge_by on organisation_merge (merged_by);

create table organisation_told_apart (
  one_id uuid not null references organisation,
  other_id uuid not null references organisation,
  reason text not null,
  told_in text not null,
  told_by uuid references account on delete set null,
  told_on date not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index organisation_told_apart_other on organisation_told_apart (other_id);
create index organisation_told_apart_by on organisation_told_apart (told_by);

do $$
declare
  t text;
begin
  foreach t in array array['organisation_merge', 'organisation_told_apart'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I
      using (current_setting(''peil.organisation'', true) = ''*'')
      with check (current_setting(''peil.organisation'', true) = ''*'')', t || '_office', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L)', t, 'organisation');
  end loop;
end
$$;
