-- What is shown of ratings moves on by five opinions at a time: whoever sees the figure before and after one more would
-- know what that one said.
alter table course_rating_sum add column ratings_now int not null default 0 check (ratings_now >= 0);
alter table course_rating_sum add column stars_now int not null default 0 check (stars_now >= 0);
-- breaks: whoever rates at that moment waits until the sums are copied, of which there is one for each rated course
update course_rating_sum set ratings_now = ratings, stars_now = stars;

create or replace function sum_course_ratings() returns trigger language plpgsql as $$
declare
  of constant uuid := case when tg_op = 'DELETE' then old.course_id else new.course_id end;
begin
  if tg_op <> 'INSERT' then
    update course_rating_sum set ratings_now = ratings_now - 1, stars_now = stars_now - old.stars
      where course_id = old.course_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into course_rating_sum (course_id, ratings, stars, ratings_now, stars_now)
      values (new.course_id, 0, 0, 1, new.stars)
      on conflict (course_id) do update set ratings_now = course_rating_sum.ratings_now + 1,
        stars_now = course_rating_sum.stars_now + new.stars;
  end if;
  update course_rating_sum set ratings = ratings_now, stars = stars_now
    where course_id = of and (abs(ratings_now - ratings) >= 5 or ratings_now = 0 and ratings <> 0);
  return null;
end
$$;
-- Nothing of what is shown changes with each rating, and nobody searches anew for it.
drop trigger catalogue_changes on course_rating_sum;
create trigger catalogue_changes_new after insert or delete on course_rating_sum
  for each row execute function note_catalogue_change('course_id');
create trigger catalogue_changes_shown after update on course_rating_sum
  for each row when (old.ratings is distinct from new.ratings or old.stars is distinct from new.stars)
  execute function note_catalogue_change('course_id');
