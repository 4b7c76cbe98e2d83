-- The day on which somebody who was taken over had sent in an application there that still ran.
alter table taken_over add column application_on date;
create index taken_over_application on taken_over (register) where application_on is not null;
