-- Whoever reported something from the meeting place hears what came of it, and whoever was taken out of sight why,
-- and can object once. A group can be reported as well, and mails its members what is new for as long as they want.
alter table meeting_group_member add column began boolean not null default false;
alter table meeting_group_member add column mails boolean not null default true;
-- The last day of which what was written was told by mail.
alter table meeting_group_member add column told_until date;
alter table meeting_report add column group_id uuid references meeting_group on delete cascade;
alter table meeting_report add column objection text not null default '';
alter table meeting_report add column objected_on date;
alter table meeting_report add column objection_settled_on date;
alter table meeting_report add column objection_outcome text;
alter table meeting_report add column objection_note text not null default '';
alter table meeting_report add column objection_settled_by uuid references account on delete set null;
-- breaks: only for a moment, as reports are few.
create index meeting_report_group on meeting_report (group_id);
-- breaks: only for a moment, as reports are few.
create index meeting_report_objection_settled on meeting_report (objection_settled_by);
alter table meeting_report drop constraint meeting_report_outcome_check;
alter table meeting_report add constraint meeting_report_outcome_check
  check (outcome in ('nothing', 'message-hidden', 'profile-hidden', 'group-ended')) not valid;
alter table meeting_report validate constraint meeting_report_outcome_check;
alter table meeting_report add constraint meeting_report_objection_outcome_check
  check (objection_outcome in ('restored', 'stays')) not valid;
alter table meeting_report validate constraint meeting_report_objection_outcome_check;
alter table meeting_report add constraint meeting_report_objection_check
  check ((objection_settled_on is null) = (objection_outcome is null)
    and (objected_on is not null or objection_settled_on is null)
    and (objected_on is null or outcome is not null and outcome <> 'nothing')) not valid;
alter table meeting_report validate constraint meeting_report_objection_check;
