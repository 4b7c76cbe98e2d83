-- A paper that was sealed while the service that stamps times was away gets its stamp later; until then it
-- is noted here.
create table paper_to_stamp (
  document_id uuid primary key references document on delete cascade,
  register text not null,
  since timestamptz not null default now()
);
alter table paper_to_stamp enable row level security;
alter table paper_to_stamp force row level security;
create policy paper_to_stamp_register on paper_to_stamp
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, delete on paper_to_stamp to peil_app;
