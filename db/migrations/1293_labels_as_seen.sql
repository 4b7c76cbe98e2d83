-- What a label was of when somebody saw it, with its number: what is stated otherwise since changes nothing of that.
-- Null where nothing was stated otherwise since.
alter table label add column seen_about text;
alter table label add column seen_course_id uuid references course;
alter table label add column seen_number text;
-- breaks: there are few labels yet, and this takes a moment
create index label_seen_course on label (seen_course_id) where seen_course_id is not null;

-- The names of an organisation at which no back office has looked yet, as name_key has them: no label counts by those.
alter table organisation add column unseen_names text[] not null default '{}';
