-- What the lived-in demo says of itself: on which day it begins, and who is worth meeting.
alter table platform add column lived_in jsonb;
