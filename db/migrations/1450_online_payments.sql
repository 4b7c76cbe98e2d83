-- A payment that somebody begins online, at Mollie: asked of it by the worker, told by it, and booked once as a payment.
create table online_payment (
  -- Nobody can guess it: it stands in the address of the page that tells how it went.
  id uuid primary key default gen_random_uuid(),
  register text not null,
  invoice_id uuid references invoice on delete cascade,
  cents int not null check (cents > 0),
  -- From where it was begun: the pages of whose invoice it is, a link that was passed on, those of an organisation.
  begun_at text not null check (begun_at in ('own', 'forwarded', 'organisation')),
  state text not null default 'asked' check (state in ('asked', 'open', 'paid', 'failed', 'expired',
    'cancelled', 'not-begun', 'odd', 'reversed')),
  -- What it is called at Mollie, and where it is paid there.
  mollie_id text unique check (mollie_id ~ '^tr_[A-Za-z0-9]{1,60}$'),
  checkout_url text check (length(checkout_url) <= 2000),
  -- As what it was booked.
  payment_id uuid unique references payment on delete cascade,
  -- Why it was not begun, or what Mollie says that is not what was asked.
  problem text not null default '' check (length(problem) <= 500),
  -- What Mollie paid back, or a bank took back from it.
  returned_cents int not null default 0 check (returned_cents >= 0),
  asked_on date not null,
  ended_on date,
  created_at timestamptz not null default now(),
  check (state in ('asked', 'not-begun') or mollie_id is not null),
  check ((payment_id is not null) = (state in ('paid', 'reversed')))
);
create index online_payment_invoice on online_payment (invoice_id, created_at desc);
create index online_payment_running on online_payment (register, created_at) where state in ('asked', 'open');
alter table online_payment enable row level security;
alter table online_payment force row level security;
create policy online_payment_register on online_payment
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on online_payment to peil_app;
select demand_record('online_payment', 'online-payment', 'retention');
