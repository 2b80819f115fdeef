/* What a report costs beside building its journeys alone: ten million integer readings, a table of families with two
   dimensions of 20 and 9 members, or with four more of 30, 12, 7 and 15.  The source has the index of an ordinary
   table: its key. */
DROP INDEX IF EXISTS reading_covering;
CREATE INDEX IF NOT EXISTS reading_key ON reading (family_id, completed_on, area_no);
DROP TABLE IF EXISTS service_user;
CREATE TABLE service_user AS
SELECT family_id, 'District ' || family_id % 20 AS district, 'Cluster ' || family_id % 9 AS cluster,
       'Team ' || family_id % 30 AS team, 'Ward ' || family_id / 7 % 12 AS ward,
       'Referrer ' || family_id / 11 % 7 AS referrer, 'Language ' || family_id / 13 % 15 AS language,
       start_on - family_id % 60 AS added_on,
       CASE WHEN family_id % 3 = 0 THEN start_on + 400 + family_id % 200 END AS left_on
FROM family;
ALTER TABLE service_user ADD PRIMARY KEY (family_id);
VACUUM ANALYZE reading, service_user;
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 2;
-- journeys alone
DO $$BEGIN
    DROP TABLE IF EXISTS alone;
    CREATE TABLE alone AS
    SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM reading GROUP BY family_id;
END$$;
-- create_star_report
DO $$BEGIN
    PERFORM drop_star_report('bench_report') WHERE is_star_report('bench_report');
    PERFORM create_star_report('reading', 'bench_report', 'family_id', 'completed_on', area => 'area_no',
                               reading => 'reading',
                               families => 'service_user', dimensions => '{district,cluster}');
END$$;
-- create_star_report, six dimensions
DO $$BEGIN
    PERFORM create_star_report('reading', 'six_report', 'family_id', 'completed_on', area => 'area_no',
                               reading => 'reading', families => 'service_user',
                               dimensions => '{district,cluster,team,ward,referrer,language}');
    PERFORM drop_star_report('six_report');
END$$;
-- refresh_star_report, nothing changed
SELECT refresh_star_report('bench_report');
-- refresh_star_report, one family in 100 changed
DO $$BEGIN
    UPDATE bench_report.stored_families SET added_on = added_on - 1 WHERE family % 100 = 0;
    PERFORM refresh_star_report('bench_report');
END$$;
-- refresh_star_report, every family changed
DO $$BEGIN
    UPDATE bench_report.stored_families SET added_on = added_on - 1;
    PERFORM refresh_star_report('bench_report');
END$$;
