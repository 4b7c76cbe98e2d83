-- The courses of which somebody said that an activity of theirs is none, so that they are not asked again.
alter table activity add column not_courses uuid[] not null default '{}';
