-- On which ground of the register something was taken back by itself: that is proposed where it is paid back.
alter table credit_note add column ground text;
