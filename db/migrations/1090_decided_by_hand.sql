-- The letter with a decision that is carried out by hand, also where it begins on a later day. What kinds
-- of documents there are beside it, and what is recorded of them, is left as it is.
do $$
declare
  kinds text;
  nouns text[];
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
    where conrelid = 'document'::regclass and conname = 'document_kind_check';
  alter table document drop constraint document_kind_check;
  execute 'alter table document add constraint document_kind_check '
    || replace(kinds, '''ruling''::text', '''ruling''::text, ''status-by-hand''::text');
  select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
    into nouns from pg_trigger
    where tgrelid = 'document'::regclass and tgname = 'change_is_recorded';
  drop trigger change_is_recorded on document;
  execute format('select demand_record(%L, variadic %L::text[])', 'document',
    nouns || 'status-by-hand'::text);
end
$$;

-- A suspension that was set by hand.
alter table suspension add column by_hand_id uuid references status_by_hand on delete cascade;
create index suspension_by_hand on suspension (by_hand_id) where by_hand_id is not null;

-- A certificate that rests on a decision that was carried out by hand, with the letter about that.
alter table certificate add column by_hand_id uuid references status_by_hand;
create index certificate_by_hand on certificate (by_hand_id) where by_hand_id is not null;
do $$
declare c text;
begin
  select conname into strict c from pg_constraint
    where conrelid = 'certificate'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like '%decision_id IS NOT NULL%';
  execute format('alter table certificate drop constraint %I', c);
end
$$;
alter table certificate add constraint certificate_rests_on check (
  num_nonnulls(decision_id, by_hand_id) = 1 and document_id is not null and letter_id is not null
  -- One that was taken over may have a paper here, and no letter.
  or num_nonnulls(decision_id, by_hand_id, letter_id) = 0);
