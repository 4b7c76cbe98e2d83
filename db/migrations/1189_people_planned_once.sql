-- Who each account is, is asked before a page about somebody is opened. To plan that anew each time took three times as
-- long as to answer it: whichever accounts are asked for, each is looked up by an index.
alter function people_of_each(uuid[]) set plan_cache_mode = 'force_generic_plan';
