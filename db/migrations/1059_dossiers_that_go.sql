-- A dossier that is removed goes with everything in it: what was decided on an application goes with that,
-- and the paper of it with what was decided.
alter table application drop constraint application_decision_id_fkey,
  add foreign key (decision_id) references decision on delete set null;
alter table decision drop constraint decision_application_id_fkey,
  add foreign key (application_id) references application on delete cascade;
alter table certificate drop constraint certificate_decision_id_fkey,
  add foreign key (decision_id) references decision on delete cascade;
alter table application_activity drop constraint application_activity_activity_id_fkey,
  add foreign key (activity_id) references activity on delete cascade;
alter table judgement drop constraint judgement_activity_id_fkey,
  add foreign key (activity_id) references activity on delete cascade;

-- What somebody did goes with the dossier in which nobody else counts it.
do $$
declare
  nouns text[];
begin
  select string_to_array(trim(trailing ' ' from replace(encode(tgargs, 'escape'), '\000', ' ')), ' ')
    into nouns from pg_trigger
    where tgrelid = 'activity'::regclass and tgname = 'change_is_recorded';
  drop trigger change_is_recorded on activity;
  perform demand_record('activity', variadic nouns || 'registration'::text);
end
$$;
