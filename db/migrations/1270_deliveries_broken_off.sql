-- A delivery that somebody ended before all of it that could go in had been taken over.
alter table takeover add column broken_off boolean not null default false;
