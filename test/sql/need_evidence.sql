-- Evidence for family needs

\i test/need_evidence_oracle.psql
\i test/plan_of.psql
CREATE TEMP TABLE published_headline (framework text, headline_no integer, headline text, area_no integer,
                                      area_edition1 text);
\copy published_headline FROM 'test/data/frameworks/troubled_families.csv' (FORMAT csv, HEADER)

-- The tables are the published mapping, row by row

CREATE FUNCTION pg_temp.difference(one text, other text) RETURNS TABLE (only_in text, row_of_it text)
    LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT ''first'', t::text FROM (%1$s EXCEPT ALL %2$s) AS t
                                 UNION ALL SELECT ''second'', t::text FROM (%2$s EXCEPT ALL %1$s) AS t', one, other);
END $$;
SELECT (SELECT count(*) FROM published_need) AS needs, (SELECT count(*) FROM published_evidence) AS evidence,
       (SELECT count(*) FROM published_headline) AS star_headline_areas;
SELECT * FROM pg_temp.difference(
    'SELECT framework, headline_no, headline, need_code, need_label, star_can_evidence, note, other_evidence
     FROM star_family_needs WHERE shipped',
    'SELECT * FROM published_need');
SELECT * FROM pg_temp.difference(
    'SELECT framework, need_code, area_no, criterion, threshold, further_threshold, qualifier, further_threshold_2,
            further_kind, further_kind_2, from_reading, to_reading, listed_as,
            CASE WHEN emphasised THEN ''yes'' END, source_no
     FROM star_need_area_evidence WHERE shipped',
    'SELECT framework, need_code, area_no, criterion, threshold, further_threshold, qualifier, further_threshold_2,
            further_kind, further_kind_2, "from", "to", listed_as, emphasised, source_no
     FROM published_evidence');
SELECT * FROM pg_temp.difference(
    'SELECT framework, headline_no, headline, area_no FROM star_headline_areas WHERE shipped',
    'SELECT framework, headline_no, headline, area_no FROM published_headline');
SELECT * FROM pg_temp.difference('SELECT framework, headline_no, headline FROM star_headline_outcomes WHERE shipped',
    '(SELECT framework, headline_no, headline FROM published_need
      UNION SELECT framework, headline_no, headline FROM published_headline)');
-- area 5 has no published label in edition 2
SELECT DISTINCT e.edition, p.area_no, p.label, e.areas[p.area_no]
FROM (SELECT 'Family Star Plus 1', area_no, area_edition1 FROM published_evidence
      UNION SELECT 'Family Star Plus 2', area_no, area_edition2 FROM published_evidence
      UNION SELECT 'Family Star Plus 1', area_no, area_edition1 FROM published_headline) AS p (edition, area_no, label)
JOIN star_editions AS e USING (edition) WHERE p.label IS DISTINCT FROM e.areas[p.area_no];
SELECT * FROM star_frameworks ORDER BY framework;

-- The worked examples, default and strict: an area not written is blank, rest is every other area

CREATE FUNCTION pg_temp.readings(written text) RETURNS integer[]
    RETURN ARRAY(SELECT coalesce(substring(written FROM '\m' || area_no || '=(\d+)'),
                                 substring(written FROM 'rest=(\d+)'))::integer
                 FROM generate_series(1, 10) AS area_no ORDER BY area_no);
CREATE TEMP TABLE example (example_no integer GENERATED ALWAYS AS IDENTITY, need_code text, need_recorded boolean,
                           first text, latest text, expected text, expected_strict text);
INSERT INTO example (need_code, need_recorded, first, latest, expected, expected_strict)
SELECT need_code, recorded, first, latest, expected, coalesce(expected_strict, expected)
FROM (VALUES
    ('1:1', true, '6=4', '6=9', 'hard_only', NULL),
    ('5:4', true, 'rest=4', 'rest=9', 'other_star', NULL),
    ('9:1', false, '9=4', '9=9', 'no_need', NULL),
    ('9:1', true, '9=7', '9=8', 'improved', NULL),
    ('9:1', true, '9=3', '9=7', 'not_shown', NULL),
    ('9:1', true, '9=8', '9=8', 'held', NULL),
    ('9:1', true, '9=8', '9=10', 'further_only', NULL),
    ('9:1', true, '9=4', '', 'cannot_tell', NULL),
    ('2:3', true, '6=5 3=6', '6=8 3=9', 'improved', NULL),
    ('2:3', true, '6=5 3=9', '6=8 3=8', 'improved', NULL),
    ('2:3', true, '6=5 3=6', '6=8 3=7', 'partly', NULL),
    ('2:3', true, '6=5', '6=8', 'cannot_tell', NULL),
    ('2:3', true, '6=5', '6=7', 'not_shown', NULL),
    ('5:3', true, '4=7 7=6', '4=8 7=7', 'improved', NULL),
    ('6:1', true, '3=5 4=6 1=8 8=9', '3=7 4=8 1=8 8=9', 'improved', NULL),
    ('3:1', true, '3=3', '3=6', 'some_progress', NULL),
    ('1:4', true, '6=2', '6=4', 'improved', NULL),
    ('3:2', true, '2=7', '2=8', 'further_only', NULL),
    ('10:1', true, '10=8', '10=9', 'improved', NULL),
    ('5:1', true, '3=5 rest=8 10=3', '3=7 rest=8 10=3', 'improved', 'partly'),
    ('2:1', true, '6=5 rest=4', '6=7 rest=4', 'partly', NULL))
    AS e (need_code, recorded, first, latest, expected, expected_strict);
SELECT example_no, x.need_code, x.first, x.latest, e.result, s.result AS strict, e.highest_level, e.fell_areas,
       e.support_still_needed, e.other_evidence, e.result = x.expected AND s.result = x.expected_strict AS right
FROM example AS x
CROSS JOIN LATERAL (SELECT pg_temp.readings(x.first)::outcome_star,
                           pg_temp.readings(x.latest)::outcome_star) AS stars (first, latest)
CROSS JOIN LATERAL need_evidence(stars.first, stars.latest, x.need_code, need_recorded => x.need_recorded) AS e
CROSS JOIN LATERAL need_evidence(stars.first, stars.latest, x.need_code, need_recorded => x.need_recorded,
                                 strict => true) AS s
ORDER BY example_no;
\pset format unaligned
\pset tuples_only on
SELECT example_no || '. ' || e.why
FROM example AS x
CROSS JOIN need_evidence(pg_temp.readings(x.first)::outcome_star, pg_temp.readings(x.latest)::outcome_star, x.need_code,
                         need_recorded => x.need_recorded) AS e
ORDER BY example_no;
-- the dates of the two Stars, where they are known
SELECT why
FROM (VALUES ('{2024-01-01:{,,,,,,,,4},2024-05-01:{,,,,,,,,9},2024-09-01:{,,,,,,,,8}}'::star_journey, '9:1'),
             ('{2024-01-01:{,,,,,,,,4},2024-09-01:{5}}', '9:1'), ('{2024-01-01:{,,,,,,,,4}}', '9:1'),
             ('{2024-01-01:{4},2024-05-01:{9}}', '1:1')) AS j (journey, need_code)
CROSS JOIN need_evidence(journey, need_code);
-- more sentences: strict, what fell, what is missing, a hard record as well
SELECT s.need_code || ': ' || why
FROM (VALUES ('5:1', '3=5 rest=8 10=3', '3=7 rest=8 10=3', true), ('5:1', '3=5 rest=8', '3=7 rest=8 4=6 9=5', false),
             ('5:1', '3=5', '3=7', false), ('5:1', '3=5 2=9', '3=7 1=4', false), ('5:1', '3=5', '3=7 1=4', true),
             ('2:3', '6=9', '6=8 3=5', false),
             ('2:3', '', '6=8 3=9', false), ('4:1', '2=5 4=9', '2=9 4=8', false), ('4:1', '2=9 4=10', '2=8 4=9', false),
             ('8:1', '2=5 4=5', '2=8 4=8', false)) AS s (need_code, first, latest, strict)
CROSS JOIN need_evidence(pg_temp.readings(s.first)::outcome_star, pg_temp.readings(s.latest)::outcome_star, s.need_code,
                         strict => s.strict);
\pset format aligned
\pset tuples_only off

-- Journeys: start and latest Star; and what is not there

SELECT journey, e.result, e.highest_level, e.support_still_needed, e.all_readings
FROM (VALUES ('{2024-01-01:{,,,,,,,,4},2024-05-01:{,,,,,,,,9},2024-09-01:{,,,,,,,,8}}'::star_journey),
             ('{2024-01-01:{,,,,,,,,4}}'), ('{2024-01-01:{,,,,,,,,4},2024-09-01:{5}}'), (NULL)) AS j (journey)
CROSS JOIN need_evidence(journey, '9:1') AS e;
SELECT first, latest, e.result, e.fell_areas, e.support_still_needed, e.all_readings
FROM (VALUES ('{,,,,,,,,4}'::outcome_star, NULL), (NULL, '{,,,,,,,,7}'), (NULL, '{,,,,,,,,8}'), (NULL, NULL),
             ('{,,,,,,,,?}', '{,,,,,,,,9}'), ('{,,,,,,,,?}', '{,,,,,,,,7}'), ('{,,,,,,,,9}', '{,,,,,,,,?}'),
             ('{,,,,,,,,9}', '{,,,,,,,,10}'),
             ('{,,,,,,,,10}', '{,,,,,,,,7}')) AS s (first, latest)
CROSS JOIN need_evidence(first, latest::outcome_star, '9:1') AS e;
SELECT e.*
FROM (VALUES ('9:1', 'supporting_families_2022_25', NULL, false), ('9:1', 'supporting_families_2022_25', true, NULL),
             (NULL, 'supporting_families_2022_25', true, false),
             ('9:1', NULL, true, false)) AS n (need_code, framework, need_recorded, strict)
CROSS JOIN need_evidence('{,,,,,,,,7}'::outcome_star, '{,,,,,,,,8}'::outcome_star, need_code, framework,
                         need_recorded::boolean, strict) AS e;

-- Codes in other spellings; one that is as it is written comes first

SELECT code, result
FROM unnest(ARRAY['9:1', '9.1', '9-1', ' 9:1', '9 : 1', E'9\t.1\n', E'\f9 -\r1 ']) AS code,
     need_evidence('{,,,,,,,,7}'::outcome_star, '{,,,,,,,,8}'::outcome_star, code);
SELECT code, need_key(code)
FROM (VALUES ('9 . 1'), (' New  parent - 2 '), ('-'), ('::'), (''), (E' \n'), ('A1 : B - c'), (NULL)) AS c (code);
INSERT INTO star_own_frameworks VALUES ('spelled');
INSERT INTO star_own_headline_outcomes VALUES ('spelled', 1, 'Home');
INSERT INTO star_own_family_needs (framework, headline_no, need_code, need_label, other_evidence) VALUES
    ('spelled', 1, '1.1', 'With a full stop', 'star_and_hard'), ('spelled', 1, '1:1', 'With a colon', 'star_or_other');
SELECT code, other_evidence
FROM unnest('{1.1,1:1,1 .1}'::text[]) AS code,
     need_evidence('{1}'::outcome_star, '{2}'::outcome_star, code, 'spelled');
DELETE FROM star_own_frameworks;

-- Errors list what there is

SELECT * FROM need_evidence('{1}'::outcome_star, '{2}'::outcome_star, '9:7');
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM need_evidence('{1}'::outcome_star, '{2}'::outcome_star, '9:1', 'supporting_families');
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM need_evidence('{2024-01-01:{1}}'::star_journey, '', 'troubled_families_2018_20');
SELECT count(*)
FROM (VALUES ('9:1'), ('09:01:00')) AS n (need_code),
     need_evidence('{1}'::outcome_star, '{2}'::outcome_star, need_code);
SELECT count(result)
FROM (VALUES ('9:1'), ('09:01:00')) AS n (need_code),
     need_evidence('{1}'::outcome_star, '{2}'::outcome_star, need_code);
SELECT need_evidence_result('{1}', '{2}', '9:1', 'f', true, false,
                            ARRAY[ROW('f', '9:1', 'yes', 'star_or_other', '{{1,16,8,0,0,0,0}}',
                                      NULL)]::star_need_rules[]);
SELECT need_evidence_result('{1}', '{2}', '9:1', 'f', true, false,
                            ARRAY[ROW('f', '9:1', 'yes', 'star_or_other', '{{1,1,8,0,0,0}}', NULL)]::star_need_rules[]);
SELECT need_evidence_result('{1}', '{2}', '9:1', 'f', true, false,
                            ARRAY[ROW('f', '9:1', 'yes', NULL, '{}', NULL)]::star_need_rules[]);
SELECT need_evidence_result('{1}', '{2}', '9:1', 'f', true, false, ARRAY[NULL]::star_need_rules[]);
-- one area thirty times, which would be more than there are
SELECT need_evidence_fell_areas('{,,,,,9,9}', '{,,,,,1,9}', 'x', 'f', true, false,
    ARRAY[ROW('f', 'x', 'yes', 'o', ARRAY[1,7,8,0,0,0,0]::smallint[]
                  || (SELECT array_agg(ARRAY[1,6,8,0,0,0,0]::smallint[]) FROM generate_series(1, 29)),
                  NULL)::star_need_rules]);

-- The oracle, for every need: all pairs of readings of its areas where it has one or two, blanks included

SELECT setseed(0.25);
CREATE TEMP TABLE listed AS
SELECT n AS need, n.need_code,
       coalesce(array_agg(DISTINCT e.area_no ORDER BY e.area_no) FILTER (WHERE e.area_no IS NOT NULL), '{}') AS areas,
       count(DISTINCT e.area_no)::integer AS area_count,
       coalesce(array_agg(e ORDER BY e.area_no) FILTER (WHERE e.area_no IS NOT NULL), '{}') AS rows
FROM published_need AS n LEFT JOIN published_evidence AS e USING (framework, need_code) GROUP BY n.need_code, n;
SELECT area_count, count(*) AS needs FROM listed GROUP BY area_count ORDER BY area_count;
CREATE TEMP TABLE pair AS
SELECT need_code, false AS strict,
       ARRAY(SELECT CASE area_no WHEN areas[1] THEN nullif(k % 11, 0) WHEN areas[2] THEN nullif(k / 121 % 11, 0) END
             FROM generate_series(1, 10) AS area_no ORDER BY area_no) AS first,
       ARRAY(SELECT CASE area_no WHEN areas[1] THEN nullif(k / 11 % 11, 0)
                                 WHEN areas[2] THEN nullif(k / 1331 % 11, 0) END
             FROM generate_series(1, 10) AS area_no ORDER BY area_no) AS latest
FROM listed, generate_series(0, (121 ^ area_count)::integer - 1) AS k WHERE area_count <= 2;
SELECT count(*) AS pairs FROM pair;

-- and at random, default and strict: families of different fortune, and all sorts of blanks
CREATE TEMP TABLE random_pair AS
SELECT need_code, first, latest
FROM (SELECT need_code, need_code || ' ' || k AS sample, random() * random() * 0.4 AS falling,
             CASE WHEN k % 8 = 0 THEN 0.6 + random() * 0.4 ELSE random() * random() * 0.4 END AS blank,
             3 + random() * 8 AS level
      FROM listed, generate_series(1, CASE WHEN area_count > 2 THEN 8000 ELSE 250 END) AS k OFFSET 0) AS fortune
CROSS JOIN LATERAL (
    SELECT array_agg(CASE WHEN random() >= blank THEN f END ORDER BY area_no) AS first,
           array_agg(CASE WHEN random() >= blank THEN
                              greatest(1, least(10, f + CASE WHEN random() < falling THEN -1 - floor(random() * 3)
                                                             ELSE floor(random() * random() * 6) END))::integer
                     END ORDER BY area_no) AS latest
    FROM (SELECT area_no, greatest(1, least(10, floor(level + random() * 4 - 2)))::integer AS f
          FROM generate_series(1, 10) AS area_no WHERE sample <> '') AS areas) AS pairs;
INSERT INTO pair SELECT need_code, strict, first, latest FROM random_pair, (VALUES (false), (true)) AS s (strict);
ANALYZE pair;

CREATE TEMP TABLE judged AS
SELECT need_code, strict, o.result AS oracle,
       e.all_readings, (o.result, o.highest_level, o.fell_areas, o.support_still_needed, o.all_readings)
           IS DISTINCT FROM (e.result, e.highest_level, e.fell_areas, e.support_still_needed, e.all_readings) AS wrong
FROM pair JOIN listed USING (need_code)
CROSS JOIN LATERAL pg_temp.oracle(listed.need, listed.rows, pair.first, pair.latest, true, pair.strict) AS o
CROSS JOIN LATERAL need_evidence(pair.first::outcome_star, pair.latest::outcome_star, need_code,
                                 strict => pair.strict) AS e;
SELECT count(*) > 200000 AS many, count(*) FILTER (WHERE wrong) AS wrong, count(DISTINCT oracle) AS results FROM judged;
-- every result is among the families of each need with a pool or four areas
SELECT need_code, strict, bool_and(seen) AS all_seen
FROM (SELECT need_code, strict, r.result, coalesce(bool_or(oracle = r.result), false) AS seen
      FROM judged,
           (VALUES ('cannot_tell'), ('not_shown'), ('partly'), ('held'), ('further_only'), ('improved')) AS r (result)
      WHERE need_code IN ('2:1', '5:1', '6:1') GROUP BY need_code, strict, r.result) AS s
GROUP BY need_code, strict ORDER BY need_code, strict;
-- a result that takes all readings has them; one that is low may have, or not
SELECT oracle, bool_or(all_readings) AS with_all, bool_or(NOT all_readings) AS without FROM judged
GROUP BY oracle ORDER BY oracle;

-- A contradiction is no reading
SELECT count(*) > 15000 AS many, count(*) FILTER (WHERE e IS DISTINCT FROM c) AS wrong
FROM random_pair CROSS JOIN LATERAL need_evidence(first::outcome_star, latest::outcome_star, need_code) AS e
CROSS JOIN LATERAL need_evidence(replace(first::text, 'NULL', '?')::outcome_star,
                                 replace(latest::text, 'NULL', '?')::outcome_star, need_code) AS c
WHERE array_position(first || latest, NULL) IS NOT NULL AND (need_code <> '2:1' OR random() < 0.2);

-- Strict never says improved where the default does not; and a latest reading that is raised never lowers a result

CREATE FUNCTION pg_temp.raised(latest integer[]) RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
    area_no integer := 1 + floor(random() * 10);
BEGIN
    IF latest[area_no] < 10 THEN
        latest[area_no] := latest[area_no] + 1 + floor(random() * (10 - latest[area_no]));
    END IF;
    RETURN latest;
END $$;
CREATE TEMP TABLE star_pair AS
SELECT first::outcome_star AS first, latest::outcome_star AS latest, pg_temp.raised(latest)::outcome_star AS raised
FROM random_pair;
SELECT count(*) FILTER (WHERE d.result = 'improved') > 1000 AS improved,
       count(*) FILTER (WHERE s.result = 'improved') > 1000 AS improved_strictly,
       count(*) FILTER (WHERE s.result = 'improved' AND d.result <> 'improved') AS wrong
FROM star_pair CROSS JOIN (VALUES ('2:1'), ('5:1'), ('6:1')) AS n (need_code)
CROSS JOIN LATERAL need_evidence(first, latest, need_code) AS d
CROSS JOIN LATERAL need_evidence(first, latest, need_code, strict => true) AS s;
SELECT count(*) > 100000 AS many, count(*) FILTER (WHERE after > before) > 3000 AS raised,
       count(*) FILTER (WHERE after < before) AS lowered,
       count(*) FILTER (WHERE before IS NULL OR after IS NULL) AS other
FROM star_pair CROSS JOIN listed CROSS JOIN (VALUES (false), (true)) AS s (strict)
CROSS JOIN LATERAL need_evidence(first, latest, need_code, strict => s.strict) AS e
CROSS JOIN LATERAL need_evidence(first, raised, need_code, strict => s.strict) AS r
CROSS JOIN LATERAL (SELECT array_position('{not_shown,some_progress,partly,held,further_only,improved}', e.result),
                           array_position('{not_shown,some_progress,partly,held,further_only,'
                                          'improved}', r.result)) AS o (before, after)
WHERE latest <> raised AND area_count > 0 AND 'cannot_tell' NOT IN (e.result, r.result);

-- A cohort: needs are read once a query, and only the columns asked for are computed

CREATE TEMP TABLE recorded_needs (family text, need_code text);
CREATE TEMP TABLE journeys (family text, journey star_journey);
SELECT regexp_count(plan, '^ *InitPlan ', 1, 'n') = 1 AND plan !~ 'SubPlan|Function Scan|Nested Loop' AS once
FROM plan_of('SELECT need_code, result, count(*) FROM recorded_needs JOIN journeys USING (family)
              CROSS JOIN LATERAL need_evidence(journey, need_code) GROUP BY need_code, result') AS plan;
DROP FUNCTION plan_of;

-- Bad rows are refused

CREATE FUNCTION pg_temp.refusal(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    EXECUTE command;
    RAISE EXCEPTION 'accepted' USING ERRCODE = 'XX000';
EXCEPTION
    WHEN integrity_constraint_violation THEN
        GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME;
        IF name = '' THEN
            GET STACKED DIAGNOSTICS name = COLUMN_NAME;
        END IF;
        RETURN SQLSTATE || ' ' || name;
    WHEN internal_error THEN
        RETURN 'accepted';
END $$;
INSERT INTO star_own_frameworks VALUES ('test');
INSERT INTO star_own_headline_outcomes VALUES ('test', 1, 'Home');
INSERT INTO star_own_family_needs (framework, headline_no, need_code, need_label) VALUES ('test', 1, '1', 'A need');
INSERT INTO star_own_need_area_evidence (framework, need_code, area_no, threshold) VALUES ('test', '1', 9, 8);
SELECT command, pg_temp.refusal('INSERT INTO star_own_' || command)
FROM (VALUES
    ('frameworks VALUES ('''')'),
    ('frameworks VALUES (NULL)'),
    ('frameworks VALUES (''other'', ''2024-01-02'', ''2024-01-01'')'),
    ('frameworks VALUES (''other'', NULL, NULL, ''unknown'')'),
    ('frameworks VALUES (''other'', NULL, NULL, ''test'')'),
    ('headline_outcomes VALUES (''other'', 1, ''Home'')'),
    ('headline_outcomes VALUES (''test'', 0, ''Home'')'),
    ('headline_outcomes VALUES (''test'', 2, '''')'),
    ('headline_areas VALUES (''test'', 1, 16)'),
    ('headline_areas VALUES (''test'', 1, 0)'),
    ('headline_areas VALUES (''test'', 2, 1)'),
    ('family_needs VALUES (''supporting_families_2022_25'', 1, ''2'', ''A need without its framework'')'),
    ('family_needs VALUES (''test'', 2, ''2'', ''A need without its headline'')'),
    ('family_needs VALUES (''test'', NULL, ''2'', ''A need without its headline'')'),
    ('family_needs VALUES (''test'', 1, ''1'', ''The same need'')'),
    ('family_needs VALUES (''test'', 1, '''', ''A need without code'')'),
    ('family_needs VALUES (''test'', 1, ''2'', ''A need'', ''perhaps'')'),
    ('family_needs VALUES (''test'', 1, ''2'', ''A need'', ''yes'', ''unknown'')'),
    ('family_needs VALUES (''test'', 1, ''2'', ''A need'', ''yes'', ''hard_only'')'),
    ('family_needs VALUES (''test'', 1, ''2'', ''A need'', ''no'')'),
    ('family_needs VALUES (''test'', 1, ''2'', ''A need'', ''no'', ''hard_only'')'),
    ('need_area_evidence (framework, need_code, area_no, threshold) VALUES (''test'', ''2'', 1, 8)'),
    ('need_area_evidence (framework, need_code, area_no, threshold) VALUES (''test'', ''1'', 1, 8)'),
    ('need_area_evidence (framework, need_code, area_no, threshold) VALUES (''test'', ''1'', 9, 7)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 0, 8)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 16, 8)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 15, 8)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 1, 0)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 1, 11)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', 2, 1, NULL)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold) VALUES (''test'', ''1'', NULL, 1, 8)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, listed_as) '
     'VALUES (''test'', ''1'', 2, 1, 8, ''other'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, criterion) '
     'VALUES (''test'', ''1'', 2, 1, 8, ''rise'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, criterion) '
     'VALUES (''test'', ''1'', 2, 1, 8, NULL)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, from_reading) '
     'VALUES (''test'', ''1'', 2, 1, 8, 1)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold) '
     'VALUES (''test'', ''1'', 2, 1, 8, 9)'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_kind) '
     'VALUES (''test'', ''1'', 2, 1, 8, ''own'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold, further_kind) '
     'VALUES (''test'', ''1'', 2, 1, 8, 9, ''new'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold, further_kind) '
     'VALUES (''test'', ''1'', 2, 1, 8, 8, ''own'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold, further_kind) '
     'VALUES (''test'', ''1'', 2, 1, 8, 11, ''own'')'),
    ('need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold_2, further_kind_2) '
     'VALUES (''test'', ''1'', 2, 1, 8, 9, ''own'')'),
    ('need_area_evidence VALUES (''test'', ''1'', 2, 1, ''named'', ''reach'', 7, 9, ''own'', 8, ''own'')'),
    ('need_area_evidence VALUES (''test'', ''1'', 2, 1, ''named'', ''reach'', 7, 8, ''further'', 9, ''own'')'),
    ('need_area_evidence (framework, need_code, area_no, criterion) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'')'),
    ('need_area_evidence (framework, need_code, area_no, criterion, from_reading) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'', 1)'),
    ('need_area_evidence (framework, need_code, area_no, criterion, from_reading, to_reading) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'', 8, 8)'),
    ('need_area_evidence (framework, need_code, area_no, criterion, from_reading, to_reading) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'', 0, 8)'),
    ('need_area_evidence (framework, need_code, area_no, criterion, threshold, from_reading, to_reading) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'', 8, 1, 8)'),
    ('need_area_evidence (framework, need_code, area_no, criterion, from_reading, to_reading) '
     'VALUES (''test'', ''1'', 9, ''any_progress_within'', 1, 8)')
) AS bad (command);

-- A complete framework of one's own: areas up to 15, weaker evidence within other readings, a need without areas

INSERT INTO star_own_need_area_evidence (framework, need_code, source_no, area_no, criterion, threshold, from_reading,
                                         to_reading) VALUES
    ('test', '1', 2, 15, 'reach', 3, NULL, NULL), ('test', '1', 3, 2, 'any_progress_within', NULL, 3, 5);
INSERT INTO star_own_family_needs (framework, headline_no, need_code, need_label) VALUES
    ('test', 1, '2', 'A need without areas');
SELECT first, latest, result, why
FROM (VALUES ('{,2,,,,,,,8,,,,,,2}'::outcome_star, '{,3,,,,,,,9,,,,,,2}'::outcome_star),
             ('{,2,,,,,,,8,,,,,,2}', '{,4,,,,,,,8,,,,,,2}'), ('{,5,,,,,,,8,,,,,,2}', '{,9,,,,,,,8,,,,,,2}'),
             ('{,,,,,,,,8,,,,,,2}', '{,,,,,,,,8,,,,,,5}')) AS s (first, latest)
CROSS JOIN need_evidence(first, latest, '1', 'test');
SELECT result, why, fell_areas, support_still_needed, all_readings
FROM need_evidence('{1}'::outcome_star, '{10}'::outcome_star, '2', 'test');

-- One that extends a shipped one: a need of its own takes the place of the whole need,
-- all others are those of the extended one

INSERT INTO star_own_frameworks VALUES ('our_council', '2025-04-01', NULL, 'supporting_families_2022_25');
INSERT INTO star_own_headline_outcomes
SELECT 'our_council', headline_no, headline FROM star_headline_outcomes
WHERE framework = 'supporting_families_2022_25' AND headline_no IN (2, 9);
INSERT INTO star_own_family_needs
SELECT 'our_council', headline_no, need_code, need_label, star_can_evidence, other_evidence, note FROM star_family_needs
WHERE framework = 'supporting_families_2022_25' AND need_code IN ('2:3', '9:1');
INSERT INTO star_own_need_area_evidence (framework, need_code, area_no, threshold) VALUES
    ('our_council', '9:1', 9, 7), ('our_council', '2:3', 6, 8);
SELECT framework, shipped, count(*) AS needs, sum(areas) AS areas
FROM star_family_needs AS n
CROSS JOIN LATERAL (SELECT count(*) AS areas FROM star_need_area_evidence AS e
                    WHERE e.framework = n.framework AND e.need_code = n.need_code AND e.shipped = n.shipped) AS listed
GROUP BY framework, shipped ORDER BY framework, shipped;
SELECT framework, shipped, count(*) AS headlines FROM star_headline_outcomes GROUP BY framework, shipped
ORDER BY framework, shipped;
SELECT need_code, framework, result
FROM (VALUES ('our_council'), ('supporting_families_2022_25')) AS f (framework),
     (VALUES ('9:1'), ('9:2'), ('2:3')) AS n (need_code),
     need_evidence('{,,,,,5,,,3}'::outcome_star, '{,,,,,8,,,7}'::outcome_star, need_code, framework)
ORDER BY need_code, framework;
SELECT * FROM need_evidence('{1}'::outcome_star, '{2}'::outcome_star, '9:7', 'our_council');

-- One of the name of a shipped one takes its place: the default then means it
INSERT INTO star_own_frameworks VALUES ('supporting_families_2022_25', NULL, NULL, 'supporting_families_2022_25');
UPDATE star_own_headline_outcomes SET framework = 'supporting_families_2022_25'
WHERE framework = 'our_council' AND headline_no = 9;
SELECT framework, shipped, count(*) AS needs FROM star_family_needs GROUP BY framework, shipped
ORDER BY framework, shipped;
SELECT need_code, result
FROM (VALUES ('9:1'), ('9:2')) AS n (need_code),
     need_evidence('{,,,,,,,,3}'::outcome_star, '{,,,,,,,,7}'::outcome_star, need_code);
SELECT framework, extends, shipped FROM star_frameworks ORDER BY framework;

-- The extended one stays as long as it is extended; an own one goes with all that it has
DELETE FROM star_shipped_frameworks WHERE framework = 'supporting_families_2022_25';
DELETE FROM star_own_frameworks;
SELECT (SELECT count(*) FROM star_own_headline_outcomes) + (SELECT count(*) FROM star_own_family_needs)
           + (SELECT count(*) FROM star_own_need_area_evidence) AS own;

-- Own tables, and only those, are dumped with the database, and the owner of the extension may change them

SELECT config::regclass FROM pg_extension, unnest(extconfig) AS config WHERE extname = 'outcomestar'
ORDER BY config::regclass::text COLLATE "C";
SELECT relname, string_agg(privilege_type, ', ' ORDER BY privilege_type)
           FILTER (WHERE grantee = (SELECT extowner FROM pg_extension WHERE extname = 'outcomestar')
                     AND privilege_type IN ('DELETE', 'INSERT', 'UPDATE')) AS owner_may
FROM pg_class CROSS JOIN LATERAL aclexplode(relacl) WHERE relname ~ '^star_own_' AND relkind = 'r' GROUP BY relname
ORDER BY relname COLLATE "C";

-- Troubled Families: movement by headline and area

CREATE TEMP TABLE moved AS SELECT first, latest FROM star_pair LIMIT 3000;
SELECT count(*) AS rows, count(*) FILTER (WHERE m IS DISTINCT FROM p) AS wrong, min(m.families) > 1000 AS many
FROM headline_movement((SELECT progress_matrices(first, latest) FROM moved)) AS m
JOIN LATERAL (
    SELECT h.headline_no, h.headline, h.area_no, h.area_edition1 AS area, count(*) AS families,
           count(*) FILTER (WHERE (l + 1) / 2 > (f + 1) / 2) AS up,
           count(*) FILTER (WHERE (l + 1) / 2 = (f + 1) / 2) AS same,
           count(*) FILTER (WHERE (l + 1) / 2 < (f + 1) / 2) AS down,
           count(*) FILTER (WHERE l IN (9, 10)) AS at_9_or_10,
           round(100.0 * count(*) FILTER (WHERE l IN (9, 10)) / count(*), 1) AS at_9_or_10_percent
    FROM published_headline AS h,
         (SELECT first[m.area_no]::integer AS f, latest[m.area_no]::integer AS l FROM moved) AS r
    WHERE (h.headline_no, h.area_no) = (m.headline_no, m.area_no) AND f IS NOT NULL AND l IS NOT NULL
    GROUP BY h.headline_no, h.headline, h.area_no, h.area_edition1) AS p USING (headline_no, area_no);
SELECT *
FROM headline_movement((SELECT progress_matrices(first, latest)
                        FROM (VALUES ('{9,3,,5,,,,,,4}'::outcome_star, '{8,4,7,9,,,,,,10}'::outcome_star),
                                     ('{2,3}', '{9,7}')) AS s (first, latest)));
SELECT count(*) AS rows, sum(families) AS families, count(at_9_or_10_percent) AS percentages
FROM headline_movement(NULL);
SELECT * FROM headline_movement(NULL, 'troubled_family');
\echo :LAST_ERROR_SQLSTATE
INSERT INTO star_own_frameworks VALUES ('our_families', NULL, NULL, 'troubled_families_2018_20');
INSERT INTO star_own_headline_outcomes VALUES ('our_families', 4, 'Children in need'), ('our_families', 7, 'Friends');
INSERT INTO star_own_headline_areas VALUES ('our_families', 4, 8), ('our_families', 7, 5), ('our_families', 7, 12);
SELECT headline_no, headline, area_no, area FROM headline_movement(NULL, 'our_families');
DELETE FROM star_own_frameworks;
