-- A file of the bank that somebody sent. It is read by the worker; of one that cannot be read to its end, nothing but
-- why is kept.
create table bank_file (
  id uuid primary key default uuidv7(),
  register text not null,
  name text not null check (length(name) <= 500),
  state text not null check (state in ('reading', 'unreadable', 'matching', 'done')),
  sha256 text not null,
  -- Where it lies until it was read.
  file_key text,
  -- Why it cannot be read, and where.
  problem text,
  problem_at text check (length(problem_at) <= 500),
  -- What was in it: lines that were kept already, what was paid out, and what was not booked yet.
  known int not null default 0,
  debits int not null default 0,
  pending int not null default 0,
  -- What became of its lines when it was read; nothing of what somebody did with them since.
  booked int not null default 0,
  reversed int not null default 0,
  waiting int not null default 0,
  sent_by uuid references account on delete set null,
  sent_on date not null,
  created_at timestamptz not null default now(),
  check ((state = 'unreadable') = (problem is not null))
);
create index bank_file_register on bank_file (register, created_at desc);
create index bank_file_sent_by on bank_file (sent_by);

-- A statement of the account of the register, once, in whichever file it came.
create table bank_statement (
  id uuid primary key default uuidv7(),
  register text not null,
  file_id uuid not null references bank_file on delete cascade,
  -- What it is known by.
  key bytea not null check (length(key) = 32),
  name text not null check (length(name) <= 100),
  sequence text not null default '' check (length(sequence) <= 40),
  first_day date not null,
  last_day date not null,
  -- As the bank says them, in cents; null where it does not.
  opening_cents bigint,
  closing_cents bigint,
  -- What its entries come to, and what of that was paid in and out.
  entries_cents bigint not null,
  credits int not null,
  debits int not null,
  debit_cents bigint not null,
  created_at timestamptz not null default now(),
  unique (register, key)
);
create index bank_statement_days on bank_statement (register, last_day desc, first_day desc);
create index bank_statement_file on bank_statement (file_id);

-- A line of a statement by which money came in, or by which the bank took back what came in or gives back what was
-- paid out. Once, however often it is
-- sent. What was paid out is counted and not kept.
create table bank_line (
  id uuid primary key default uuidv7(),
  register text not null,
  statement_id uuid not null references bank_statement on delete cascade,
  -- What it is known by: the reference of the bank or else what it says, and its ordinal among those alike of its day.
  key bytea not null check (length(key) = 32),
  place int not null,
  booked_on date not null,
  cents bigint not null check (cents > 0),
  kind text not null check (kind in ('credit', 'reversal', 'returned')),
  payer_name text not null default '' check (length(payer_name) <= 200),
  payer_iban text not null default '' check (payer_iban ~ '^([A-Z]{2}[0-9]{2}[A-Z0-9]{1,30})?$'),
  reference text not null default '' check (length(reference) <= 200),
  words text not null default '' check (length(words) <= 1000),
  bank_reference text not null default '' check (length(bank_reference) <= 200),
  end_to_end text not null default '' check (length(end_to_end) <= 100),
  state text not null default 'new' check (state in ('new', 'waiting', 'booked', 'aside', 'reversed')),
  -- By what it was recognised, or why it waits.
  reasons jsonb not null default '[]',
  doubt jsonb,
  payment_id uuid references payment on delete cascade,
  -- Of what the bank took back: which line that was.
  reverses_id uuid references bank_line on delete set null,
  aside_because text not null default '' check (length(aside_because) <= 1000),
  -- The day on which somebody, or Peil itself, was done with it.
  settled_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (register, key),
  check ((state = 'waiting') = (doubt is not null)),
  check ((state = 'aside') = (aside_because <> '')),
  check (state <> 'booked' or payment_id is not null)
);
create index bank_line_statement on bank_line (statement_id, place);
create index bank_line_waiting on bank_line (register, booked_on) where state in ('new', 'waiting');
create index bank_line_payment on bank_line (payment_id);
create index bank_line_reverses on bank_line (reverses_id);
create index bank_line_amount on bank_line (register, cents, booked_on);

-- What a line that waits may be for: the best three, each of one invoice or more, with what speaks for it.
create table bank_candidate (
  line_id uuid not null references bank_line on delete cascade,
  register text not null,
  rank int not null check (rank between 1 and 3),
  invoice_id uuid not null references invoice on delete cascade,
  cents int not null check (cents > 0),
  reasons jsonb not null,
  primary key (line_id, rank, invoice_id)
);
create index bank_candidate_invoice on bank_candidate (invoice_id);

do $$
declare
  t text;
begin
  foreach t in array array['bank_file', 'bank_statement', 'bank_line', 'bank_candidate'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
  end loop;
end
$$;
select demand_record('bank_file', 'bank-statement', 'retention');
select demand_record('bank_statement', 'bank-statement', 'retention');
select demand_record('bank_line', 'bank-statement', 'bank-line', 'retention');
select demand_record('bank_candidate', 'bank-statement', 'bank-line', 'registration', 'invoice', 'retention');

-- Nobody decides what becomes of a line that may be for an invoice of their own.
-- breaks: nothing, as the name is there again in the same transaction.
alter function is_handling(text, text) rename to is_handling_before_bank_lines;
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before_bank_lines(of_noun, of_action) or (of_noun, of_action) in (
    ('bank-line', 'book'), ('bank-line', 'put-aside'), ('bank-line', 'reverse'), ('bank-line', 'take-up'))
$$;
-- breaks: nothing, as the name is there again in the same transaction.
alter function people_of_record(text, uuid) rename to people_of_record_before_bank_lines;
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before_bank_lines(of_noun, thing)
  union select r.person_id from bank_candidate c join invoice i on i.id = c.invoice_id
    join registration r on r.id = i.registration_id
    where of_noun = 'bank-line' and c.line_id = thing
  union select r.person_id from bank_line l join settlement s on s.payment_id = l.payment_id
    join invoice i on i.id = s.invoice_id join registration r on r.id = i.registration_id
    where of_noun = 'bank-line' and l.id = thing
$$;
