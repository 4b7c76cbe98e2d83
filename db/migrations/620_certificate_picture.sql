-- The certificate as a picture, for the page of whoever got it. Those of before have none.
alter table document
  drop constraint document_kind_check,
  add constraint document_kind_check check (kind in (
    'agreement', 'signed-agreement', 'invoice', 'credit-note', 'certificate',
    'certificate-picture', 'congratulation', 'decision', 'mark-svg', 'mark-png', 'evidence',
    'minutes'));
alter table certificate add column picture_id uuid references document;
