-- Of which answers a form was made: it is set after the transaction that hands the activity in, so that its file is
-- not there yet when it is asked whether the answers changed.
alter table evidence add column answers_hash text;
