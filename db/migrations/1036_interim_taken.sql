-- An activity that is judged apart because the committee took it, and not because its owner asked.
alter table interim_request add column taken boolean not null default false;
