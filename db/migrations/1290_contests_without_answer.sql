-- An organisation that does not answer in time: a back office decides without it.
alter table attendance_contest add column passed_on date;

-- Whether a list came as a workbook of Excel, so that it is given back as one.
alter table attendance_delivery add column is_workbook boolean not null default false;
