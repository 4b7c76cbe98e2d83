-- A registration for a while: valid_first up to and including valid_last are its days then. The kind of
-- the application after it is kept, and for a renewal the period that it extends.
alter table registration
  add column temporary_kind text check (temporary_kind in ('first', 'renewal')),
  add column full_first date,
  add column full_last date,
  add check ((full_first is null) = (full_last is null)),
  add check ((full_first is not null) = (temporary_kind is not distinct from 'renewal'));
alter table decision add column temporary boolean not null default false;
alter table certificate add column temporary boolean not null default false;
-- Shown as such from its first day on; until then the period before it is.
alter table public_entry add column temporary boolean not null default false;
alter table judgement drop constraint judgement_outcome_check;
alter table judgement add check
  (outcome in ('approved', 'partly', 'rejected', 'meets', 'temporary', 'fails'));
