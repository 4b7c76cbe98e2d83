-- What the portfolio needs beside the first tables.

-- Who a referee said they are, which may differ from what the professional wrote; and the account
-- with the same address, if there is one: a member of the committee cannot judge that file.
alter table referee_request
  add column account_id uuid references account on delete set null,
  add column answered_name text,
  add column answered_relation text;
create index referee_request_open on referee_request (register, expires_on)
  where answer is null and withdrawn_on is null;
create index referee_request_account on referee_request (account_id) where account_id is not null;

-- A reminder brings a link of its own, since only the hash of the first one is kept. Both work.
create table referee_link (
  token_hash bytea primary key,
  register text not null,
  request_id uuid not null references referee_request on delete cascade,
  created_at timestamptz not null default now()
);
create index referee_link_request on referee_link (request_id);

alter table referee_link enable row level security;
alter table referee_link force row level security;
create policy referee_link_register on referee_link
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));

grant select, insert, update, delete on referee_link to peil_app;

-- The same file again, in one portfolio.
create index document_sha256 on document (person_id, sha256) where kind = 'evidence';
