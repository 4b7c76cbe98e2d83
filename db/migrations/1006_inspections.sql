-- Who opened a file is kept for what is judged apart and for a question to the board too, with the body
-- in which they did; whose file it is reads it.
alter table inspection
  drop constraint inspection_pkey,
  add column id uuid primary key default uuidv7(),
  alter column application_id drop not null,
  add column interim_id uuid references interim_request on delete cascade,
  add column ruling_id uuid references ruling on delete cascade,
  add column body text not null default 'committee',
  add check (num_nonnulls(application_id, interim_id, ruling_id) = 1),
  add unique nulls not distinct (application_id, interim_id, ruling_id, member_id, opened_on);
alter table inspection alter column body drop default;
create index inspection_interim on inspection (interim_id);
create index inspection_ruling on inspection (ruling_id);

drop trigger change_is_recorded on inspection;
select demand_record('inspection', 'application', 'interim', 'ruling');
