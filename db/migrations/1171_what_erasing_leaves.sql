-- What erasing somebody does to rows of others. Who asked for a factor reset, or confirmed or ended it, did so of the
-- account of somebody else, whose row stays; that two did it is in the record.
alter table factor_reset alter column asked_by drop not null;
do $$
declare
  found record;
begin
  for found in select conname from pg_constraint where conrelid = 'factor_reset'::regclass and contype = 'c'
    and (pg_get_constraintdef(oid) like '%num_nulls(confirmed_by%'
      or pg_get_constraintdef(oid) like '%confirmed_by IS NOT NULL%')
  loop
    execute format('alter table factor_reset drop constraint %I', found.conname);
  end loop;
end
$$;
alter table factor_reset
  add constraint factor_reset_confirmed check (num_nulls(confirmed_at, due_at) in (0, 2)) not valid,
  add constraint factor_reset_by_two
    check (status = 'asked' or status = 'stopped' or confirmed_at is not null) not valid,
  drop constraint factor_reset_asked_by_fkey,
  drop constraint factor_reset_confirmed_by_fkey,
  drop constraint factor_reset_ended_by_fkey,
  add constraint factor_reset_asked_by_fkey foreign key (asked_by) references account
    on delete set null not valid,
  add constraint factor_reset_confirmed_by_fkey foreign key (confirmed_by) references account
    on delete set null not valid,
  add constraint factor_reset_ended_by_fkey foreign key (ended_by) references account
    on delete set null not valid;

-- What a colleague took on for somebody is in the dossier of the other, and stays when the colleague is erased.
alter table supervision alter column colleague_id drop not null;
alter table supervision
  drop constraint supervision_colleague_id_fkey,
  add constraint supervision_colleague_id_fkey foreign key (colleague_id) references registration
    on delete set null not valid;

-- A vote, an advice and who sat are of what was decided about others: as with judgements the account stays for them,
-- without a name, and is not taken away with them.
alter table measure_vote
  drop constraint measure_vote_member_id_fkey,
  add constraint measure_vote_member_id_fkey foreign key (member_id) references account not valid;
alter table ruling_advice
  drop constraint ruling_advice_member_id_fkey,
  add constraint ruling_advice_member_id_fkey foreign key (member_id) references account not valid;
alter table objection_seat
  drop constraint objection_seat_account_id_fkey,
  add constraint objection_seat_account_id_fkey foreign key (account_id) references account not valid;

do $$
declare
  added record;
begin
  for added in select conrelid::regclass as of, conname from pg_constraint
    where not convalidated and conrelid in ('factor_reset'::regclass, 'supervision'::regclass,
      'measure_vote'::regclass, 'ruling_advice'::regclass, 'objection_seat'::regclass)
  loop
    execute format('alter table %s validate constraint %I', added.of, added.conname);
  end loop;
end
$$;
