-- What stands on an original beside its day, as whoever had it in their hands read it, by the fields that
-- the regulation asks of such a document: it may be destroyed before anybody states anything.
alter table original add column details jsonb not null default '{}';
