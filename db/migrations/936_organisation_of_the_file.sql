-- What the register says of its organisation may be what stands in its file again.
alter table register_organisation add column from_file boolean not null default false;
