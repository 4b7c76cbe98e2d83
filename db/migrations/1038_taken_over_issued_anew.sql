-- A certificate that was taken over can be issued anew here, as under another name: then it has a paper
-- of this register, and still rests on a decision elsewhere, of which there is no letter.
do $$
declare old text;
begin
  select conname into strict old from pg_constraint
  where conrelid = 'certificate'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%letter_id%';
  execute format('alter table certificate drop constraint %I', old);
end
$$;
alter table certificate add constraint certificate_papers check
  (decision_id is not null and document_id is not null and letter_id is not null
    or decision_id is null and letter_id is null);
