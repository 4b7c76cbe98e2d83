-- Before somebody is shown again a second pair of eyes looks, where the register wants that; until then
-- they stay out of sight.
alter table shielding drop constraint shielding_status_check;
alter table shielding add constraint shielding_status_check check (status in (
  'asked', 'proposed', 'holds', 'ending', 'refused', 'withdrawn', 'ended'));
alter table shielding add check (status <> 'ending' or review_on is not null);
drop index shielding_running;
create unique index shielding_running on shielding (registration_id)
  where status in ('asked', 'proposed', 'holds', 'ending');
