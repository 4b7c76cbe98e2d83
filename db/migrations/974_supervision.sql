-- Somebody in the register who takes something on for another, such as supervision: asked, answered on
-- their own page, and watched from then on. What was, stays to be seen.
create table supervision (
  id uuid primary key default uuidv7(),
  register text not null,
  -- Of who asks.
  registration_id uuid not null references registration on delete cascade,
  -- The kind of document that the promise is, by its id in the regulation.
  document text not null,
  -- Of who is asked.
  colleague_id uuid not null references registration on delete cascade,
  status text not null check (status in ('asked', 'accepted', 'declined', 'ended')),
  asked_on date not null,
  answered_on date,
  -- Why not, in the words of who was asked.
  remark text not null default '',
  -- What the promise was made of.
  claim_id uuid references claim on delete set null,
  ended_on date,
  end_reason text check (end_reason in (
    'professional', 'colleague', 'over', 'suspended', 'other-category', 'finished')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (colleague_id <> registration_id),
  check ((status = 'ended') = (ended_on is not null)),
  check ((ended_on is null) = (end_reason is null))
);
create unique index supervision_running on supervision (registration_id, document)
  where status in ('asked', 'accepted');
create index supervision_registration on supervision (registration_id);
create index supervision_colleague on supervision (colleague_id);
create index supervision_watched on supervision (register) where status in ('asked', 'accepted');

alter table supervision enable row level security;
alter table supervision force row level security;
create policy supervision_register on supervision
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on supervision to peil_app;
select demand_record('supervision', 'supervision', 'registration');
