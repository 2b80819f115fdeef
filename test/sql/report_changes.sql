-- What the last refresh changed: beside what the views showed before and after it.
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never

CREATE TABLE change_readings (family text, completed_on date, area_no integer, reading integer, who text, place text);
CREATE TABLE change_families (family text, added_on date, left_on date, "it's {district} %I" text);
CREATE FUNCTION hash(VARIADIC of_what text[]) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN hashtext(array_to_string(of_what, ',')) & 2147483647;
INSERT INTO change_families
SELECT 'F' || n, date '2023-12-01' + n, CASE WHEN n % 3 = 0 THEN date '2024-10-01' END, 'district ' || n % 4
FROM generate_series(1, 60) AS n;
INSERT INTO change_readings
SELECT 'F' || n, date '2024-01-01' + n + star * 60, area_no, 1 + hash(n::text, star::text, area_no::text) % 5,
       CASE WHEN n % 2 = 0 THEN 'worker only' END, 'place ' || n % 2
FROM generate_series(1, 50) AS n, generate_series(0, n % 4) AS star, generate_series(1, 4) AS area_no;
INSERT INTO star_own_editions (edition, areas, stages, highest_reading)
VALUES ('Five', '{Body,Home,Ties,Work}', '{Stuck,Helped,Trying,Learning,Well}', 5);

SELECT create_star_report('change_readings', 'change_report', 'family', 'completed_on', 'area_no', 'reading',
                          completed_by => 'who', dimensions => '{"it''s {district} %I",place}',
                          families => 'change_families') IS NOT NULL AS made;
SELECT create_star_report('change_readings', 'change_five', 'family', 'completed_on', 'area_no', 'reading',
                          edition => 'Five', period_from => '2024-03-01', period_to => '2024-05-31',
                          entered_on => 'completed_on', time_zone => 'UTC') IS NOT NULL AS made;

-- Nothing has changed when a report is made
SELECT count(*) FROM change_report.changes;

-- What the views show, as rows to be compared: of each family, and of each Star what is read in it
CREATE FUNCTION shown(report name, OUT family text, OUT completed_on date, OUT says text) RETURNS SETOF record
    LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT family, NULL::date, (SELECT string_agg(concat(key, value), ',' ORDER BY key) FROM jsonb_each(to_jsonb(j))
                                    WHERE key IN ('added_on', 'left_on', 'place', 'it''s {district} %%I'))
        FROM %1$I.journeys AS j
        UNION ALL
        SELECT family, completed_on,
               concat_ws(',', min(completed_by), string_agg(concat(area_no, ':', reading), ' ' ORDER BY area_no))
        FROM %1$I.family_stars GROUP BY family, completed_on$sql$, report);
END $$;
CREATE FUNCTION check_changes(report name) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE former AS SELECT * FROM shown(report);
    PERFORM refresh_star_report(report);
    EXECUTE format($sql$CREATE TEMP TABLE given AS
        SELECT family, completed_on, change, what, detail FROM %I.changes$sql$, report);
    CREATE TEMP TABLE wanted AS
    SELECT coalesce(f.family, s.family) AS family, coalesce(f.completed_on, s.completed_on) AS completed_on,
           CASE WHEN f.family IS NULL THEN 'new' WHEN s.family IS NULL THEN 'gone' ELSE 'changed' END AS change,
           CASE WHEN coalesce(f.completed_on, s.completed_on) IS NULL THEN 'family' ELSE 'Star' END AS what
    FROM former AS f FULL JOIN shown(report) AS s
      ON s.family = f.family AND coalesce(s.completed_on, '-infinity') = coalesce(f.completed_on, '-infinity')
    WHERE f.says IS DISTINCT FROM s.says;
    RETURN QUERY SELECT 'missing: ' || w::text FROM (
        SELECT * FROM wanted EXCEPT ALL SELECT family, completed_on, change, what FROM given) AS w;
    RETURN QUERY SELECT 'too much: ' || g::text FROM (
        SELECT family, completed_on, change, what FROM given EXCEPT ALL SELECT * FROM wanted) AS g;
    RETURN QUERY SELECT 'detail: ' || given::text FROM given WHERE (change = 'changed') <> (coalesce(detail, '') <> '');
    RETURN QUERY SELECT format('%s of %s: %s', change, what, count(*)) FROM given
                 GROUP BY what, change ORDER BY what COLLATE "C", change COLLATE "C";
    DROP TABLE former, given, wanted;
END $$;

-- Eight nights on which people enter, correct and take back
CREATE FUNCTION night(n integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE change_readings SET reading = 1 + hash(n::text, family) % 6
    WHERE hash(n::text, family, area_no::text) % 15 = 0;
    UPDATE change_readings SET completed_on = completed_on + 7 WHERE hash(n::text, 'on', family) % 15 = 0;
    UPDATE change_readings SET who = 'joint' WHERE hash(n::text, 'who', family, completed_on::text) % 15 = 0;
    UPDATE change_readings SET place = 'place ' || n % 3 WHERE hash(n::text, 'place', family) % 15 = 0;
    DELETE FROM change_readings WHERE hash(n::text, 'gone', family, completed_on::text) % 15 = 0;
    INSERT INTO change_readings
    SELECT family, date '2024-01-01' + hash(n::text, 'when', family) % 250, 1 + n % 5, 1 + n % 5, 'worker only',
           'place 1'
    FROM (SELECT DISTINCT family FROM change_readings) AS f WHERE hash(n::text, 'new', family) % 20 = 0;
    INSERT INTO change_readings VALUES ('N' || n, date '2024-02-01' + n, 1, 3, NULL, 'place 0');
    UPDATE change_families SET left_on = date '2024-06-01' + n WHERE hash(n::text, 'left', family) % 15 = 0;
    UPDATE change_families SET added_on = added_on - 1 WHERE hash(n::text, 'added', family) % 15 = 0;
    UPDATE change_families SET "it's {district} %I" = 'district ' || n % 5 WHERE hash(n::text, 'in', family) % 15 = 0;
    DELETE FROM change_families WHERE hash(n::text, 'deleted', family) % 15 = 0;
END $$;
CREATE TABLE found (night integer, report name, said text);
DO $$
BEGIN
    FOR n IN 1 .. 8 LOOP
        PERFORM night(n);
        INSERT INTO found SELECT n, 'change_report', check_changes('change_report');
        INSERT INTO found SELECT n, 'change_five', check_changes('change_five');
    END LOOP;
END $$;
SELECT night, report, said FROM found WHERE said !~ ' of ' ORDER BY night, report, said COLLATE "C";
SELECT report, kind, sum(split_part(said, ': ', 2)::integer) >= 5 AS many
FROM found, split_part(said, ':', 1) AS kind WHERE said ~ ' of '
GROUP BY report, kind ORDER BY report, kind COLLATE "C";

-- A refresh that finds nothing new has nothing to say, and nothing is left of what has gone
SELECT check_changes('change_report');
SELECT count(*) FROM change_report.stored_changed_families;

-- In words, and in the line that a refresh returns
CREATE TABLE few (family integer, completed_on date, area text, reading text, who text);
INSERT INTO few SELECT family, date '2024-01-01' + 60 * star, area, 5 + star, 'Worker Only'
FROM generate_series(1, 4) AS family, generate_series(0, 1) AS star,
     unnest('{Physical health,Home and money}'::text[]) AS area;
SELECT create_star_report('few', 'change_few', 'family', 'completed_on', 'area', 'reading', completed_by => 'who');
UPDATE few SET reading = '9' WHERE family = 1 AND completed_on = '2024-01-01' AND area = 'Home and money';
INSERT INTO few VALUES (1, '2024-03-01', 'Physical health', '1', 'Joint'), (1, '2024-03-01', 'Work', '2', 'Joint');
DELETE FROM few WHERE family = 2 AND completed_on = '2024-01-01';
DELETE FROM few WHERE family = 3;
INSERT INTO few VALUES (4, '2024-05-01', 'Home and money', '5', NULL), (5, '2024-05-01', 'Home and money', '5', NULL);
SELECT refresh_star_report('change_few');
SELECT family, what, change, star_no, completed_on, detail FROM change_few.changes
ORDER BY family, what COLLATE "C", completed_on;

-- What a replacement changes is another report, not other data; nor is there anything to compare with where families
-- are named by another type
SELECT create_star_report('few', 'change_few', 'family', 'completed_on', 'area', 'reading', completed_by => 'who',
                          period_to => '2024-03-01');
SELECT count(*) FROM change_few.changes;
SELECT create_star_report('few', 'change_few', 'family', 'completed_on', 'area', 'reading', dimensions => '{who}');
SELECT count(*) FROM change_few.changes;
ALTER TABLE few ALTER family TYPE text;
INSERT INTO few VALUES (6, '2024-03-01', 'Physical health', '1', 'Joint');
SELECT refresh_star_report('change_few');
SELECT count(*) FROM change_few.changes;
DELETE FROM few WHERE family <> '6';
SELECT refresh_star_report('change_few');
DELETE FROM few;
SELECT refresh_star_report('change_few');
SELECT family, who, what, change, completed_on FROM change_few.changes ORDER BY family, what COLLATE "C";

SELECT drop_star_report(report) FROM unnest('{change_report,change_five,change_few}'::name[]) AS report;
DROP TABLE change_readings, change_families, few, found;
DROP FUNCTION hash, shown, check_changes, night;
DELETE FROM star_own_editions WHERE edition = 'Five';
