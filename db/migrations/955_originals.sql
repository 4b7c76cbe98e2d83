-- The original of a document that comes by post: where it is, who looked at it and what became of it.
-- It belongs to a registration and a kind of document, and not to a claim: it may come before anything
-- was stated. With the day on which it was issued it says for which claim the original was seen.
create table original (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- The kind of document, by its id in the regulation.
  document text not null,
  -- On the cover sheet; by this number the post is found.
  number int not null,
  status text not null check (status in (
    'announced', 'received', 'checked', 'destroyed', 'returned', 'withdrawn')),
  -- Whether an envelope to send it back in comes along.
  envelope boolean not null,
  -- Null for what came without having been announced.
  announced_on date,
  received_on date,
  checked_on date,
  checked_by uuid references account on delete set null,
  in_order boolean,
  -- As it stands on the original.
  issued_on date,
  -- Why it is not in order.
  reason text not null default '',
  -- The day on which it was destroyed, sent back or withdrawn.
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, number),
  check ((checked_on is null) = (in_order is null))
);
create index original_registration on original (registration_id);
create index original_waiting on original (register, received_on)
  where status in ('received', 'checked');

alter table original enable row level security;
alter table original force row level security;
create policy original_register on original
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on original to peil_app;
select demand_record('original', 'original', 'registration');

-- Of a document whose files are not kept after the check only the name is left, and the day on which
-- the file was destroyed.
alter table document add column destroyed_on date;
alter table document
  add check (destroyed_on is null or num_nulls(size, sha256, file_key) = 3);
