-- The audit record: who changed what, when, and on which facts. A change writes its record in its
-- own transaction; a sequencer appends the records of each register to a Merkle tree afterwards
-- and signs the tree's head.
create table audit_record (
  seq bigint generated always as identity primary key,
  id uuid not null,
  -- 'platform' for what belongs to no register.
  register text not null,
  noun text not null,
  record_id text not null,
  action text not null,
  actor text not null,
  at timestamptz not null,
  -- The business date, which in the demo runs ahead.
  day date not null,
  facts_hash bytea not null check (length(facts_hash) = 32),
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  -- Identity numbers are not given in the order of commit; this is what can be ordered by.
  xid xid8 not null default pg_current_xact_id()
);
create index audit_record_subject on audit_record (register, noun, record_id, seq);

-- The facts stand apart, with a salt, so that personal data can be erased without breaking the
-- tree: what remains says nothing about them.
create table audit_facts (
  seq bigint primary key references audit_record,
  register text not null,
  salt bytea not null check (length(salt) = 16),
  -- json, not jsonb: the hash is of these very characters.
  facts json not null
);

-- What the sequencer has yet to append.
create table audit_pending (
  seq bigint primary key,
  register text not null,
  xid xid8 not null
);

-- The tree: its leaves, and the roots of its complete subtrees of 256, 65,536 … leaves.
create table audit_leaf (
  register text not null,
  index bigint not null check (index >= 0),
  seq bigint not null unique,
  leaf_hash bytea not null,
  primary key (register, index)
);

create table audit_node (
  register text not null,
  level int not null check (level > 0 and level % 8 = 0),
  index bigint not null check (index >= 0),
  hash bytea not null,
  primary key (register, level, index)
);

create table audit_checkpoint (
  register text not null,
  size bigint not null check (size > 0),
  root bytea not null,
  signed_at timestamptz not null,
  -- The signed note, as it is handed out.
  note text not null,
  primary key (register, size)
);

-- The owner sees all registers, as the sequencer and the verification do; requests see their own.
do $$
declare t text;
begin
  foreach t in array array['audit_record', 'audit_facts', 'audit_pending', 'audit_leaf', 'audit_node',
    'audit_checkpoint']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select
      using (register = current_setting(''peil.register'', true))', t || '_read', t);
    execute format('revoke all on %I from peil_app', t);
    execute format('grant select on %I to peil_app', t);
  end loop;
  foreach t in array array['audit_record', 'audit_facts', 'audit_pending'] loop
    execute format('create policy %I on %I for insert with check
      (register in (current_setting(''peil.register'', true), ''platform''))', t || '_write', t);
    execute format('grant insert on %I to peil_app', t);
  end loop;
end
$$;
create policy audit_facts_erase on audit_facts for delete
  using (register = current_setting('peil.register', true));
grant delete on audit_facts to peil_app;
grant usage on sequence audit_record_seq_seq to peil_app;

-- Grants can be widened by mistake; this cannot be passed by without meaning to.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name;
end
$$;
create trigger audit_record_stays before update or delete on audit_record
  for each row execute function refuse_change();
create trigger audit_leaf_stays before update or delete on audit_leaf
  for each row execute function refuse_change();
create trigger audit_node_stays before update or delete on audit_node
  for each row execute function refuse_change();
create trigger audit_checkpoint_stays before update or delete on audit_checkpoint
  for each row execute function refuse_change();
