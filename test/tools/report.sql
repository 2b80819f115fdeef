-- A report for the checks of doc/tools: two dimensions, recorded needs, and names that have to be quoted.
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
CREATE TABLE readings (family_id text, star_no integer, completed_on date, completed_by text, area_no integer,
                       reading star_reading);
\copy readings FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE families (family_id text PRIMARY KEY, added_on date, reviewed boolean);
\copy families FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)
ALTER TABLE families ADD district text, ADD "key worker's team" text;
UPDATE families SET district = CASE WHEN family_id < 'SS018' THEN 'North' ELSE 'South' END,
    "key worker's team" = CASE WHEN right(family_id, 1) < '5' THEN 'St John''s' ELSE '50% time' END;
CREATE TABLE needs AS
SELECT family_id, need_code FROM families, star_family_needs
WHERE framework = 'supporting_families_2022_25' AND star_can_evidence <> 'no';

SELECT create_star_report(
    source => 'readings', report_schema => 'star_report', family => 'family_id', completed_on => 'completed_on',
    area => 'area_no', reading => 'reading', completed_by => 'completed_by',
    families => 'families', dimensions => ARRAY['district', 'key worker''s team'], needs => 'needs');
