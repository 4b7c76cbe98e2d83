-- What an invoice is for: a year of taking part, or something that somebody asked for, by its id. One that is not of a
-- year covers the day on which it was sent.
alter table invoice add column kind text not null default 'year';
alter table invoice add constraint invoice_kind
  check (kind in ('year', 'application', 'objection')) not valid;
alter table invoice validate constraint invoice_kind;
alter table invoice add column about_id uuid;
alter table invoice add constraint invoice_about check ((kind = 'year') = (about_id is null)) not valid;
alter table invoice validate constraint invoice_about;
