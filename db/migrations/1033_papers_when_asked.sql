-- Papers of a demo with hundreds of people: each is made when somebody first asks for it.
alter table paper_to_make add column when_asked boolean not null default false;
