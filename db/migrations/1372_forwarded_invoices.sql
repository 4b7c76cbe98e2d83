-- An invoice that somebody passes on to whoever pays it: a link by mail, with which it is seen and paid without an
-- account. It ends when it is taken back, and with its invoice.
create table invoice_forward (
  id uuid primary key default uuidv7(),
  register text not null,
  invoice_id uuid not null references invoice on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- To whom, as the sender calls them; the address is not kept here.
  payer text not null check (payer <> '' and length(payer) <= 100),
  -- What the payer knows it by: a cost centre, a number of an order.
  mark text not null default '' check (length(mark) <= 100),
  forwarded_on date not null,
  expires_on date not null check (expires_on > forwarded_on),
  taken_back_on date,
  created_at timestamptz not null default now()
);
create index invoice_forward_invoice on invoice_forward (invoice_id);
alter table invoice_forward enable row level security;
alter table invoice_forward force row level security;
create policy invoice_forward_register on invoice_forward
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on invoice_forward to peil_app;
select demand_record('invoice_forward', 'invoice', 'registration', 'retention');
