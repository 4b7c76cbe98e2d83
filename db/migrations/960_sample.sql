-- A sample that can be proven: what is drawn follows from a secret of the quarter, of which the hash
-- stands in the record beforehand, and which is told when the quarter is over.
create table sample_seed (
  register text not null,
  -- Such as 2026-Q4.
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  seed bytea not null check (octet_length(seed) = 32),
  committed_on date not null,
  revealed_on date,
  primary key (register, quarter)
);
alter table sample_seed enable row level security;
alter table sample_seed force row level security;
create policy sample_seed_register on sample_seed
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- A seed that was committed to stays as it is.
revoke all on sample_seed from peil_app;
grant select, insert, update (revealed_on) on sample_seed to peil_app;
select demand_record('sample_seed', 'sample');

-- What is fixed when an application is passed on: whether it was drawn itself, where the regulation
-- draws applications, and of each activity why the committee looks at it; null before that.
alter table application add column drawn boolean;
alter table application_activity add column looked_because text[]
  check (looked_because <@ array['all', 'sampled', 'self-signed', 'over-stated-load', 'first-of-kind']);

-- Since when all lines are read, as too many of the sample were rejected; and the moment before which
-- what members found no longer counts, as they are to judge anew.
alter table application
  add column read_all_on date,
  add column judged_anew_from timestamptz;
