-- Below a checkpoint stand the signatures of those who saw it: a line is added when a witness signs, and what
-- stood there stays.
create function refuse_other_note() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE'
    and (new.register, new.size, new.root, new.signed_at) = (old.register, old.size, old.root, old.signed_at)
    and starts_with(new.note, old.note)
    and substr(new.note, length(old.note) + 1) ~ '^(— [^ \n]+ [A-Za-z0-9+/]+=*\n)+$'
  then
    return new;
  end if;
  raise exception '% is only ever added to', tg_table_name;
end
$$;
drop trigger audit_checkpoint_stays on audit_checkpoint;
create trigger audit_checkpoint_stays before update or delete on audit_checkpoint
  for each row execute function refuse_other_note();
