-- Who each of these accounts is, asked once for all of them: for each by itself it took longer than the rest of
-- what is asked before a page is opened. Each is looked up by an index, for which `offset 0` sees to it.
create function people_of_each(whose uuid[]) returns table (account uuid, person uuid)
language sql stable rows 100 as $$
  with it as materialized (
    select a.id as account, a.email, a.merged_into as into_account, p.id, p.merged_into, p.first_name,
      p.last_name, p.phone, p.postcode, p.house_number
    from account a left join person p on p.account_id = a.id where a.id = any (whose)
  )
  select it.account, q.id from it cross join lateral (
    select it.id where it.id is not null
    union all select it.merged_into where it.merged_into is not null
    union all (select p.id from person p where p.merged_into = it.id offset 0)
    union all (select p.id from account a join person p on p.account_id = a.id
      where a.merged_into = it.account offset 0)
    union all (select p.id from person p where p.account_id = it.into_account offset 0)
    union all (select p.id from account a join person p on p.account_id = a.id
      where bare_address(a.email) = bare_address(it.email) offset 0)
    union all (select p.id from person p
      where it.phone <> '' and p.phone <> '' and bare_phone(p.phone) = bare_phone(it.phone)
        and it.last_name <> '' and it.first_name <> '' and lower(p.last_name) = lower(it.last_name)
        and lower(p.first_name) = lower(it.first_name)
        and not exists (select from told_apart t
          where t.one_id = least(p.id, it.id) and t.other_id = greatest(p.id, it.id))
      offset 0)
    union all (select p.id from person p
      where it.postcode <> '' and p.postcode <> '' and p.postcode = it.postcode
        and p.house_number = it.house_number
        and it.last_name <> '' and it.first_name <> '' and lower(p.last_name) = lower(it.last_name)
        and lower(p.first_name) = lower(it.first_name)
        and not exists (select from told_apart t
          where t.one_id = least(p.id, it.id) and t.other_id = greatest(p.id, it.id))
      offset 0)
  ) q
$$;

create or replace function people_of(whose uuid) returns setof uuid
language sql stable as $$ select person from people_of_each(array[whose]) $$;
