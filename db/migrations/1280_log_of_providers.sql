-- An organisation reads in its own log what was done with what it asked and with who was there, in whatever register:
-- what it did itself, what was decided about it, and not what each member of a body found or is tied to.
create function organisation_of_accreditation(record_id text) returns text language sql stable as $$
  select coalesce(
    (select organisation_id from accreditation_part where id = record_id::uuid),
    (select organisation_id from accreditation_request where id = record_id::uuid),
    (select organisation_id from accreditation where id = record_id::uuid))::text
$$;
create function organisation_of_attendance(record_id text) returns text language sql stable as $$
  select coalesce(
    (select organisation_id from attendance_delivery where id = record_id::uuid),
    (select organisation_id from attendance_link where id = record_id::uuid),
    (select organisation_id from attendance_sender where id = record_id::uuid),
    (select c.organisation_id from edition e join course c on c.id = e.course_id where e.id = record_id::uuid),
    (select organisation_id from attendance where id = record_id::uuid))::text
$$;
create function is_of_provider(noun text, action text, record_id text) returns boolean language sql stable as $$
  select case
    when coalesce(current_setting('peil.organisation', true), '') in ('', '*') then false
    when noun = 'accreditation' and action not in ('judge', 'declare-interest')
      then organisation_of_accreditation(record_id) = current_setting('peil.organisation', true)
    when noun = 'attendance' and action in ('deliver', 'hand-in', 'discard', 'withdraw', 'sign', 'link', 'end-link',
        'enter', 'make-sender', 'withdraw-sender', 'remind', 'contest', 'answer', 'decide')
      then organisation_of_attendance(record_id) = current_setting('peil.organisation', true)
    else false end
$$;
create policy audit_record_provider on audit_record for select
  using (noun in ('accreditation', 'attendance') and is_of_provider(noun, action, record_id));
create policy audit_facts_provider on audit_facts for select
  using (exists (select from audit_record r where r.seq = audit_facts.seq
    and r.noun in ('accreditation', 'attendance') and is_of_provider(r.noun, r.action, r.record_id)));
-- breaks: what of these nouns is in the record is written within seconds
create index audit_record_of_accreditation on audit_record (record_id, seq) where noun = 'accreditation';
-- breaks: as above; what is done for each participant apart is left out
create index audit_record_of_attendance on audit_record (record_id, seq)
  where noun = 'attendance' and action in ('deliver', 'hand-in', 'discard', 'withdraw', 'sign', 'link', 'end-link',
    'enter', 'make-sender', 'withdraw-sender', 'remind', 'contest', 'answer', 'decide');
