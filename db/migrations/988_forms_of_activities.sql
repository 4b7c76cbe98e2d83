-- A form that was made of the answers about an activity is a file among its evidence: whether it is proof
-- by itself or only goes along; null for what people brought themselves.
alter table evidence
  add column form text check (form in ('proves', 'accompanies'));
