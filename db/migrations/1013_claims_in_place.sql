-- What stands in the place of something that was stated is found at once, however often it was
-- replaced: each claim knows with which one it began.

-- The owner is to see every row while the chains are followed.
alter table claim no force row level security;
alter table claim disable trigger user;

-- Null for what takes no other's place. It never changes, and goes with its registration.
alter table claim add column began_with uuid;

with recursive chain as (
  select c.id, c.id as first, c.replaced_by from claim c
  where not exists (select from claim earlier where earlier.replaced_by = c.id)
  union all
  select next.id, chain.first, next.replaced_by
  from chain join claim next on next.id = chain.replaced_by
)
update claim set began_with = chain.first
from chain where chain.id = claim.id and chain.first <> claim.id;

alter table claim enable trigger user;
alter table claim force row level security;

create index claim_stands on claim (registration_id) where ended_on is null;
create index claim_ended on claim (registration_id, ended_on, id) where ended_on is not null;
create index claim_in_place on claim ((coalesce(began_with, id))) where replaced_by is null;
