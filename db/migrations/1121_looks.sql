-- Who looked at what is of a person: once a day for each who looks, person and thing. The person reads it.
create table look (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid not null references person on delete cascade,
  -- The business date; how long looks are kept is counted from it.
  looked_on date not null,
  -- As the audit record names who acts: an account, or the link of somebody who was asked something.
  looker text not null,
  role text not null check (role in ('member', 'administrator', 'asked', 'colleague')),
  -- In which body a member looked; empty for the others.
  body text not null,
  thing text not null,
  thing_id uuid not null,
  created_at timestamptz not null default now(),
  check ((role = 'member') = (body <> ''))
);
create unique index look_once on look (person_id, register, looked_on, looker, thing, thing_id);
create index look_day on look (register, looked_on);

-- What was kept of the committee and of others who decide, is shown with the rest.
insert into look (register, person_id, looked_on, looker, role, body, thing, thing_id)
  select i.register, r.person_id, i.opened_on, 'account:' || i.member_id, 'member', i.body, o.thing, o.id
  from inspection i
  cross join lateral (
    select 'application' as thing, id, registration_id from application where id = i.application_id
    union all select 'interim', id, registration_id from interim_request where id = i.interim_id
    union all select 'ruling', id, registration_id from ruling where id = i.ruling_id
    union all select 'objection', id, registration_id from objection where id = i.objection_id
    union all select 'verdict', id, registration_id from verdict where id = i.verdict_id
  ) o
  join registration r on r.id = o.registration_id
  where i.body <> ''
  on conflict do nothing;

alter table look enable row level security;
alter table look force row level security;
create policy look_register on look
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on look to peil_app;
select demand_record('look', 'look', 'person');
