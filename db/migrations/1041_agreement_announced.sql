-- The day on which somebody said that the paper they signed comes by post.
alter table agreement add column announced_on date;
