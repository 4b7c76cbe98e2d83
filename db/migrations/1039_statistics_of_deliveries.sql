-- The rows of a delivery come in all at once, and are held against each other in the same minute: long
-- before anything tells the database by itself how many there are. Whoever reads them says so.
grant maintain on takeover_row, taken_over to peil_app;
