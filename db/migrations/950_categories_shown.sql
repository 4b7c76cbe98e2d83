-- The category in which somebody stands, where a register has any: on the certificate as it was
-- issued, and in the public register where the regulation makes it public.
alter table certificate add column category text;
alter table public_entry add column category text;
