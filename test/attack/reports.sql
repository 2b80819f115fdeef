-- Two councils' reports, with teams and needs that are made up, and their publications
CREATE EXTENSION outcomestar;
SET client_min_messages = warning;
CREATE SCHEMA attack;
CREATE TABLE attack.readings (family_id text, star_no integer, completed_on date, completed_by text, area_no integer,
                              reading integer, council text DEFAULT 'south');
\copy attack.readings (family_id, star_no, completed_on, completed_by, area_no, reading) FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
ALTER TABLE attack.readings ALTER council SET DEFAULT 'tamworth';
\copy attack.readings (family_id, star_no, completed_on, completed_by, area_no, reading) FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE attack.listed (family_id text, added_on date, left_on date, in_change_base boolean,
                            council text DEFAULT 'south');
\copy attack.listed (family_id, added_on, in_change_base) FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)
ALTER TABLE attack.listed ALTER council SET DEFAULT 'tamworth';
\copy attack.listed (family_id, added_on, left_on, in_change_base) FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
-- four teams in two districts
CREATE TABLE attack.families AS
SELECT *, 'Team ' || number % 4 AS team, 'District ' || number % 2 AS district
FROM (SELECT *, row_number() OVER (PARTITION BY council ORDER BY family_id COLLATE "C") AS number
      FROM attack.listed) AS f;
CREATE TABLE attack.needs AS
SELECT family_id, need_code
FROM attack.families, star_family_needs
WHERE framework = 'supporting_families_2022_25' AND (number + length(need_code) * headline_no) % 5 = 0;
SELECT format('CREATE VIEW attack.%1$s_%2$s AS SELECT * FROM attack.%2$s WHERE council = %1$L', council, source)
FROM unnest('{south,tamworth}'::text[]) AS council, unnest('{readings,families}'::text[]) AS source \gexec
SELECT create_star_report(format('attack.%s_readings', council)::regclass, council::name, 'family_id', 'completed_on',
           'area_no', 'reading', completed_by => 'completed_by', dimensions => '{team,district}',
           families => format('attack.%s_families', council)::regclass, needs => 'attack.needs', quarter_starts => 9)
FROM unnest('{south,tamworth}'::text[]) AS council;
SELECT publish_star_report(council::name, ('public_' || council)::name)
FROM unnest('{south,tamworth}'::text[]) AS council;
