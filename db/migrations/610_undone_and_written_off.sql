-- What becomes of an invoice beside being paid: it is written off when whoever owed it has left, with
-- the reason, and with a credit note where there is VAT to be corrected.
alter table invoice drop constraint invoice_status_check;
alter table invoice
  add constraint invoice_status_check check (status in ('open', 'paid', 'credited', 'written-off')),
  add column written_off_on date,
  add column write_off_reason text,
  add column credit_number text,
  add column credit_document_id uuid references document,
  add check ((status = 'written-off') = (written_off_on is not null)),
  add check ((written_off_on is null) = (write_off_reason is null)),
  add unique (register, credit_number);

alter table document drop constraint document_kind_check;
alter table document add constraint document_kind_check check (kind in (
  'agreement', 'signed-agreement', 'invoice', 'credit-note', 'certificate', 'congratulation',
  'decision', 'mark-svg', 'mark-png', 'evidence', 'minutes'));
