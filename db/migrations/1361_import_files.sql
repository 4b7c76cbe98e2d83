-- A file of what a provider offers is read by the worker, so that nobody waits for the web server meanwhile.
alter table course_import add column file_key text;
