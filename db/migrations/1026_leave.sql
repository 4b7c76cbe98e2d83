-- Leave that somebody asks for: a sort of the regulation and its days, and nothing about their health.
create table leave (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  regulation_version date not null,
  sort text not null,
  first date not null,
  last date not null,
  -- What whoever decides has to know beside that.
  note text not null default '',
  status text not null check (status in ('asked', 'granted', 'refused', 'withdrawn', 'expired')),
  asked_on date not null,
  -- The days that were granted: all that were asked, or a part of them.
  granted_first date,
  granted_last date,
  reason text not null default '',
  decided_on date,
  -- Null where the statement was enough, or whoever decided is gone.
  decided_by uuid references account on delete set null,
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (first <= last),
  check (granted_first >= first and granted_last <= last and granted_first <= granted_last),
  check ((granted_first is null) = (granted_last is null)),
  check (status <> 'granted' or granted_first is not null),
  check (status <> 'refused' or reason <> '')
);
create index leave_registration on leave (registration_id);
create index leave_status on leave (register, status);

create table leave_file (
  leave_id uuid not null references leave on delete cascade,
  register text not null,
  document_id uuid not null references document on delete cascade,
  added_on date not null,
  primary key (leave_id, document_id)
);
create index leave_file_document on leave_file (document_id);

do $$
declare t text;
begin
  foreach t in array array['leave', 'leave_file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I
      using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
    execute format('select demand_record(%L, %L, %L)', t, 'leave', 'registration');
  end loop;
end
$$;

-- The last day of a period that leave moved on, as it was before and as it became. It is of the period
-- that ends then: once another has begun it says nothing any more.
alter table registration
  add column unmoved_last date,
  add column moved_last date,
  add check ((unmoved_last is null) = (moved_last is null));
