-- What the sample of a quarter came to, fixed on the day on which it is told, so that no figure that
-- is published changes with one person's file. Null until then, and where nothing of the kind is drawn.
alter table sample_seed
  add column told_on date,
  add column applications int,
  add column drawn_applications int,
  add column lines int,
  add column drawn_lines int,
  add column beside_lines int,
  add column percentages int[];
grant update (told_on, applications, drawn_applications, lines, drawn_lines, beside_lines, percentages)
  on sample_seed to peil_app;

-- How many lines of the sample were rejected: of one quarter, of several of a year together where each
-- has too few files, or null where those are too few for good.
create table sample_failures (
  register text not null,
  -- The first of them names the row.
  quarter text not null,
  quarters text[] not null check (quarters[1] = quarter),
  told_on date not null,
  applications int,
  lines int,
  failed int,
  beside_lines int,
  beside_failed int,
  primary key (register, quarter),
  foreign key (register, quarter) references sample_seed,
  check ((failed is null) = (lines is null) and (failed is null) = (applications is null)),
  check ((beside_failed is null) = (beside_lines is null))
);
alter table sample_failures enable row level security;
alter table sample_failures force row level security;
create policy sample_failures_register on sample_failures
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- What was told stays told.
revoke all on sample_failures from peil_app;
grant select, insert on sample_failures to peil_app;
select demand_record('sample_failures', 'sample');
