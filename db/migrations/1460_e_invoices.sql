-- What an electronic invoice says beyond what stands in its row: the lines as they were charged, and to whom it was sent.
-- Those of before have none; what stands in their row is enough for one line.
alter table invoice add column lines jsonb;
alter table invoice add column vat_rate int;
alter table invoice add column buyer jsonb;

-- How an organisation gets invoices as data: its number as a part of government (OIN), where it is reached in Peppol (the
-- code of a sort of number, a colon and the number), and by what it knows what it ordered.
alter table organisation add column oin text;
alter table organisation add constraint organisation_oin check (oin ~ '^[0-9]{20}$') not valid;
alter table organisation validate constraint organisation_oin;
alter table organisation add column peppol_id text;
alter table organisation add constraint organisation_peppol
  check (peppol_id ~ '^[0-9]{4}:[A-Za-z0-9.:_-]{1,50}$') not valid;
alter table organisation validate constraint organisation_peppol;
alter table organisation add column invoice_reference text not null default '';
