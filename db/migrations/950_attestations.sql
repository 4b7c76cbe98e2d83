-- What somebody else is asked to state about a professional, once and without an account: that they
-- saw an original, or what work was done. The words that they were shown are kept with their answer.
create table attestation (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  -- The kind of document that it is about.
  document text not null,
  -- What it confirms, or what was made of it.
  claim_id uuid references claim on delete cascade,
  gives text not null check (gives in ('confirmation', 'document')),
  name text not null,
  email text not null,
  -- An address that anybody can have: for whoever checks to look at.
  free_mail boolean not null,
  token_hash bytea not null unique,
  asked jsonb not null,
  asked_hash text not null,
  sent_on date not null,
  expires_on date not null,
  answer text check (answer in ('confirmed', 'declined')),
  answered_at timestamptz,
  answered_on date,
  signed_name text,
  signed_function text,
  signed_organisation text,
  remark text not null default '',
  withdrawn_on date,
  created_at timestamptz not null default now(),
  check ((answer is null) = (answered_on is null))
);
create index attestation_registration on attestation (registration_id);
create index attestation_claim on attestation (claim_id) where claim_id is not null;
create index attestation_open on attestation (register, expires_on)
  where answer is null and withdrawn_on is null;

-- A reminder brings a link of its own, since only the hash of the first one is kept. Both work.
create table attestation_link (
  token_hash bytea primary key,
  register text not null,
  attestation_id uuid not null references attestation on delete cascade,
  created_at timestamptz not null default now()
);
create index attestation_link_attestation on attestation_link (attestation_id);

do $$
declare t text;
begin
  foreach t in array array['attestation', 'attestation_link']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('select demand_record(%L, %L, %L)', t, 'attestation', 'registration');
  end loop;
end
$$;

grant select, insert, update, delete on attestation, attestation_link to peil_app;
