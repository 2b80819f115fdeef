-- 10 million readings of one million Stars in the columns of the councils' own export, and as many
-- pairs of a start and a latest reading.
CREATE EXTENSION outcomestar;
SELECT setseed(0.5);
CREATE TABLE reading (
    family_id text, star_no integer, completed_on date, completed_by text, area_no smallint, reading star_reading
);
INSERT INTO reading
SELECT 'F' || family_id, 1, date '2020-01-01' + family_id % 2000, 'Worker & Service User', area_no,
       1 + floor(sqrt(random()) * 10)::integer
FROM generate_series(1, 1000000) AS family_id, generate_series(1, 10) AS area_no;
CREATE TABLE pair (family_id text, area_no smallint, first star_reading, latest star_reading);
INSERT INTO pair
SELECT family_id, area_no, reading, greatest(1, least(10, reading + floor(random() * 5)::integer - 1))
FROM reading;
VACUUM ANALYZE reading, pair;
