-- The report that the clients read: a row in every view, a value in every column, and text that a client may spoil.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;

CREATE TABLE readings (family_id text, star_no integer, completed_on date, completed_by text, area_no integer,
                       reading integer);
\copy readings FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE families (family_id text PRIMARY KEY, added_on date, left_on date, in_change_base boolean, ward text);
\copy families (family_id, added_on, left_on, in_change_base) FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
UPDATE families SET ward = CASE right(family_id, 1)
    WHEN '1' THEN E'Th\u00E9 "King\'s" \\ {Ward}; 50% of %s, ? and :a | \U0001F31F\n'
             '\t2nd line, \u0141\u00F3d\u017A \u6771'
    WHEN '2' THEN repeat(E'Long ward \u00E9 ', 25) || 'end' -- longer than 255 characters
    WHEN '3' THEN NULL ELSE 'Castle' END;
CREATE TABLE needs AS SELECT family_id, need_code, date '2017-06-01' AS recorded_on FROM families, star_family_needs
WHERE framework = 'supporting_families_2022_25' AND left(need_code, 1) IN ('1', '9');
-- What is left out of a report is quoted in full: here longer than 8190 characters
INSERT INTO needs (family_id, need_code)
SELECT 'TA001', string_agg(md5(n::text), E' \u20AC ') || 'end' FROM generate_series(1, 400) AS n;
CREATE TABLE benchmarks AS
SELECT area_no, figure, 50.25 AS value
FROM generate_series(1, 10) AS area_no, unnest('{made_progress_percent,mean_progress}'::text[]) AS figure;
INSERT INTO readings VALUES ('TA001', 9, '2017-05-05', '', 1, 11);

SELECT create_star_report('readings', 'star_report', 'family_id', 'completed_on', area => 'area_no',
    reading => 'reading', completed_by => 'completed_by', families => 'families', dimensions => '{ward}',
    row_id => 'star_no', needs => 'needs', benchmarks => 'benchmarks', period_from => '2016-01-01',
    period_to => '2017-12-31');
UPDATE readings SET reading = 11 - reading WHERE star_no = 1 AND area_no = 1 AND reading BETWEEN 1 AND 10;
SELECT refresh_star_report('star_report');
-- R and JavaScript hold times as doubles, in which the last digits of some are cut another way: always this one
UPDATE star_report.stored_options SET refreshed_at = '2024-05-31 23:07:23.28945+00';
DO $$ BEGIN
    ASSERT (SELECT max(length(member)) > 255 FROM star_report.inclusion)
           AND (SELECT max(length(value)) > 8190 FROM star_report.data_quality), 'no long text';
END $$;

-- What else a client asks: figures of one member, whose name it was given and gives back as a parameter, and values of
-- the extension's types, which it gets as text and gives back as parameters
CREATE SCHEMA asked;
CREATE VIEW asked.member AS
SELECT DISTINCT dimension, member FROM star_report.progress_rates WHERE member LIKE '%"King''s"%';
CREATE VIEW asked.filtered AS
SELECT * FROM star_report.progress_rates WHERE (dimension, member) IN (TABLE asked.member);
CREATE VIEW asked.own_types AS
SELECT star_reading, journey_stage, outcome_star, star_journey, stage_distribution, progress_matrix
FROM (SELECT star_reading, stage(star_reading) AS journey_stage FROM star_reading('7')) AS reading,
     (SELECT outcome_star(area_no, reading) FROM readings WHERE family_id = 'TA001' AND reading <= 10) AS star,
     (SELECT star_journey(area_no, reading, completed_on), stage_distribution(reading)
      FROM readings WHERE reading <= 10) AS everything,
     (SELECT sum(matrix) AS progress_matrix FROM star_report.progress_summary) AS matrix
UNION ALL
SELECT NULL, NULL, '{}', NULL, NULL, NULL;
CREATE VIEW asked.own_types_back AS TABLE asked.own_types;
