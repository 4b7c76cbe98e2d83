-- Who was asked as a referee is found by address: it is kept in lower case, so that the address itself
-- can be looked up, by its register, without reading the whole table.
alter table referee_request disable trigger user;
update referee_request set email = lower(btrim(email)) where email <> lower(btrim(email));
alter table referee_request enable trigger user;
alter table referee_request add check (email = lower(btrim(email)));
create index referee_request_email on referee_request (register, email);
