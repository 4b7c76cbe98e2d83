-- What was reported of a rating is about a course too: nobody settles it for a register who acts for its provider, has
-- it in their care or gives it.
-- breaks: nothing, as the names are there again in the same transaction.
alter function organisations_of_record(text, text, uuid) rename to organisations_of_record_before_ratings;
create function organisations_of_record(of_noun text, of_action text, thing uuid) returns setof uuid
language sql stable as $$
  select organisations_of_record_before_ratings(of_noun, of_action, thing)
  union select c.organisation_id from meeting_report m join course c on c.id = m.course_id
    where of_noun = 'meeting-place' and m.id = thing and c.organisation_id is not null
$$;
-- breaks: nothing, as the name is there again in the same transaction.
alter function accounts_of_record(text, uuid) rename to accounts_of_record_before_ratings;
create function accounts_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select accounts_of_record_before_ratings(of_noun, thing)
  union select c.owner_id from meeting_report m join course c on c.id = m.course_id
    where of_noun = 'meeting-place' and m.id = thing and c.owner_id is not null
$$;
-- breaks: nothing, as the name is there again in the same transaction.
alter function people_of_record(text, uuid) rename to people_of_record_before_ratings;
create function people_of_record(of_noun text, thing uuid) returns setof uuid
language sql stable as $$
  select people_of_record_before_ratings(of_noun, thing)
  union select c.person_id from meeting_report m join course c on c.id = m.course_id
    where of_noun = 'meeting-place' and m.id = thing and c.person_id is not null
$$;
