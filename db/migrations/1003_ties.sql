-- What keeps somebody who works for the register from everything about a person is worked out in one
-- place. What they said of it themselves stood apart for applications, for activities that are judged
-- in between and for questions to the board; now it is of the person, whatever is done about them.
create table interest (
  id uuid primary key default uuidv7(),
  register text not null,
  person_id uuid not null references person on delete cascade,
  member_id uuid not null references account on delete cascade,
  kind text not null check (kind in ('family', 'friend', 'work', 'business', 'dispute', 'other')),
  -- In their own words; of kind 'other' never empty.
  note text not null,
  declared_on date not null,
  -- Lifted again by a colleague, with why.
  lifted_on date,
  lifted_by uuid references account on delete set null,
  lifted_because text,
  created_at timestamptz not null default now(),
  check (kind <> 'other' or note <> ''),
  check ((lifted_on is null) = (lifted_because is null))
);
create unique index interest_standing on interest (register, person_id, member_id)
  where lifted_on is null;
create index interest_person on interest (person_id);
create index interest_member on interest (member_id);

-- The owner is to see every row while they move.
alter table recusal no force row level security;
alter table interim_recusal no force row level security;
alter table ruling_recusal no force row level security;
alter table registration no force row level security;
alter table application no force row level security;
alter table interim_request no force row level security;
alter table ruling no force row level security;
insert into interest (register, person_id, member_id, kind, note, declared_on)
  select distinct on (told.register, r.person_id, told.member_id)
    told.register, r.person_id, told.member_id, 'other', told.reason, told.declared_on
  from (
    select c.register, a.registration_id, c.member_id, c.reason, c.declared_on
      from recusal c join application a on a.id = c.application_id
    union all
    select c.register, q.registration_id, c.member_id, c.reason, c.declared_on
      from interim_recusal c join interim_request q on q.id = c.request_id
    union all
    select c.register, q.registration_id, c.member_id, c.reason, c.declared_on
      from ruling_recusal c join ruling q on q.id = c.ruling_id
  ) told join registration r on r.id = told.registration_id
  where told.reason <> ''
  order by told.register, r.person_id, told.member_id, told.declared_on desc;
drop table recusal, interim_recusal, ruling_recusal;
alter table registration force row level security;
alter table application force row level security;
alter table interim_request force row level security;
alter table ruling force row level security;

alter table interest enable row level security;
alter table interest force row level security;
create policy interest_register on interest
  using (register = current_setting('peil.register', true))
  with check (register = current_setting('peil.register', true));
grant select, insert, update, delete on interest to peil_app;
select demand_record('interest', 'registration');

-- An e-mail address without what makes no difference to whom it reaches, as `sameAddress` reads it:
-- capitals, what follows a plus, and at Gmail the points.
create function bare_address(address text) returns text
language sql immutable strict parallel safe as $$
  select case when part.domain in ('gmail.com', 'googlemail.com')
    then replace(part.name, '.', '') || '@gmail.com'
    else part.name || '@' || part.domain end
  from (
    select regexp_replace(split_part(plain, '@', 1), '\+.*$', '') as name,
      split_part(plain, '@', 2) as domain
    from lower(normalize(btrim(address), NFKC)) as plain
  ) part
$$;

-- Who confirms or signs something is found by it, in whosever file that was.
drop index referee_request_email;
create index referee_request_address on referee_request (register, bare_address(email));
create index attestation_address on attestation (register, bare_address(email));
create index registration_of_person on registration (person_id);
