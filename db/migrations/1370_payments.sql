-- What was received is a thing of its own: a payment has a day, an amount and a source, and settles one invoice or
-- more, in parts or with something left over. One that was booked by mistake is reversed, with why, and stays.
create table payment (
  id uuid primary key default uuidv7(),
  register text not null,
  received_on date not null,
  cents int not null check (cents > 0),
  source text not null check (source in ('by-hand', 'bank', 'online', 'taken-over')),
  -- Who paid and with which words, as the source tells it; empty where it does not.
  payer_name text not null default '' check (length(payer_name) <= 200),
  payer_iban text not null default '' check (payer_iban ~ '^([A-Z]{2}[0-9]{2}[A-Z0-9]{1,30})?$'),
  reference text not null default '' check (length(reference) <= 500),
  note text not null default '' check (length(note) <= 2000),
  -- What of it is settled and what was paid back: kept by what is written in settlement and refund.
  settled_cents int not null default 0,
  refunded_cents int not null default 0,
  booked_on date not null,
  booked_by uuid references account on delete set null,
  reversed_on date,
  reversed_because text not null default '' check (length(reversed_because) <= 1000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint payment_settled check (settled_cents >= 0 and refunded_cents >= 0
    and settled_cents + refunded_cents <= cents),
  check (reversed_on is null or settled_cents + refunded_cents = 0),
  check ((reversed_on is null) = (reversed_because = ''))
);
create index payment_received on payment (register, received_on);
-- What is left over waits for somebody.
create index payment_left_over on payment (register, received_on)
  where reversed_on is null and settled_cents + refunded_cents < cents;
create index payment_booked_by on payment (booked_by);

-- What of a payment is for an invoice. It counts until it is undone, with the day and why.
create table settlement (
  id uuid primary key default uuidv7(),
  register text not null,
  payment_id uuid not null references payment on delete cascade,
  -- The invoice; where the dossier is gone, the one that is kept apart under the same id.
  invoice_id uuid not null,
  cents int not null check (cents > 0),
  -- The day on which it counts as paid.
  settled_on date not null,
  undone_on date,
  undone_because text not null default '' check (length(undone_because) <= 1000),
  created_at timestamptz not null default now(),
  check ((undone_on is null) = (undone_because = ''))
);
create index settlement_payment on settlement (payment_id);
create index settlement_invoice on settlement (invoice_id);

-- What of a payment was paid back, on a ground of the register. It counts until it turns out that it was not.
create table refund (
  id uuid primary key default uuidv7(),
  register text not null,
  payment_id uuid not null references payment on delete cascade,
  cents int not null check (cents > 0),
  -- The ground by its id, and as it was called then.
  ground text not null,
  label text not null check (label <> ''),
  reason text not null default '' check (length(reason) <= 1000),
  account_name text not null check (account_name <> '' and length(account_name) <= 70),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$'),
  refunded_on date not null,
  refunded_by uuid references account on delete set null,
  undone_on date,
  undone_because text not null default '' check (length(undone_because) <= 1000),
  created_at timestamptz not null default now(),
  check ((undone_on is null) = (undone_because = ''))
);
create index refund_payment on refund (payment_id);
create index refund_refunded_by on refund (refunded_by);

alter table invoice add column settled_cents int not null default 0;

-- What was paid before is taken along, each invoice by a payment of its own. Row-level security holds for the owner as
-- well; and a row that somebody changed past Peil is not taken for right by what changes here.
alter table invoice no force row level security;
alter table kept_invoice no force row level security;
alter table invoice disable trigger change_is_covered_update;
with paid as materialized (
  select uuidv7() as payment, id, register, total_cents, paid_on, reference from invoice
    where status = 'paid' and paid_on is not null and total_cents > 0
  union all
  select uuidv7(), id, register, total_cents, paid_on, '' from kept_invoice
    where status = 'paid' and paid_on is not null and total_cents > 0
), booked as (
  insert into payment (id, register, received_on, cents, source, reference, settled_cents, booked_on)
  select payment, register, paid_on, total_cents, 'by-hand', reference, total_cents, paid_on from paid
)
insert into settlement (register, payment_id, invoice_id, cents, settled_on)
select register, payment, id, total_cents, paid_on from paid;
update invoice set settled_cents = total_cents where status = 'paid' and paid_on is not null;
alter table invoice enable trigger change_is_covered_update;
alter table kept_invoice force row level security;
alter table invoice force row level security;

alter table invoice add constraint invoice_settled
  check (settled_cents between 0 and total_cents) not valid;
alter table invoice validate constraint invoice_settled;

do $$
declare
  t text;
begin
  foreach t in array array['payment', 'settlement', 'refund'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (register = current_setting(''peil.register'', true))
      with check (register = current_setting(''peil.register'', true))', t || '_register', t);
    execute format('grant select, insert, update, delete on %I to peil_app', t);
  end loop;
end
$$;
select demand_record('payment', 'payment', 'retention');
select demand_record('settlement', 'payment', 'retention');
select demand_record('refund', 'payment', 'retention');

-- What is settled is counted where it is written, so that neither of an invoice nor of a payment more is settled than
-- there is, however many book at once: the rows are locked by the counting, and their constraints refuse the rest.
create function count_settlement() returns trigger language plpgsql as $$
declare
  more int := new.cents;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['undone_on', 'undone_because'] is distinct from
      to_jsonb(old) - array['undone_on', 'undone_because'] or old.undone_on is not null
    then
      raise exception 'a settlement is undone once, and not changed otherwise';
    end if;
    if new.undone_on is null then return null; end if;
    more := -old.cents;
  elsif new.undone_on is not null then
    return null;
  end if;
  update payment set settled_cents = settled_cents + more
    where id = new.payment_id and register = new.register and reversed_on is null;
  if not found then raise exception 'there is no payment % that counts', new.payment_id; end if;
  update invoice set settled_cents = settled_cents + more
    where id = new.invoice_id and register = new.register;
  if not found then raise exception 'there is no invoice % to settle', new.invoice_id; end if;
  return null;
end
$$;
create trigger settlement_counts after insert or update on settlement
  for each row execute function count_settlement();

-- And so is what was paid back.
create function count_refund() returns trigger language plpgsql as $$
declare
  more int := new.cents;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['undone_on', 'undone_because', 'refunded_by'] is distinct from
      to_jsonb(old) - array['undone_on', 'undone_because', 'refunded_by']
      or (old.undone_on is not null and new.undone_on is distinct from old.undone_on)
    then
      raise exception 'a refund is undone once, and not changed otherwise';
    end if;
    if new.undone_on is null or old.undone_on is not null then return null; end if;
    more := -old.cents;
  elsif new.undone_on is not null then
    return null;
  end if;
  update payment set refunded_cents = refunded_cents + more
    where id = new.payment_id and register = new.register and reversed_on is null;
  if not found then raise exception 'there is no payment % that counts', new.payment_id; end if;
  return null;
end
$$;
create trigger refund_counts after insert or update on refund
  for each row execute function count_refund();

-- Nobody else counts it.
create function refuse_settled_by_hand() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() = 1 then
    raise exception 'what is settled of a % is kept by what settles it', tg_table_name;
  end if;
  return new;
end
$$;
create trigger settled_is_counted before update of settled_cents on invoice for each row
  when (old.settled_cents is distinct from new.settled_cents and current_user = 'peil_app')
  execute function refuse_settled_by_hand();
create trigger settled_is_counted before update of settled_cents, refunded_cents on payment for each row
  when ((old.settled_cents, old.refunded_cents) is distinct from (new.settled_cents, new.refunded_cents)
    and current_user = 'peil_app')
  execute function refuse_settled_by_hand();

-- Nobody books, reverses or divides what is their own.
-- breaks: nothing, as the name is there again in the same transaction.
alter function is_handling(text, text) rename to is_handling_before_payments;
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before_payments(of_noun, of_action) or (of_noun, of_action) in (
    ('invoice', 'pay-part'),
    ('payment', 'book'), ('payment', 'refund'), ('payment', 'reverse'), ('payment', 'settle'),
    ('payment', 'take-off'), ('payment', 'undo-refund'))
$$;
-- breaks: nothing, as the name is there again in the same transaction.
alter function people_of_record(text, uuid) rename to people_of_record_before_payments;
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before_payments(of_noun, thing)
  union select r.person_id from settlement s join invoice i on i.id = s.invoice_id
    join registration r on r.id = i.registration_id
    where of_noun = 'payment' and s.payment_id = thing
$$;
