-- A long refresh says how far it is: every thousand families the clock is looked at.
SELECT count(*) FROM generate_series(1, 3500) WHERE sign_of_life('report', 4000, 0);
-- How many there will be may not be known, or be wrong
SELECT count(*) FROM generate_series(1, 2500) WHERE sign_of_life('report', -1, 0);
SELECT count(*) FROM generate_series(1, 2500) WHERE sign_of_life('report', 1500, 0);
-- Within that time nothing is said
SELECT count(*) FROM generate_series(1, 2500) WHERE sign_of_life('report', 4000, 600);
SELECT sign_of_life(NULL, 4000, 0), sign_of_life('report', NULL, 0), sign_of_life('report', 4000, NULL);
