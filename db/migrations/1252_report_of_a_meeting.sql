-- Of a meeting the group writes one report, which all of them share; with each activity that came of the meeting
-- stands which proof was made of it.
alter table series_meeting add column report text not null default '';
alter table series_meeting add column report_on date;
alter table activity_group add column report_evidence_id uuid;
