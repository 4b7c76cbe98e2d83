-- What came with providers, attendance and the meeting place is handled by nobody whose own it is either: not by
-- whom it is about, nor, for a register, by who acts for the organisation that it is of.

-- Whether somebody acts for an organisation, or asked to, with whichever of their accounts.
create function is_acting_for(whose uuid, organisation uuid) returns boolean
language sql stable as $$
  select exists (select from account a where organisation = any (a.acts_for) and a.id in (
      select whose
      union select p.account_id from person p where p.id in (select people_of(whose))
      union select b.id from account me join account b on bare_address(b.email) = bare_address(me.email)
        where me.id = whose))
    or exists (select from organisation_member m where m.organisation_id = organisation
      and m.status in ('asked', 'active') and is_same_person(m.account_id, whose))
$$;

create or replace function is_handling(of_noun text, of_action text) returns boolean
language sql immutable as $$
  select is_handling_before(of_noun, of_action) or (of_noun, of_action) in (
    ('erasure', 'extend'), ('erasure', 'grant'), ('erasure', 'refuse'),
    ('hold', 'lift'), ('hold', 'place'), ('hold', 'prolong'),
    ('account', 'ask-factor-reset'), ('account', 'confirm-factor-reset'),
    ('accreditation', 'ask'), ('accreditation', 'complete'), ('accreditation', 'decide-objection'),
    ('accreditation', 'end'), ('accreditation', 'extend'), ('accreditation', 'grant'),
    ('accreditation', 'grant-anew'), ('accreditation', 'invite'), ('accreditation', 'judge'),
    ('accreditation', 'leave-unheard'), ('accreditation', 'propose-end'), ('accreditation', 'refuse'),
    ('accreditation', 'report'), ('accreditation', 'restore'),
    ('attendance', 'answer'), ('attendance', 'decide'),
    ('label', 'check'), ('label', 'refuse'),
    ('list', 'correct'), ('list', 'deliver'), ('list', 'withdraw'),
    ('meeting-place', 'settle-objection'), ('meeting-place', 'settle-report'),
    ('organisation', 'ask'), ('organisation', 'check'), ('organisation', 'merge'),
    ('organisation', 'merge-into'), ('organisation', 'refuse'), ('organisation', 'take-away'),
    ('organisation', 'tell-apart'),
    ('staff', 'confirm'), ('staff', 'refuse'))
$$;

-- Whose a recorded thing is, of whom there is a person.
create or replace function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before(of_noun, thing)
  union select person_id from erasure_request
    where of_noun = 'erasure' and id = thing and person_id is not null
  union select person_id from hold where of_noun = 'hold' and id = thing
  union select person_id from accreditation_part
    where of_noun = 'accreditation' and id = thing and person_id is not null
  union select person_id from accreditation
    where of_noun = 'accreditation' and id = thing and person_id is not null
  union select person_id from attendance where of_noun = 'attendance' and id = thing
  union select person_id from attendance_contest where of_noun = 'attendance' and attendance_id = thing
  -- Whoever it is about, and whoever reported it.
  union select r.person_id from meeting_report m join registration r on r.id in (m.registration_id, m.reporter_id)
    where of_noun = 'meeting-place' and m.id = thing
  union select r.person_id from list_entry e join registration r on r.id = e.registration_id
    where of_noun = 'list' and e.delivery_id = thing
$$;

-- Whose accounts have to do with a recorded thing, whether or not there is a person of them: it is theirs, the course is
-- in their care, they said that they have a tie with whoever asks, or they proposed it.
create function accounts_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select thing where of_noun = 'account'
  union select c.owner_id from accreditation_part p join course c on c.id = p.course_id
    where of_noun = 'accreditation' and p.id = thing and c.owner_id is not null
  union select c.owner_id from accreditation a join course c on c.id = a.course_id
    where of_noun = 'accreditation' and a.id = thing and c.owner_id is not null
  union select i.member_id from accreditation_part p join accreditation_interest i
      on i.register = p.register and i.lifted_on is null
      and (i.organisation_id = p.organisation_id or i.person_id = p.person_id)
    where of_noun = 'accreditation' and p.id = thing
  union select i.member_id from accreditation a join accreditation_interest i
      on i.register = a.register and i.lifted_on is null
      and (i.organisation_id = a.organisation_id or i.person_id = a.person_id)
    where of_noun = 'accreditation' and a.id = thing
  union select one from staff_change c cross join lateral (values (c.account_id), (c.proposed_by)) as of(one)
    where of_noun = 'staff' and c.id = thing and one is not null
  union select a.id from staff_change c join account a on bare_address(a.email) = bare_address(c.email)
    where of_noun = 'staff' and c.id = thing and c.email <> ''
$$;

-- Of which organisations a recorded thing is. An organisation answers itself who does not agree with what it told.
create function organisations_of_record(of_noun text, of_action text, thing uuid) returns setof uuid
language sql stable as $$
  select one from (
    select organisation_id from accreditation_part where of_noun = 'accreditation' and id = thing
    union select c.organisation_id from accreditation_part p join course c on c.id = p.course_id
      where of_noun = 'accreditation' and p.id = thing
    union select organisation_id from accreditation where of_noun = 'accreditation' and id = thing
    union select c.organisation_id from accreditation a join course c on c.id = a.course_id
      where of_noun = 'accreditation' and a.id = thing
    union select organisation_id from attendance
      where of_noun = 'attendance' and of_action = 'decide' and id = thing
    union select organisation_id from attendance_contest
      where of_noun = 'attendance' and of_action = 'decide' and attendance_id = thing
    union select organisation_id from label where of_noun = 'label' and id = thing
    union select thing where of_noun = 'organisation'
  ) as of(one) where one is not null
$$;

create or replace function refuse_own_handling() returns trigger language plpgsql as $$
declare
  acting constant uuid := substr(new.actor, 9)::uuid;
  own boolean := false;
begin
  if is_handling(new.noun, new.action) then
    own := exists (select from people_of_record(new.noun, new.record_id::uuid) p
        where p in (select people_of(acting)))
      or exists (select from accounts_of_record(new.noun, new.record_id::uuid) a where is_same_person(a, acting))
      or exists (select from organisations_of_record(new.noun, new.action, new.record_id::uuid) o
        where is_acting_for(acting, o));
  elsif new.noun = 'organisation' and new.action in ('grant-access', 'invite', 'refuse-access', 'reopen') then
    -- Its managers let others in. Nobody lets themselves in, and who acts for it otherwise lets nobody in for a register.
    own := exists (
        select from organisation_member m where m.organisation_id = new.record_id::uuid and m.status = 'active'
          and is_same_person(m.account_id, acting) and is_same_person(m.settled_by, acting))
      or is_acting_for(acting, new.record_id::uuid) and not exists (
        select from organisation_member m where m.organisation_id = new.record_id::uuid
          and m.status = 'active' and 'manager' = any (m.roles) and is_same_person(m.account_id, acting));
  end if;
  if own then
    raise exception 'nobody handles what is their own: % %', new.noun, new.action
      using errcode = 'PE001';
  end if;
  return null;
end
$$;
