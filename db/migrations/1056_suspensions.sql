-- Every suspension by itself, so that several can stand at once: somebody is suspended while any of them
-- stands. What the registration says is until when, counted over all of them.
create table suspension (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- The decision from which it follows; none where it was set otherwise, or came from elsewhere.
  measure_id uuid references measure on delete cascade,
  first_day date not null,
  -- None where it stands until it is lifted.
  last_day date,
  -- Since when it waits for the outcome of an objection; meanwhile it does not stand.
  waits_since date,
  ended_on date,
  ended_by text check (ended_by in ('term', 'lift', 'objection', 'registration')),
  created_at timestamptz not null default now(),
  check ((ended_on is null) = (ended_by is null)),
  check (last_day >= first_day)
);
create index suspension_registration on suspension (registration_id);
create index suspension_measure on suspension (measure_id);
alter table suspension enable row level security;
alter table suspension force row level security;
create policy suspension_register on suspension
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on suspension to peil_app;

-- What runs today is taken along: under the decision that began it last, with the day that it said.
insert into suspension (register, registration_id, measure_id, first_day, last_day)
select r.register, r.id, m.id, coalesce(m.begun_on, current_date), r.suspended_last
from registration r
left join lateral (
  select id, begun_on from measure
  where registration_id = r.id and kind = 'suspension' and begun_on is not null
    and last_day is not distinct from r.suspended_last
  order by begun_on desc, id desc limit 1
) m on true
where r.status = 'suspended';

select demand_record('suspension', 'registration', 'measure', 'objection', 'death', 'takeover');
