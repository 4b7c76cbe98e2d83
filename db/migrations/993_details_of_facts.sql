-- What a regulation asks beside a fact, such as the name of a diploma and of the school.
alter table claim add column details jsonb not null default '{}'
  check (details = '{}' or member = 'fact');
