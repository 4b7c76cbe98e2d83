-- Nobody handles what is their own: not by any page, command or form, and not with a second account. The
-- record of every change passes here, so this is asked of each of them once.

create function bare_phone(phone text) returns text
language sql immutable strict parallel safe as $$
  select right(regexp_replace(phone, '\D', '', 'g'), 9)
$$;
create index account_bare_address on account (bare_address(email));
create index person_bare_phone on person (bare_phone(phone)) where phone <> '';
create index person_house on person (postcode, house_number) where postcode <> '';

-- Who an account is: the person of it, those it was merged with, whoever has an account at the same address
-- as people mean it, and whoever bears the same name with the same telephone or at the same house, unless a
-- colleague told them apart.
create function people_of(whose uuid) returns setof uuid
language sql stable as $$
  with it as materialized (
    select a.id as account, a.email, a.merged_into as into_account, p.id, p.merged_into, p.first_name,
      p.last_name, p.phone, p.postcode, p.house_number
    from account a left join person p on p.account_id = a.id where a.id = whose
  )
  select id from it where id is not null
  union select merged_into from it where merged_into is not null
  union select q.id from it join person q on q.merged_into = it.id
  union select q.id from it join account a on a.merged_into = it.account or a.id = it.into_account
    join person q on q.account_id = a.id
  union select q.id from it join account a on bare_address(a.email) = bare_address(it.email)
    join person q on q.account_id = a.id
  union select q.id from it
    join person q on q.id in (
      select s.id from person s where it.phone <> '' and s.phone <> ''
        and bare_phone(s.phone) = bare_phone(it.phone)
      union all
      select s.id from person s where it.postcode <> '' and s.postcode <> ''
        and s.postcode = it.postcode and s.house_number = it.house_number)
    where it.last_name <> '' and it.first_name <> ''
      and lower(q.last_name) = lower(it.last_name) and lower(q.first_name) = lower(it.first_name)
      and not exists (select from told_apart t
        where t.one_id = least(q.id, it.id) and t.other_id = greatest(q.id, it.id))
$$;

-- What of a change is handling it for the register, and no part of what people do for themselves or of what
-- follows from it.
create function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select (of_noun, of_action) in (
    ('agreement', 'approve'), ('agreement', 'approve-anew'), ('agreement', 'restore'),
    ('agreement', 'return'),
    ('application', 'advise'), ('application', 'judge'), ('application', 'pass-on'),
    ('application', 'read-all'), ('application', 'return'),
    ('correction', 'make'),
    ('death', 'confirm'), ('death', 'reject'), ('death', 'report'), ('death', 'undo'),
    ('earlier-check', 'record'), ('earlier-check', 'withdraw'),
    ('follow-up', 'settle'),
    ('interim', 'judge'),
    ('invoice', 'pay'), ('invoice', 'undo-payment'), ('invoice', 'write-off'),
    ('leave', 'grant'), ('leave', 'grant-anew'), ('leave', 'refuse'),
    ('measure', 'agree'), ('measure', 'decide'), ('measure', 'propose'), ('measure', 'refuse'),
    ('measure', 'undo'),
    ('merge', 'confirm'), ('merge', 'propose'), ('merge', 'refuse'),
    ('name-change', 'approve'), ('name-change', 'refuse'),
    ('objection', 'ask-grounds'), ('objection', 'decide'), ('objection', 'enter'),
    ('objection', 'extend'), ('objection', 'invite'), ('objection', 'leave-unheard'),
    ('objection', 'pass-on'), ('objection', 'report'), ('objection', 'seat'),
    ('original', 'check'), ('original', 'correct'), ('original', 'receive'), ('original', 'return'),
    ('registration', 'lift-interest'),
    ('ruling', 'advise'), ('ruling', 'answer'), ('ruling', 'correct'), ('ruling', 'decide'),
    ('ruling', 'pass-on'),
    ('shielding', 'confirm'), ('shielding', 'confirm-end'), ('shielding', 'grant'),
    ('shielding', 'keep'), ('shielding', 'prolong'), ('shielding', 'propose'),
    ('shielding', 'propose-end'), ('shielding', 'refuse'),
    ('status-by-hand', 'confirm'), ('status-by-hand', 'propose'), ('status-by-hand', 'return'),
    ('verdict', 'record'), ('verdict', 'take-up'), ('verdict', 'withdraw'))
$$;

-- Whose a recorded thing is.
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select r.person_id from registration r where r.id in (
    select thing where of_noun = 'registration'
    union all select registration_id from agreement where of_noun = 'agreement' and id = thing
    union all select registration_id from application where of_noun = 'application' and id = thing
    union all select registration_id from correction where of_noun = 'correction' and id = thing
    union all select registration_id from death where of_noun = 'death' and id = thing
    union all select registration_id from earlier_check where of_noun = 'earlier-check' and id = thing
    union all select registration_id from follow_up where of_noun = 'follow-up' and id = thing
    union all select registration_id from interim_request where of_noun = 'interim' and id = thing
    union all select registration_id from invoice where of_noun = 'invoice' and id = thing
    union all select registration_id from leave where of_noun = 'leave' and id = thing
    union all select registration_id from measure where of_noun = 'measure' and id = thing
    union all select registration_id from name_change where of_noun = 'name-change' and id = thing
    union all select registration_id from objection where of_noun = 'objection' and id = thing
    union all select registration_id from original where of_noun = 'original' and id = thing
    union all select registration_id from ruling where of_noun = 'ruling' and id = thing
    union all select registration_id from shielding where of_noun = 'shielding' and id = thing
    union all select registration_id from status_by_hand where of_noun = 'status-by-hand' and id = thing
    union all select registration_id from verdict where of_noun = 'verdict' and id = thing)
  union
  select p.id from person_merge m join person p on p.id in (m.stays_id, m.goes_id)
    where of_noun = 'merge' and m.id = thing
$$;

create function refuse_own_handling() returns trigger language plpgsql as $$
begin
  if is_handling(new.noun, new.action) and exists (
    select from people_of_record(new.noun, new.record_id::uuid) p
      where p in (select people_of(substr(new.actor, 9)::uuid)))
  then
    raise exception 'nobody handles what is their own: % %', new.noun, new.action
      using errcode = 'PE001';
  end if;
  return null;
end
$$;
create trigger own_handling_is_refused after insert on audit_record for each row
  when (current_user = 'peil_app' and new.actor like 'account:%')
  execute function refuse_own_handling();
