-- What a machine read of a file when it came: the days that stand in it, and whether it is signed.
-- Null where there was no text to read.
alter table document add column reading jsonb;
-- The same file, whoever brought it.
create index document_evidence_sha256 on document (sha256) where kind = 'evidence';
