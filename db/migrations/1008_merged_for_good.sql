-- What went on in another goes with it, when that is forgotten.
alter table person drop constraint person_merged_into_fkey,
  add foreign key (merged_into) references person on delete cascade;
alter table account drop constraint account_merged_into_fkey,
  add foreign key (merged_into) references account on delete cascade;
alter table registration drop constraint registration_merged_into_fkey,
  add foreign key (merged_into) references registration on delete cascade;
alter table person_merge drop constraint person_merge_stays_id_fkey,
  drop constraint person_merge_goes_id_fkey,
  add foreign key (stays_id) references person on delete cascade,
  add foreign key (goes_id) references person on delete cascade;

-- What was being sent while somebody was merged is not written to the one that went, where nobody would
-- find it: it waits for the merge, which it then sees.
create function refuse_merged_registration() returns trigger language plpgsql as $$
declare gone uuid;
begin
  select merged_into into gone from registration where id = new.registration_id for key share;
  if gone is not null then
    raise exception 'registration % went on in %', new.registration_id, gone
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create function refuse_merged_person() returns trigger language plpgsql as $$
declare gone uuid;
begin
  select merged_into into gone from person where id = new.person_id for key share;
  if gone is not null then
    raise exception 'person % went on in %', new.person_id, gone
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
do $$
declare t text;
begin
  foreach t in array array['activity_claim', 'application', 'attestation', 'claim', 'interim_request',
      'name_change', 'original', 'ruling', 'series', 'signing', 'supervision', 'wait'] loop
    execute format('create trigger refuse_merged before insert on %I
      for each row when (new.registration_id is not null)
      execute function refuse_merged_registration()', t);
  end loop;
  foreach t in array array['activity', 'registration', 'statement'] loop
    execute format('create trigger refuse_merged before insert on %I
      for each row execute function refuse_merged_person()', t);
  end loop;
end
$$;
