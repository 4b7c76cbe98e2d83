-- The books of a register: every invoice, credit note, payment and what settles it, as lines of double entry. They are
-- written here and nowhere else, where what they are of is written, so that nothing is booked without them; and none is
-- ever changed or removed. Whose an invoice was stands with the invoice and not here.
create table journal_line (
  id bigint generated always as identity primary key,
  register text not null,
  -- The lines of one thing that happened, which come to nought together.
  entry uuid not null,
  booked_on date not null,
  what text not null check (what in ('invoice', 'credit-note', 'write-off', 'payment', 'reversal', 'settlement',
    'undone-settlement', 'refund', 'undone-refund')),
  -- By what number it is known.
  document text not null check (document <> ''),
  -- By what the register calls it (`books`): its code there is put beside it when it is read.
  account text not null check (account in ('debtors', 'bank', 'online', 'unallocated', 'vat', 'write-offs', 'year',
    'application', 'accreditation', 'objection')),
  debit_cents int not null check (debit_cents >= 0),
  credit_cents int not null check (credit_cents >= 0),
  vat_code text not null default '',
  invoice_id uuid,
  payment_id uuid,
  check (num_nonnulls(nullif(debit_cents, 0), nullif(credit_cents, 0)) = 1)
);
create index journal_line_days on journal_line (register, booked_on, entry, id);

create function write_journal(of_register text, on_day date, that text, by_number text, of_invoice uuid,
  of_payment uuid, accounts text[], amounts int[], vat text) returns void language plpgsql as $$
declare
  -- Once for all lines, however they are joined.
  one_entry uuid := uuidv7();
begin
  insert into journal_line (register, entry, booked_on, what, document, account, debit_cents, credit_cents, vat_code,
    invoice_id, payment_id)
  select of_register, one_entry, on_day, that, by_number, l.account, greatest(l.amount, 0), greatest(-l.amount, 0),
    case when l.account in ('debtors', 'bank', 'online', 'unallocated') then '' else vat end, of_invoice, of_payment
  from unnest(accounts, amounts) with ordinality as l(account, amount, place)
  where l.amount <> 0 order by l.place;
end
$$;

create function vat_code_of(treatment text, rate int, net int, vat int) returns text language sql immutable as $$
  select case treatment when 'exempt' then 'vrij' when 'out-of-scope' then 'buiten'
    else 'btw' || coalesce(rate, case when net = 0 then 0 else round(vat * 100.0 / net)::int end) end
$$;
create function number_of_payment(id uuid) returns text language sql immutable as $$
  select 'O-' || upper(right(id::text, 12))
$$;

create function journal_of_invoice() returns trigger language plpgsql as $$
declare
  code text := vat_code_of(new.vat_treatment, new.vat_rate, new.net_cents, new.vat_cents);
begin
  if tg_op = 'INSERT' then
    perform write_journal(new.register, new.issued_on, 'invoice', new.number, new.id, null,
      array['debtors', new.kind, 'vat'], array[new.total_cents, -new.net_cents, -new.vat_cents], code);
  elsif old.written_off_on is null and new.written_off_on is not null then
    -- What was taken back by a credit note is booked by that.
    perform write_journal(new.register, new.written_off_on, 'write-off', new.number, new.id, null,
      array['write-offs', 'debtors'],
      array[new.total_cents - new.settled_cents - new.credited_cents,
        new.settled_cents + new.credited_cents - new.total_cents], code);
  end if;
  return null;
end
$$;

create function journal_of_credit_note() returns trigger language plpgsql as $$
declare
  of_invoice invoice;
begin
  select * into of_invoice from invoice where id = new.invoice_id and register = new.register;
  perform write_journal(new.register, new.made_on, 'credit-note', new.number, new.invoice_id, null,
    array[case when new.written_off then 'write-offs' else of_invoice.kind end, 'vat', 'debtors'],
    array[new.net_cents, new.vat_cents, -new.total_cents],
    vat_code_of(of_invoice.vat_treatment, of_invoice.vat_rate, of_invoice.net_cents, of_invoice.vat_cents));
  return null;
end
$$;

create function journal_of_payment() returns trigger language plpgsql as $$
declare
  at_hand text := case new.source when 'online' then 'online' else 'bank' end;
begin
  if tg_op = 'INSERT' then
    perform write_journal(new.register, new.received_on, 'payment', number_of_payment(new.id), null, new.id,
      array[at_hand, 'unallocated'], array[new.cents, -new.cents], '');
  elsif old.reversed_on is null and new.reversed_on is not null then
    perform write_journal(new.register, new.reversed_on, 'reversal', number_of_payment(new.id), null, new.id,
      array['unallocated', at_hand], array[new.cents, -new.cents], '');
  end if;
  return null;
end
$$;

create function journal_of_settlement() returns trigger language plpgsql as $$
declare
  on_day date := new.settled_on;
  owed text;
begin
  if tg_op = 'INSERT' then
    -- Of a payment that goes off an invoice in part the rest settles it anew, on the day on which it did; it is booked on
    -- the day on which all of it was undone.
    select greatest(on_day, max(s.undone_on)) into on_day from settlement s
      where s.payment_id = new.payment_id and s.invoice_id = new.invoice_id and s.settled_on = new.settled_on
        and s.undone_on is not null;
    perform write_journal(new.register, coalesce(on_day, new.settled_on), 'settlement',
      number_of_payment(new.payment_id), new.invoice_id, new.payment_id,
      array['unallocated', 'debtors'], array[new.cents, -new.cents], '');
  elsif old.undone_on is null and new.undone_on is not null then
    -- Of what is written off nothing is owed any more.
    select case when status = 'written-off' then 'write-offs' else 'debtors' end into owed
      from invoice where id = new.invoice_id;
    perform write_journal(new.register, new.undone_on, 'undone-settlement', number_of_payment(new.payment_id),
      new.invoice_id, new.payment_id, array[coalesce(owed, 'debtors'), 'unallocated'],
      array[new.cents, -new.cents], '');
  end if;
  return null;
end
$$;

create function journal_of_refund() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_journal(new.register, new.refunded_on, 'refund', number_of_payment(new.payment_id), null,
      new.payment_id, array['unallocated', 'bank'], array[new.cents, -new.cents], '');
  elsif old.undone_on is null and new.undone_on is not null then
    perform write_journal(new.register, new.undone_on, 'undone-refund', number_of_payment(new.payment_id), null,
      new.payment_id, array['bank', 'unallocated'], array[new.cents, -new.cents], '');
  end if;
  return null;
end
$$;

-- What there is, is booked on its own days, in the order in which it happened.
alter table invoice no force row level security;
alter table kept_invoice no force row level security;
alter table credit_note no force row level security;
alter table payment no force row level security;
alter table settlement no force row level security;
alter table refund no force row level security;
do $$
declare
  r record;
begin
  for r in
    select 1 as turn, i.issued_on as day, i.register, i.number, i.id as invoice, null::uuid as payment, 'invoice' as what,
      array['debtors', i.kind, 'vat'] as accounts, array[i.total_cents, -i.net_cents, -i.vat_cents] as amounts,
      vat_code_of(i.vat_treatment, i.vat_rate, i.net_cents, i.vat_cents) as code from invoice i
    union all
    -- What an invoice that is kept apart was for is gone with its dossier.
    select 1, k.issued_on, k.register, k.number, k.id, null, 'invoice', array['debtors', 'year', 'vat'],
      array[k.total_cents, -k.net_cents, -k.vat_cents],
      vat_code_of(k.vat_treatment, null, k.net_cents, k.vat_cents) from kept_invoice k
    union all
    select 2, p.received_on, p.register, number_of_payment(p.id), null, p.id, 'payment',
      array[case p.source when 'online' then 'online' else 'bank' end, 'unallocated'], array[p.cents, -p.cents], ''
      from payment p
    union all
    select 3, s.settled_on, s.register, number_of_payment(s.payment_id), s.invoice_id, s.payment_id, 'settlement',
      array['unallocated', 'debtors'], array[s.cents, -s.cents], '' from settlement s
    union all
    select 4, s.undone_on, s.register, number_of_payment(s.payment_id), s.invoice_id, s.payment_id,
      'undone-settlement', array['debtors', 'unallocated'], array[s.cents, -s.cents], ''
      from settlement s where s.undone_on is not null
    union all
    select 5, c.made_on, c.register, c.number, c.invoice_id, null, 'credit-note',
      array[case when c.written_off then 'write-offs' else coalesce(i.kind, 'year') end, 'vat', 'debtors'],
      array[c.net_cents, c.vat_cents, -c.total_cents],
      case when i.id is null then vat_code_of(k.vat_treatment, null, k.net_cents, k.vat_cents)
        else vat_code_of(i.vat_treatment, i.vat_rate, i.net_cents, i.vat_cents) end
      from credit_note c left join invoice i on i.id = c.invoice_id left join kept_invoice k on k.id = c.invoice_id
    union all
    select 6, i.written_off_on, i.register, i.number, i.id, null, 'write-off', array['write-offs', 'debtors'],
      array[i.total_cents - i.settled_cents - i.credited_cents, i.settled_cents + i.credited_cents - i.total_cents],
      vat_code_of(i.vat_treatment, i.vat_rate, i.net_cents, i.vat_cents)
      from invoice i where i.written_off_on is not null
    union all
    select 6, k.issued_on, k.register, k.number, k.id, null, 'write-off', array['write-offs', 'debtors'],
      array[rest.cents, -rest.cents], vat_code_of(k.vat_treatment, null, k.net_cents, k.vat_cents)
      from kept_invoice k, lateral (select (k.total_cents
        - (select coalesce(sum(s.cents), 0) from settlement s where s.invoice_id = k.id and s.undone_on is null)
        - (select coalesce(sum(c.total_cents), 0) from credit_note c where c.invoice_id = k.id))::int as cents) rest
      where k.status = 'written-off'
    union all
    select 7, f.refunded_on, f.register, number_of_payment(f.payment_id), null, f.payment_id, 'refund',
      array['unallocated', 'bank'], array[f.cents, -f.cents], '' from refund f
    union all
    select 8, f.undone_on, f.register, number_of_payment(f.payment_id), null, f.payment_id, 'undone-refund',
      array['bank', 'unallocated'], array[f.cents, -f.cents], '' from refund f where f.undone_on is not null
    union all
    select 9, p.reversed_on, p.register, number_of_payment(p.id), null, p.id, 'reversal',
      array['unallocated', case p.source when 'online' then 'online' else 'bank' end], array[p.cents, -p.cents], ''
      from payment p where p.reversed_on is not null
    order by 2, 1, 4
  loop
    perform write_journal(r.register, r.day, r.what, r.number, r.invoice, r.payment, r.accounts, r.amounts, r.code);
  end loop;
end
$$;
alter table refund force row level security;
alter table settlement force row level security;
alter table payment force row level security;
alter table credit_note force row level security;
alter table kept_invoice force row level security;
alter table invoice force row level security;

-- In the order of their names these come after what counts a settlement and a credit note.
create trigger zz_is_booked after insert or update on invoice for each row execute function journal_of_invoice();
create trigger zz_is_booked after insert on credit_note for each row execute function journal_of_credit_note();
create trigger zz_is_booked after insert or update on payment for each row execute function journal_of_payment();
create trigger zz_is_booked after insert or update on settlement for each row execute function journal_of_settlement();
create trigger zz_is_booked after insert or update on refund for each row execute function journal_of_refund();

create function guard_journal() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then raise exception 'a line of the journal is never changed or removed'; end if;
  if pg_trigger_depth() = 1 then raise exception 'the journal is written by what is booked'; end if;
  return new;
end
$$;
create trigger journal_is_guarded before insert or update or delete on journal_line for each row
  when (current_user = 'peil_app') execute function guard_journal();
create function balance_journal() returns trigger language plpgsql as $$
begin
  if exists (select from added group by entry having sum(debit_cents) <> sum(credit_cents)) then
    raise exception 'an entry of the journal does not balance';
  end if;
  return null;
end
$$;
create trigger journal_balances after insert on journal_line referencing new table as added
  for each statement execute function balance_journal();

alter table journal_line enable row level security;
alter table journal_line force row level security;
create policy journal_line_register on journal_line
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert on journal_line to peil_app;
select demand_record('journal_line', 'invoice', 'payment', 'registration');
