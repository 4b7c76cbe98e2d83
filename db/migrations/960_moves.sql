-- A change of category is an application too; a renewal that asks another category names the move.
alter table application drop constraint application_kind_check;
alter table application
  add column move text,
  add check (kind in ('first', 'renewal', 'move')),
  add check (kind <> 'move' or (move is not null and category is not null));
