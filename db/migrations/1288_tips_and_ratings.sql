-- Somebody sent a course to a colleague. The address stands in the mail alone, which passes by; here is what keeps a
-- mail from being sent that somebody does not want.
create table course_tip (
  id uuid primary key default uuidv7(),
  register text not null,
  registration_id uuid not null references registration on delete cascade,
  course_id uuid not null references course on delete cascade,
  -- Of the secret in the mail by which whoever got it says that they want no more of these.
  token_hash bytea not null unique check (length(token_hash) = 32),
  address_hash bytea not null check (length(address_hash) = 32),
  sent_on date not null,
  created_at timestamptz not null default now()
);
create index course_tip_registration on course_tip (registration_id);
create index course_tip_course on course_tip (course_id);
alter table course_tip enable row level security;
alter table course_tip force row level security;
create policy course_tip_register on course_tip
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on course_tip to peil_app;
select demand_record('course_tip', 'registration');

-- Addresses at which nobody wants these mails, from whatever register.
create table course_tip_refusal (
  address_hash bytea primary key check (length(address_hash) = 32),
  refused_on date not null
);
alter table course_tip_refusal enable row level security;
alter table course_tip_refusal force row level security;
create policy course_tip_refusal_everywhere on course_tip_refusal using (true) with check (true);
grant select, insert on course_tip_refusal to peil_app;

-- What somebody thinks of a course that they followed.
create table course_rating (
  course_id uuid not null references course on delete cascade,
  person_id uuid not null references person on delete cascade,
  -- Where they said so.
  register text not null,
  stars int not null check (stars between 1 and 5),
  line text not null default '' check (length(line) <= 200),
  given_on date not null,
  created_at timestamptz not null default now(),
  primary key (course_id, person_id)
);
create index course_rating_person on course_rating (person_id);
alter table course_rating enable row level security;
alter table course_rating force row level security;
create policy course_rating_own on course_rating
  using (is_of_whoever_acts(person_id)) with check (is_of_whoever_acts(person_id));
create policy course_rating_register on course_rating
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
-- Who merges people carries them over.
create policy course_rating_office on course_rating using (current_setting('peil.organisation', true) = '*')
  with check (current_setting('peil.organisation', true) = '*');
grant select, insert, update, delete on course_rating to peil_app;
select demand_record('course_rating', 'registration', 'person');

-- How many there are and what they come to: nothing here is about anybody.
create table course_rating_sum (
  course_id uuid primary key references course on delete cascade,
  ratings int not null check (ratings >= 0),
  stars int not null check (stars >= 0)
);
alter table course_rating_sum enable row level security;
alter table course_rating_sum force row level security;
create policy course_rating_sum_everywhere on course_rating_sum using (true) with check (true);
grant select, insert, update, delete on course_rating_sum to peil_app;

create function sum_course_ratings() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update course_rating_sum set ratings = ratings - 1, stars = course_rating_sum.stars - old.stars
      where course_id = old.course_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into course_rating_sum (course_id, ratings, stars) values (new.course_id, 1, new.stars)
      on conflict (course_id) do update set ratings = course_rating_sum.ratings + 1,
        stars = course_rating_sum.stars + excluded.stars;
  end if;
  return null;
end
$$;
create trigger course_rating_sums after insert or update or delete on course_rating
  for each row execute function sum_course_ratings();
create trigger catalogue_changes after insert or update or delete on course_rating_sum
  for each row execute function note_catalogue_change('course_id');
