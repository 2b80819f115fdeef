-- Text

SELECT '{9,8,,7}'::outcome_star, '{9,8,NULL,7}'::outcome_star AS nulls, '{9,8,null,7,,}'::outcome_star AS trailing,
       ' { 9 ,+8, , 7 } '::outcome_star AS spaces, '{9,?,,7,?}'::outcome_star AS contradictions,
       '{}'::outcome_star AS empty, '{,,NULL}'::outcome_star AS only_empty, '{ ? }'::outcome_star AS mark;
SELECT '{1,2,3,4,5,6,7,8,9,10,1,2,3,4,5}'::outcome_star, '{,,,,,,,,,,,,,,}'::outcome_star AS empty;
SELECT '{9,11}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{0}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{9,-3}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{99999999999999999999}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{1,2,3,4,5,6,7,8,9,10,1,2,3,4,5,6}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{,,,,,,,,,,,,,,,}'::outcome_star;
SELECT ''::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{'::outcome_star;
SELECT '9,8'::outcome_star;
SELECT '{9,8'::outcome_star;
SELECT '{9,8}}'::outcome_star;
SELECT '{9 8}'::outcome_star;
SELECT '{7.5}'::outcome_star;
SELECT '{??}'::outcome_star;
SELECT '{nullo}'::outcome_star;
SELECT '{{9,8}}'::outcome_star;
SELECT '[2:3]={9,8}'::outcome_star;

-- Arrays

SELECT outcome_star(ARRAY[9,8,NULL,7]) AS integers, outcome_star(ARRAY[9,8,NULL,7]::star_reading[]) AS readings,
       outcome_star(ARRAY[9,8,NULL,7]::smallint[]) AS smallints, ARRAY[9,8,NULL,7]::outcome_star AS cast_integers,
       '{9,8,NULL,7}'::star_reading[]::outcome_star AS cast_readings, outcome_star('{9,8,,7}') AS literal;
SELECT outcome_star('{}'::integer[]) AS empty, outcome_star(ARRAY[NULL,NULL]::integer[]) AS nulls,
       outcome_star(NULL::integer[]) AS no_array, outcome_star(NULL::star_reading[]) AS no_readings,
       outcome_star('[3:4]={9,8}'::integer[]) AS from_area_3, outcome_star('[15:15]={9}'::star_reading[]) AS area_15;
SELECT '{9,?,,7}'::outcome_star::integer[], '{}'::outcome_star::integer[] AS empty,
       '{,?}'::outcome_star::integer[] AS mark,
       array_dims('{,,5}'::outcome_star::integer[]) AS dimensions, NULL::outcome_star::integer[] AS no_star;
SELECT outcome_star(ARRAY[9,11]);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star(ARRAY[0]);
SELECT outcome_star(array_fill(5, '{16}'));
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star('[0:1]={9,8}'::integer[]);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star('[2147483646:2147483646]={9}'::integer[]);
SELECT outcome_star('{{9,8},{7,6}}'::integer[]);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star('{{9,8}}'::star_reading[]);
CREATE TEMP TABLE assigned (star outcome_star, readings integer[]);
INSERT INTO assigned VALUES (ARRAY[9,NULL,7], '{1,?,3}'::outcome_star), ('{3,4}'::star_reading[], '{}'::outcome_star);
SELECT * FROM assigned;

-- Arrays of each kind of number, both ways: as called, cast, and assigned

SELECT format($$SELECT %L AS type, outcome_star('{9,NULL,10}'::%1$s), '{9,NULL,10}'::%1$s::outcome_star AS cast_to_star,
                       outcome_star('{}'::%1$s) AS empty, '{9,,?,10}'::outcome_star::%1$s AS cast_to_array,
                       array_dims('{9,,10}'::outcome_star::%1$s)$$, type)
FROM unnest('{smallint[],integer[],bigint[],star_reading[]}'::text[]) AS type \gexec
SELECT outcome_star('{9,11}'::smallint[]);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star('{9,4294967303}'::bigint[]);
\echo :LAST_ERROR_SQLSTATE
SELECT '{-9223372036854775808}'::bigint[]::outcome_star;
SELECT outcome_star('{{9,8}}'::bigint[]);
CREATE TEMP TABLE arrays (
    star outcome_star, smallints smallint[], integers integer[], bigints bigint[], readings star_reading[]);
INSERT INTO arrays (star)
VALUES ('{1,2}'::smallint[]), ('{1,2}'::integer[]), ('{1,2}'::bigint[]), ('{1,2}'::star_reading[]);
UPDATE arrays SET smallints = star, integers = star, bigints = star, readings = star;
SELECT * FROM arrays;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'outcome_star'::regtype IN (castsource, casttarget)
ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";

-- Subscripts.  No element type: clients would take a Star for an array.

SELECT typelem, typsubscript, typcategory FROM pg_type WHERE typname = 'outcome_star';
SELECT star[1], star[2], star[3], star[4], star[15], star['1'], star[1::bigint], pg_typeof(star[1]), star[1] + 1 AS sum
FROM (SELECT '{9,,?,10}'::outcome_star AS star) AS t;
SELECT star[NULL] IS NULL AS no_area, (NULL::outcome_star)[1] IS NULL AS no_star FROM assigned;
SELECT star[0] FROM assigned;
\echo :LAST_ERROR_SQLSTATE
SELECT star[16] FROM assigned;
\echo :LAST_ERROR_SQLSTATE
SELECT star[1:2] FROM assigned;
\echo :LAST_ERROR_SQLSTATE
SELECT star[1][2] FROM assigned;
SELECT star[current_date] FROM assigned;
\echo :LAST_ERROR_SQLSTATE
CREATE TEMP TABLE updated (id integer, star outcome_star);
INSERT INTO updated VALUES (1, '{9,?,7}'), (2, '{1}'), (3, NULL);
INSERT INTO updated (id, star[3]) VALUES (4, 6);
UPDATE updated SET star[2] = 5, star[15] = star[1];
SELECT * FROM updated ORDER BY id;
UPDATE updated SET star[2] = NULL, star[15] = NULL, star[3] = '10'::star_reading;
SELECT * FROM updated ORDER BY id;
UPDATE updated SET star[16] = 1;
\echo :LAST_ERROR_SQLSTATE
UPDATE updated SET star[NULL] = 1;
\echo :LAST_ERROR_SQLSTATE
UPDATE updated SET star[1] = 11;
\echo :LAST_ERROR_SQLSTATE
UPDATE updated SET star[1:2] = 1;
UPDATE updated SET star[1] = '{1}'::integer[];
DO $$
DECLARE
    star outcome_star = '{?,2}';
    made outcome_star;
BEGIN
    star[1] = 3;
    star[4] = star[2] + 5;
    star[2] = NULL;
    FOR area_no IN 1..3 LOOP
        made[area_no * 5] = area_no;
    END LOOP;
    RAISE NOTICE 'star %, made %', star, made;
END $$;
CREATE TEMP VIEW area_2 AS SELECT star[2] AS reading FROM updated;
SELECT pg_get_viewdef('area_2') ~ 'star\[2\] AS reading' AS deparsed;

-- What is in a Star

SELECT star, mean_reading(star), ARRAY(SELECT r FROM readings(star) AS r) AS readings,
       ARRAY(SELECT c FROM contradictions(star) AS c) AS contradictions, contradicting_areas(star)
FROM (VALUES ('{9,8,,7}'::outcome_star), ('{?,10,?,5,,,,,,,,,,,?}'), ('{?}'), ('{}'), (NULL)) AS t (star);
SELECT pg_typeof(area_no), pg_typeof(reading), pg_typeof(mean_reading('{9}'::outcome_star))
FROM readings('{9}'::outcome_star);

-- The aggregate

SELECT star_id, outcome_star(area_no, reading) AS integers, outcome_star(area_no, reading::star_reading) AS readings,
       outcome_star(area_no::smallint, reading::smallint) AS smallints
FROM (VALUES ('each area once', 2, 8), ('each area once', 1, 9), ('each area once', 4, 7), ('duplicates', 1, 3),
             ('duplicates', 1, 3),
             ('contradiction', 1, 3), ('contradiction', 2, 5), ('contradiction', 1, 4), ('contradiction', 1, 3),
             ('NULLs', NULL, 3), ('NULLs', 3, NULL), ('NULLs', 15, 1), ('NULLs', NULL, NULL), ('only NULLs', 99, NULL),
             ('only NULLs', NULL, 9)) AS t (star_id, area_no, reading)
GROUP BY star_id ORDER BY star_id COLLATE "C";
SELECT outcome_star(1, 7) FROM (SELECT 1 WHERE false) AS none;
SELECT outcome_star(1, NULL::integer) AS integer, outcome_star(NULL, 7::star_reading) AS reading
FROM generate_series(1, 3);
SELECT outcome_star(1, 7) FILTER (WHERE false);
SELECT outcome_star(16, 7);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star(0, 7::star_reading);
SELECT outcome_star(1, 11);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star(1, reading) FROM (VALUES ('7'::text)) AS t (reading);
\echo :LAST_ERROR_SQLSTATE
SELECT outcome_star(1, reading) FROM (VALUES ('7'::varchar)) AS t (reading);
SELECT star_id, outcome_star(area_no, 7) OVER (PARTITION BY star_id ORDER BY area_no DESC)
FROM (VALUES (1, 3), (1, 1), (2, 2)) AS t (star_id, area_no);

-- Support functions called by hand

SELECT outcome_star_add_reading(star, 1, 5), outcome_star_add_reading(star, 2, 5::star_reading),
       outcome_star_merge(star, '{3,?,1}'),
       outcome_star_final(star), outcome_star_final('{}') AS empty, star
FROM (SELECT '{3,4}'::outcome_star AS star) AS t;
SELECT outcome_star_add_reading(NULL, 1, 5), outcome_star_add_reading('{3}', NULL, 5),
       outcome_star_add_reading('{3}', 1, NULL::star_reading),
       outcome_star_merge(NULL, '{3}'), outcome_star_merge('{3}', NULL), outcome_star_final(NULL),
       contradicting_areas(NULL);
SELECT outcome_star_add_reading('{3}', -1, 5);
SELECT outcome_star_refuse('{3}', 1, '5'::text);

-- Random Stars: what each of 15 areas holds is 0 for nothing, a reading, or 11 for a contradiction.  Many
-- differ from others in few areas only.

SELECT setseed(0.25);
CREATE TEMP TABLE random_star AS
SELECT id, array_agg(held ORDER BY area_no) AS held,
       '{' || string_agg(CASE held WHEN 0 THEN '' WHEN 11 THEN '?' ELSE held::text END, ',' ORDER BY area_no)
           || '}' AS literal
FROM generate_series(1, 1000) AS id, generate_series(1, 15) AS area_no,
     LATERAL (SELECT CASE WHEN id % 3 = 0 THEN floor(random() * 12)::integer
                          WHEN area_no <= id % 4 THEN (ARRAY[0, 1, 10, 11])[1 + floor(random() * 4)::integer]
                          WHEN area_no = 15 THEN floor(random() * 2)::integer ELSE 0 END AS held) AS h
GROUP BY id;
ALTER TABLE random_star ADD star outcome_star;
UPDATE random_star SET star = literal::outcome_star;
SELECT count(*) AS stars, count(DISTINCT held) > 400 AS many, count(*) FILTER (WHERE NOT agree) AS wrong
FROM random_star,
     LATERAL (SELECT array_agg(CASE WHEN h BETWEEN 1 AND 10 THEN h END
                               ORDER BY n) FILTER (WHERE n <= highest) AS readings,
                     array_agg(n::integer ORDER BY n) FILTER (WHERE h = 11) AS contradictions,
                     avg(h) FILTER (WHERE h BETWEEN 1 AND 10) AS mean
              FROM unnest(held) WITH ORDINALITY AS place (h, n),
                   (SELECT max(n) AS highest FROM unnest(held) WITH ORDINALITY AS place (h, n) WHERE h <> 0) AS t) AS e,
     LATERAL (VALUES (star::text = regexp_replace(literal, ',*}', '}')), (star::text::outcome_star = star),
                     (star::integer[] = coalesce(readings, '{}')),
                     (contradicting_areas(star) = coalesce(contradictions, '{}')),
                     (mean_reading(star) IS NOT DISTINCT FROM mean),
                     (ARRAY(SELECT area_no || ':' || reading FROM readings(star))
                          = ARRAY(SELECT n || ':' || h FROM unnest(held) WITH ORDINALITY AS place (h, n)
                                  WHERE h BETWEEN 1 AND 10 ORDER BY n)),
                     (ARRAY(SELECT star[n]::integer FROM generate_series(1, 15) AS n)
                          = ARRAY(SELECT CASE WHEN h BETWEEN 1 AND 10 THEN h END
                                  FROM unnest(held) WITH ORDINALITY AS place (h, n) ORDER BY n))) AS comparison (agree);
INSERT INTO random_star VALUES (1001, NULL, NULL, NULL);
\copy random_star TO 'results/outcome_star.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE random_star);
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
SELECT count(*) AS stars, count(*) FILTER (WHERE r.star IS DISTINCT FROM c.star) AS wrong FROM random_star AS r
FULL JOIN copied AS c USING (id);

-- Comparison, hashing, order, grouping, indexes

SELECT count(*) > 10000 AS pairs, count(*) FILTER (WHERE held_a = held_b) > 200 AS equal_pairs,
       count(*) FILTER (WHERE NOT agree) AS wrong
FROM (SELECT held, star FROM random_star WHERE id <= 120) AS a (held_a, a),
     (SELECT held, star FROM random_star WHERE id <= 120) AS b (held_b, b),
     LATERAL (SELECT CASE WHEN held_a < held_b THEN -1 WHEN held_a > held_b THEN 1 ELSE 0 END) AS c (c),
     LATERAL (VALUES ((a < b) = (c < 0)), ((a <= b) = (c <= 0)), ((a = b) = (c = 0)), ((a <> b) = (c <> 0)),
                     ((a >= b) = (c >= 0)), ((a > b) = (c > 0)),
                     (outcome_star_cmp(a, b) = c), ((outcome_star_hash(a) = outcome_star_hash(b)) = (c = 0)),
                     ((outcome_star_hash_extended(a, 42) = outcome_star_hash_extended(b, 42))
                          = (c = 0))) AS comparison (agree);
SELECT star
FROM (VALUES ('{?}'::outcome_star), ('{1}'), ('{}'), ('{10}'), ('{,1}'), ('{1,?}'), (NULL), ('{1,10}'),
             ('{,,1}')) AS t (star)
ORDER BY star;
SELECT count(*) AS neighbours, count(*) FILTER (WHERE held > next) AS out_of_order
FROM (SELECT held, lead(held) OVER (ORDER BY star) AS next FROM random_star WHERE held IS NOT NULL) AS t
WHERE next IS NOT NULL;
SELECT (SELECT count(DISTINCT star) FROM random_star) = (SELECT count(DISTINCT held) FROM random_star) AS by_sorting,
       (SELECT count(*) FROM (SELECT star FROM random_star GROUP BY star) AS t)
           = (SELECT count(*) FROM (SELECT held FROM random_star GROUP BY held) AS t) AS by_hashing,
       (SELECT count(*) FROM random_star AS a JOIN random_star AS b USING (star))
           = (SELECT count(*) FROM random_star AS a JOIN random_star AS b USING (held)) AS by_joining;
INSERT INTO random_star VALUES (1002, NULL, NULL, '{9,8,,7}');
\i test/planner_settings.psql
SET enable_seqscan = off;
SET enable_bitmapscan = off;
CREATE INDEX star_btree ON random_star (star);
EXPLAIN (COSTS OFF) SELECT id FROM random_star WHERE star = '{9,8,,7}';
SELECT id FROM random_star WHERE star = '{9,8,,7}';
EXPLAIN (COSTS OFF) SELECT star FROM random_star WHERE star > '{10,?}' ORDER BY star DESC LIMIT 1;
SELECT held = (SELECT max(held) FROM random_star) AS highest FROM random_star WHERE star > '{10,?}' ORDER BY star DESC
LIMIT 1;
DROP INDEX star_btree;
CREATE INDEX star_hash ON random_star USING hash (star);
EXPLAIN (COSTS OFF) SELECT id FROM random_star WHERE star = '{9,8,,7}';
SELECT id FROM random_star WHERE star = '{9,8,,7}';
SET enable_seqscan = on;
SET enable_bitmapscan = on;

-- Merging: area by area, commutative, associative, idempotent

SELECT count(*) > 10000 AS pairs, count(*) FILTER (WHERE NOT agree) AS wrong
FROM (SELECT held, star FROM random_star WHERE id <= 120) AS a (held_a, a),
     (SELECT held, star FROM random_star WHERE id <= 120) AS b (held_b, b),
     LATERAL (SELECT ('{' || string_agg(CASE h WHEN 0 THEN '' WHEN 11 THEN '?' ELSE h::text END,
                                        ',' ORDER BY n) || '}')::outcome_star AS merged
              FROM unnest(held_a, held_b) WITH ORDINALITY AS place (x, y, n),
                   LATERAL (SELECT CASE WHEN x = 0 OR x = y THEN y WHEN y = 0 THEN x ELSE 11 END AS h) AS merged) AS e,
     LATERAL (VALUES (outcome_star_merge(a, b) = merged), (outcome_star_merge(b, a) = merged),
                     (outcome_star_merge(a, a) = a), (outcome_star_merge(merged, a) = merged)) AS comparison (agree);
SELECT count(*) AS triples,
       count(*) FILTER (WHERE outcome_star_merge(outcome_star_merge(a.star, b.star), c.star)
                              <> outcome_star_merge(a.star, outcome_star_merge(b.star, c.star))) AS wrong
FROM random_star AS a, random_star AS b, random_star AS c WHERE a.id <= 30 AND b.id <= 30 AND c.id <= 30;

-- Forged binary input: control; an 11, a 14 in the last area, reserved bits, too short, too long

CREATE TEMP TABLE forged (id integer, held integer[], literal text, star bytea);
INSERT INTO forged VALUES (1003, NULL, NULL, '\x90af000000000050');
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
SELECT star FROM copied WHERE id = 1003;
UPDATE forged SET star = '\xb000000000000000';
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
UPDATE forged SET star = '\x90000000000000e0';
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
UPDATE forged SET star = '\x9000000000000001';
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
UPDATE forged SET star = '\x90000000000000';
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
UPDATE forged SET star = '\x900000000000000000';
\copy forged TO 'results/outcome_star.bin' (FORMAT binary)
\copy copied FROM 'results/outcome_star.bin' (FORMAT binary)
