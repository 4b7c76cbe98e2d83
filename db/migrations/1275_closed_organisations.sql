-- An organisation can be closed by whoever manages it: nobody acts for it any more, and its name and what was
-- decided about it stay.
alter table organisation add column closed_on date;
alter table organisation drop constraint organisation_status_check;
alter table organisation add constraint organisation_status_check
  check (status in ('waiting', 'asked', 'checked', 'refused', 'merged', 'closed')) not valid;
alter table organisation validate constraint organisation_status_check;
alter table organisation add constraint organisation_closed_on
  check ((status = 'closed') = (closed_on is not null)) not valid;
alter table organisation validate constraint organisation_closed_on;

-- Nobody looks for a register who an organisation is for which they act themselves, whatever the page.
create or replace function refuse_own_handling() returns trigger language plpgsql as $$
begin
  if is_handling(new.noun, new.action) and exists (
    select from people_of_record(new.noun, new.record_id::uuid) p
      where p in (select people_of(substr(new.actor, 9)::uuid)))
  or new.noun = 'organisation'
    and new.action in ('check', 'ask', 'refuse', 'take-away', 'merge', 'merge-into', 'tell-apart')
    and exists (select from organisation_member m where m.organisation_id = new.record_id::uuid
      and m.status in ('asked', 'active') and is_same_person(m.account_id, substr(new.actor, 9)::uuid))
  then
    raise exception 'nobody handles what is their own: % %', new.noun, new.action
      using errcode = 'PE001';
  end if;
  return null;
end
$$;
