-- A credit note takes back an invoice or a part of it, by a number of a series of its own and with why. There may be more
-- of one invoice; none is ever changed.
create table credit_note (
  id uuid primary key default uuidv7(),
  register text not null,
  -- The invoice; where the dossier is gone, the one that is kept apart under the same id.
  invoice_id uuid not null,
  number text not null,
  net_cents int not null,
  vat_cents int not null,
  total_cents int not null check (total_cents > 0 and total_cents = net_cents + vat_cents),
  reason text not null check (reason <> '' and length(reason) <= 1000),
  -- The VAT of what was written off is taken back with it.
  written_off boolean not null default false,
  made_on date not null,
  made_by uuid references account on delete set null,
  document_id uuid references document,
  created_at timestamptz not null default now(),
  unique (register, number)
);
create index credit_note_invoice on credit_note (invoice_id);
create index credit_note_made_by on credit_note (made_by);

alter table invoice add column credited_cents int not null default 0;

-- Those that there were, of what was written off, are taken along.
alter table invoice no force row level security;
alter table kept_invoice no force row level security;
alter table invoice disable trigger change_is_covered_update;
insert into credit_note (register, invoice_id, number, net_cents, vat_cents, total_cents, reason, written_off,
  made_on, document_id)
select register, id, credit_number, net_cents, vat_cents, total_cents, write_off_reason, true, written_off_on,
  credit_document_id
from invoice where credit_number is not null and total_cents > 0
union all
select register, id, credit_number, net_cents, vat_cents, total_cents, 'Afgeboekt', true, issued_on,
  credit_document_id
from kept_invoice where credit_number is not null and total_cents > 0;
update invoice set credited_cents = total_cents where credit_number is not null and settled_cents = 0;
alter table invoice enable trigger change_is_covered_update;
alter table kept_invoice force row level security;
alter table invoice force row level security;

alter table invoice add constraint invoice_divided
  check (credited_cents >= 0 and settled_cents + credited_cents <= total_cents) not valid;
alter table invoice validate constraint invoice_divided;

alter table credit_note enable row level security;
alter table credit_note force row level security;
create policy credit_note_register on credit_note
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on credit_note to peil_app;
select demand_record('credit_note', 'invoice', 'registration', 'retention');

-- What is credited is counted where it is written, as what is settled is.
create function count_credit_note() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['made_by', 'document_id'] is distinct from
      to_jsonb(old) - array['made_by', 'document_id']
    then
      raise exception 'a credit note is never changed';
    end if;
    return null;
  end if;
  update invoice set credited_cents = credited_cents + new.total_cents
    where id = new.invoice_id and register = new.register;
  if not found then raise exception 'there is no invoice % to credit', new.invoice_id; end if;
  return null;
end
$$;
create trigger credit_note_counts after insert or update on credit_note
  for each row execute function count_credit_note();
create trigger credited_is_counted before update of credited_cents on invoice for each row
  when (old.credited_cents is distinct from new.credited_cents and current_user = 'peil_app')
  execute function refuse_settled_by_hand();

-- Nobody credits what is their own; that a first invoice lapses with a registration only follows from that.
-- breaks: nothing, as the name is there again in the same transaction.
alter function is_handling(text, text) rename to is_handling_before_credits;
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before_credits(of_noun, of_action) or (of_noun, of_action) = ('invoice', 'take-back')
$$;
