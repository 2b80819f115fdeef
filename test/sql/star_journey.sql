-- Text: dates are ISO, whatever the session's DateStyle

SET datestyle = 'German';
SELECT '{2024-05-17:{3,4},2024-11-02:{5,4}}'::star_journey, date '2024-05-17';
SET datestyle = 'SQL, DMY';
SELECT ' { 2024-05-17 : { 3 , NULL,4,} , 2024-11-02: {5,?} } '::star_journey, '{}'::star_journey AS empty,
       date '2024-05-17';
SET datestyle = 'Postgres, MDY';
SELECT '{4714-11-24 BC:{1},0044-03-15 BC:{2},0001-12-31 BC:{3},0001-01-01:{4},10000-01-01:{5},'
       '5874897-12-31:{6}}'::star_journey;
SELECT stars.* FROM stars('{0044-03-15 BC:{2},1900-02-28:{3},2000-02-29:{4},12345-06-07:{?}}');
RESET datestyle;
SELECT pg_column_size('{}'::star_journey) AS empty, pg_column_size('{2024-05-17:{3,4}}'::star_journey) AS one_star;
SELECT '{2024-11-02:{5},2024-05-17:{3}}'::star_journey;
\echo :LAST_ERROR_SQLSTATE
SELECT '{2024-05-17:{5},2024-05-17:{3}}'::star_journey;
SELECT '{2024-05-17:{}}'::star_journey;
SELECT '{2024-05-17:{,NULL}}'::star_journey;
SELECT '{infinity:{5}}'::star_journey;
SELECT '{-infinity:{5}}'::star_journey;
SELECT '{2023-02-29:{5}}'::star_journey;
\echo :LAST_ERROR_SQLSTATE
SELECT '{2024-13-01:{5}}'::star_journey;
SELECT '{0000-01-01:{5}}'::star_journey;
SELECT '{4714-11-23 BC:{5}}'::star_journey;
SELECT '{5874898-01-01:{5}}'::star_journey;
SELECT '{99999999-01-01:{5}}'::star_journey;
SELECT '{17.05.2024:{5}}'::star_journey;
SELECT '{2024-5-17:{5}}'::star_journey;
SELECT '{2024-05-17}'::star_journey;
SELECT '{2024-05-17:5}'::star_journey;
SELECT '{2024-05-17:{5}'::star_journey;
SELECT '{2024-05-17:{5},}'::star_journey;
SELECT '{2024-05-17:{5}}}'::star_journey;
SELECT '{2024'::star_journey;
SELECT ''::star_journey;
SELECT '{2024-05-17:{9,11}}'::star_journey;
\echo :LAST_ERROR_SQLSTATE
SELECT '{2024-05-17:{1,2,3,4,5,6,7,8,9,10,1,2,3,4,5,6}}'::star_journey;

-- Parts

CREATE TEMP TABLE part (journey star_journey);
INSERT INTO part VALUES
    ('{2024-05-17:{3,4},2024-11-02:{5,?},2025-03-01:{,10}}'), ('{2024-05-17:{3,4},2024-11-02:{5,4}}'),
    ('{2024-05-17:{3}}'), ('{}'), (NULL);
SELECT star_count(journey), first_star(journey), first_on(journey), latest_star(journey), latest_on(journey) FROM part;
SELECT nth_star(journey, 1) AS first, nth_on(journey, 2), nth_star(journey, -1) AS last, nth_on(journey, -1) AS last_on,
       nth_star(journey, -3) AS third_last,
       nth_star(journey, 0) AS zeroth, nth_on(journey, 4) AS fourth, nth_star(journey, -4) AS fourth_last,
       nth_star(journey, 2147483647) AS far, nth_on(journey, -2147483648) AS far_on FROM part;
SELECT until(journey, '2024-05-16') AS before, until(journey, '-infinity') AS before_all,
       until(journey, '2024-05-17') AS first_day, until(journey, '2025-02-28') AS two,
       until(journey, 'infinity') = journey AS all FROM part;
SELECT since(journey, '2025-03-02') AS after, since(journey, 'infinity') AS after_all,
       since(journey, '2025-03-01') AS last_day, since(journey, '2024-05-18') AS two,
       since(journey, '-infinity') = journey AS all FROM part;
SELECT start_star(journey, 'first') AS first, start_on(journey) AS first_on,
       start_star(journey, 'lower of first two') AS lower, start_on(journey, 'lower of first two') AS lower_on
FROM (SELECT journey FROM part
      UNION ALL VALUES ('{2024-01-01:{5,8},2024-01-02:{4,,10},2024-01-03:{9}}'::star_journey),
                       ('{2024-01-01:{5,5},2024-01-02:{4,6},2024-01-03:{9}}'),
             ('{2024-01-01:{5,?},2024-01-02:{?,1},2024-01-03:{9}}'), ('{2024-01-01:{5},2024-01-02:{4}}')) AS t;
SELECT start_star(journey, 'last') FROM part;
SELECT start_on('{}', 'last');
\echo :LAST_ERROR_SQLSTATE
SELECT star_count(NULL), nth_star('{}', NULL), nth_on(NULL, 1), until('{}', NULL), since('{}', NULL),
       start_star('{}', NULL),
       star_dates(NULL), star_array(NULL), (SELECT count(*) FROM stars(NULL)) AS rows;
SELECT star_dates(journey), star_array(journey), ARRAY(SELECT stars FROM stars(journey)) AS stars FROM part;
SELECT pg_typeof(star_no), pg_typeof(completed_on), pg_typeof(star) FROM stars('{2024-05-17:{3}}');

-- The empty set, rows that are skipped, rows that are errors

SELECT star_journey(star, completed_on) AS by_star, star_journey(1, reading, completed_on) AS by_reading,
       journey_agg(until(journey, completed_on)) AS parts
FROM (VALUES ('{3,,?}'::outcome_star, 3, date '2024-05-17', '{}'::star_journey), (NULL, NULL, '2024-05-18', NULL),
             ('{3}', 3, NULL, '{2024-05-17:{3}}'), ('{4}', 4, 'infinity', '{2024-05-17:{?}}'),
             ('{5}', 5, '-infinity', '{2024-05-17:{5}}'),
             ('{}', NULL, '2024-05-19', '{2024-05-18:{2}}')) AS t (star, reading, completed_on, journey);
SELECT star_journey(NULL::outcome_star, '2024-05-17'), star_journey('{}'::outcome_star, '2024-05-17'),
       star_journey(1, 2, NULL), star_journey(NULL, 2, '2024-05-17'),
       star_journey(1, NULL::star_reading, '2024-05-17'), star_journey('{5}'::outcome_star, 'infinity'),
       journey_agg(NULL::star_journey), journey_agg('{}'::star_journey);
SELECT star_journey('{3}'::outcome_star, '2024-05-17'), star_journey(1, 3, '2024-05-17'),
       journey_agg('{2024-05-17:{3}}'::star_journey)
FROM (SELECT 1 WHERE false) AS none;
SELECT star_journey(16, 3, '2024-05-17');
\echo :LAST_ERROR_SQLSTATE
SELECT star_journey(1, 11, '2024-05-17');
\echo :LAST_ERROR_SQLSTATE
SELECT star_journey(1, '7'::text, '2024-05-17');
\echo :LAST_ERROR_SQLSTATE
SELECT completed_on,
       star_journey(1, reading, completed_on) OVER (ORDER BY completed_on ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
FROM (VALUES (1, date '2024-05-01'), (2, '2024-05-02'), (3, '2024-05-03')) AS t (reading, completed_on);

-- Support functions called by hand leave their arguments alone

CREATE TEMP TABLE kept AS SELECT '{2024-05-17:{3}}'::star_journey AS journey;
SELECT star_journey_add_star(journey, '{4,5}', '2024-05-17') AS contradicted,
       star_journey_add_reading(journey, 2, 5, '2024-05-16') AS before,
       star_journey_add_reading(journey, 2, '5'::star_reading, '2024-05-18') AS after,
       star_journey_merge(journey, '{2024-05-17:{,1},2025-01-01:{7}}') AS merged,
       star_journey_final(journey), star_journey_final('{}') AS empty, journey FROM kept;
SELECT star_journey_add_star(NULL, '{4,5}', '2024-05-17'), star_journey_add_star(journey, NULL, '2024-05-17'),
       star_journey_add_star(journey, '{4}', NULL),
       star_journey_add_reading(NULL, 2, 5, '2024-05-16'),
       star_journey_add_reading(journey, 2, NULL::star_reading, '2024-05-16'),
       star_journey_merge(NULL, journey), star_journey_merge(journey, NULL), star_journey_final(NULL) FROM kept;
SELECT star_journey_add_star(state, '{4}', '2024-05-18') AS one_more,
       star_journey_merge(state, '{2024-05-17:{4}}') AS merged, star_journey_final(state), state
FROM (SELECT star_journey_add_reading(journey, 2, 5, '2024-05-16') AS state FROM kept OFFSET 0) AS t;
SELECT star_journey_refuse(journey, 1, '7', '2024-05-17') FROM kept;

-- Random journeys of any dates, beside their text and their contents as an array of integers: for each
-- Star the day and what its two areas hold, 11 being a contradiction

SELECT setseed(0.5);
SET datestyle = 'ISO';
CREATE TEMP TABLE random_journey AS
WITH place AS (
    SELECT DISTINCT ON (id, day) id, day, 1 + floor(random() * 11)::integer AS area_1,
           floor(random() * 12)::integer AS area_2
    FROM generate_series(1, 1000) AS id, generate_series(1, id % 7) AS n,
         LATERAL (SELECT CASE WHEN id % 2 = 0 THEN floor(random() * 3 + n * 0)::integer
                              ELSE floor(random() * 2147000000 - 2451000 + n * 0)::integer END AS day) AS d
)
SELECT id, array_agg(held ORDER BY day, n) AS contents,
       '{' || string_agg(CASE n WHEN 0 THEN (date '2000-01-01' + day)::text || ':{'
                                WHEN 1 THEN replace(held::text, '11', '?')
                         ELSE coalesce(',' || replace(nullif(held, 0)::text, '11', '?'), '') || '}'
                              || CASE WHEN day < last_day THEN ',' ELSE '' END END, ''
                         ORDER BY day, n) || '}' AS literal
FROM (SELECT *, max(day) OVER (PARTITION BY id) AS last_day FROM place) AS p,
     LATERAL (VALUES (0, day), (1, area_1), (2, area_2)) AS content (n, held)
GROUP BY id;
ALTER TABLE random_journey ADD journey star_journey;
UPDATE random_journey SET journey = literal::star_journey;
INSERT INTO random_journey VALUES (1001, '{}', '{}', '{}'), (1002, NULL, NULL, NULL);
SET datestyle = 'German';
SELECT count(*) AS journeys, count(journey::text = literal OR NULL) AS same_text,
       count(journey::text::star_journey = journey OR NULL) AS same_through_text
FROM random_journey;
RESET datestyle;
\copy random_journey TO 'results/star_journey.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE random_journey);
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
SELECT count(*) AS journeys, count(*) FILTER (WHERE r.journey IS DISTINCT FROM c.journey) AS wrong
FROM random_journey AS r FULL JOIN copied AS c USING (id);
SELECT count(*) > 10000 AS pairs, count(*) FILTER (WHERE c = 0) > 500 AS equal_pairs,
       count(*) FILTER (WHERE NOT agree) AS wrong
FROM (SELECT contents, journey FROM random_journey WHERE id < 150) AS a (contents_a, a),
     (SELECT contents, journey FROM random_journey WHERE id < 150) AS b (contents_b, b),
     LATERAL (SELECT CASE WHEN contents_a < contents_b THEN -1 WHEN contents_a > contents_b THEN 1 ELSE 0 END) AS c (c),
     LATERAL (VALUES ((a < b) = (c < 0)), ((a <= b) = (c <= 0)), ((a = b) = (c = 0)), ((a <> b) = (c <> 0)),
                     ((a >= b) = (c >= 0)), ((a > b) = (c > 0)),
                     (star_journey_cmp(a, b) = c), ((star_journey_hash(a) = star_journey_hash(b)) = (c = 0)),
                     ((star_journey_hash_extended(a, 42) = star_journey_hash_extended(b, 42))
                          = (c = 0))) AS comparison (agree);
SELECT (SELECT count(DISTINCT journey) FROM random_journey) = (SELECT count(DISTINCT contents) FROM random_journey)
           AS by_sorting,
       (SELECT count(*) FROM (SELECT journey FROM random_journey GROUP BY journey) AS t)
           = (SELECT count(*) FROM (SELECT contents FROM random_journey GROUP BY contents) AS t) AS by_hashing;
CREATE INDEX journey_btree ON random_journey (journey);
\i test/planner_settings.psql
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM random_journey WHERE journey = '{}';
SELECT id FROM random_journey WHERE journey = '{}';
SET enable_seqscan = on;
SET enable_bitmapscan = on;

-- Forged binary input: version, count, and the day and the Star of each

CREATE TEMP TABLE forged_message (id integer, contents integer[], literal text, journey bytea);
CREATE PROCEDURE pg_temp.forge(bytes bytea)
BEGIN ATOMIC
    DELETE FROM forged_message;
    INSERT INTO forged_message VALUES (2000, NULL, NULL, bytes);
END;
CALL pg_temp.forge('\x01 00000002  00000000 9000000000000000  00000001 f000000000000050');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
SELECT journey FROM copied WHERE id = 2000;
CALL pg_temp.forge('\x02 00000001  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
-- dates not in order, equal, infinite, before the first one there is
CALL pg_temp.forge('\x01 00000002  00000001 9000000000000000  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000002  00000001 9000000000000000  00000001 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000001  7fffffff 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000001  80000001 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
-- an empty Star, a reading of 11, reserved bits
CALL pg_temp.forge('\x01 00000001  00000000 0000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000001  00000000 00000000000000b0');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000001  00000000 9000000000000008');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
-- a count above, below and far above what there is, negative; no count
CALL pg_temp.forge('\x01 00000002  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 00000000  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 7fffffff  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 ffffffff  00000000 9000000000000000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('\x01 0000');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)
CALL pg_temp.forge('');
\copy forged_message TO 'results/star_journey.bin' (FORMAT binary)
\copy copied FROM 'results/star_journey.bin' (FORMAT binary)

-- Every function that takes a journey refuses bytes that are none.  Only a superuser can make such values:
-- by a cast that checks nothing.  native() puts numbers into the byte order of this machine.

CREATE CAST (bytea AS star_journey) WITHOUT FUNCTION;
CREATE CAST (star_journey AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION pg_temp.native(number bytea) RETURNS bytea
    RETURN (SELECT string_agg(substr(number, n, 1), ''
                              ORDER BY CASE get_byte('{2000-01-02:{1}}'::star_journey::bytea, 4) WHEN 1 THEN -n
                                       ELSE n END)
            FROM generate_series(1, length(number)) AS n);
CREATE FUNCTION pg_temp.place(day integer, star bytea) RETURNS bytea
    RETURN pg_temp.native(int4send(day)) || pg_temp.native(substr(star, 1, 4)) || pg_temp.native(substr(star, 5, 4));
CREATE FUNCTION pg_temp.growing(count integer, sorted integer) RETURNS bytea
    RETURN '\x01010000' || pg_temp.native(int4send(count)) || pg_temp.native(int4send(sorted));
-- A growing one has room for four Stars at least.
CREATE TEMP TABLE forged AS
SELECT name,
       (CASE WHEN name ~ '^(valid: )?growing' THEN bytes || substr(decode(repeat('00', 60), 'hex'), length(bytes) + 1)
             ELSE bytes END)::star_journey AS journey
FROM (SELECT pg_temp.place(1, '\x9000000000000000') AS a, pg_temp.place(2, '\x3400000000000000') AS b,
             pg_temp.place(0, '\x0000000000000000') AS room) AS p,
     LATERAL (VALUES ('valid: stored', '\x01000000' || a || b), ('valid: no Star', '\x01000000'),
                     ('valid: growing', pg_temp.growing(2, 2) || a || b),
                     ('valid: growing, not in order', pg_temp.growing(3, 1) || b || a || b),
                     ('valid: growing, no Star', pg_temp.growing(0, 0)),
                     ('empty', ''), ('too short', '\x010000'), ('too short to grow', '\x01010000'),
                     ('version', '\x02000000' || a), ('version 0', '\x00000000' || a),
                     ('form', '\x01020000' || a), ('reserved', '\x01000100' || a),
                     ('not a multiple', '\x01000000' || a || '\x00'), ('half a Star', '\x01000000' || substr(a, 1, 6)),
                     ('dates not in order', '\x01000000' || b || a), ('equal dates', '\x01000000' || a || a),
                     ('infinity', '\x01000000' || pg_temp.place(2147483647, '\x9000000000000000')),
                     ('-infinity', '\x01000000' || pg_temp.place(-2147483648, '\x9000000000000000')),
                     ('before all dates', '\x01000000' || pg_temp.place(-2451546, '\x9000000000000000')),
                     ('reading of 11', '\x01000000' || pg_temp.place(1, '\x90b0000000000000')),
                     ('reserved bits', '\x01000000' || pg_temp.place(1, '\x9000000000000001')),
                     ('empty Star', '\x01000000' || a || pg_temp.place(2, '\x0000000000000000')),
                     ('growing: version', '\x02' || substr(pg_temp.growing(1, 1), 2) || a),
                     ('growing: reserved', '\x01010001' || substr(pg_temp.growing(1, 1), 5) || a),
                     ('small, growing', pg_temp.growing(1, 1) || a || b || room),
                     ('growing: count > room', pg_temp.growing(5, 1) || a || b || a || b),
                     ('growing: a byte more than there is',
                      pg_temp.growing(5, 1) || a || b || a || b || substr(a, 1, 11)),
                     ('growing: far more than room', pg_temp.growing(2147483647, 2147483647) || a),
                     ('growing: sorted > count', pg_temp.growing(1, 2) || a || b),
                     ('growing: sorted 0', pg_temp.growing(1, 0) || a),
                     ('growing: count < 0', pg_temp.growing(-1, -1) || a),
                     ('growing: sorted < 0', pg_temp.growing(1, -1) || a),
                     ('growing: count < 0, sorted 0', pg_temp.growing(-1, 0) || a),
                     ('growing: dates not in order', pg_temp.growing(2, 2) || b || a),
                     ('growing: equal dates', pg_temp.growing(2, 2) || a || a),
                     ('growing: infinity', pg_temp.growing(1, 1) || pg_temp.place(2147483647, '\x9000000000000000')),
                     ('growing: reading of 11', pg_temp.growing(2, 1) || b || pg_temp.place(1, '\xb000000000000000')),
                     ('growing: reading of 11 on one date',
                      pg_temp.growing(2, 1) || a || pg_temp.place(1, '\xb000000000000000')),
                     ('growing: empty Star',
                      pg_temp.growing(2, 1) || b || pg_temp.place(1, '\x0000000000000000'))) AS t (name, bytes);
SELECT name, journey FROM forged WHERE name ~ '^valid';
SELECT journey::text AS in_order, bytes = copy AS untouched
FROM (SELECT bytes::star_journey AS journey, bytes, bytes || '' AS copy
      FROM (SELECT pg_temp.growing(2, 1) || pg_temp.place(2, '\x3400000000000000')
                       || pg_temp.place(1, '\x9000000000000000')
                       || decode(repeat('00', 24), 'hex') AS bytes OFFSET 0) AS b OFFSET 0) AS t;

CREATE FUNCTION pg_temp.outcome(call text, forged_row tid) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call USING forged_row;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- Each argument in turn is forged; the others are as they should be.
CREATE TEMP TABLE call AS
SELECT function.oid::regprocedure AS function, forged_argument,
       format('SELECT %s(%s) FROM forged WHERE ctid = $1', function.oid::regproc, string_agg(
           CASE WHEN n = forged_argument THEN 'journey'
                ELSE CASE type::regtype::text
                         WHEN 'star_journey' THEN $$'{2024-05-17:{3}}'::star_journey$$
                         WHEN 'outcome_star' THEN $$'{3,4}'::outcome_star$$
                         WHEN 'date' THEN $$date '2024-05-17'$$
                         WHEN 'star_reading' THEN '7::star_reading'
                         WHEN 'numeric' THEN '0.25'
                         WHEN 'text' THEN $$'first'::text$$
                         WHEN 'bigint[]' THEN $$'{1,2,3}'::bigint[]$$
                         ELSE CASE WHEN type::regtype::text ~ '\[\]$' THEN format('%L::%s', '{}', type::regtype)
                                   ELSE '7' END
                     END
           END, ', ' ORDER BY n)) AS call
FROM pg_depend AS member
JOIN pg_proc AS function ON function.oid = member.objid AND member.classid = 'pg_proc'::regclass,
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS forged_type (forged_type, forged_argument),
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS argument (type, n)
WHERE member.deptype = 'e' AND member.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND function.prokind IN ('f', 'a') AND forged_type = 'star_journey'::regtype
  AND function.prosrc <> 'wrong_argument_area'
  -- one takes codes of needs, and reads a journey by first_star and latest_star; the other is below
  AND function.proname NOT IN ('need_evidence', 'as_ten_point')
GROUP BY function.oid, forged_argument;
SELECT name ~ '^valid' AS valid, outcome, count(DISTINCT function) > 30 AS many, count(DISTINCT name) AS forged_rows,
       count(*) = (SELECT count(*) FROM call) * count(DISTINCT name) AS all_calls
FROM call, (SELECT name, ctid AS forged_row FROM forged) AS forged, pg_temp.outcome(call, forged_row) AS outcome
GROUP BY valid, outcome ORDER BY valid, outcome;
-- a reading of 10 cannot be doubled, wherever it comes from
SELECT name ~ '^valid' AS valid, outcome, count(*)
FROM (SELECT name, ctid AS forged_row FROM forged) AS forged,
     pg_temp.outcome('SELECT as_ten_point(journey) FROM forged WHERE ctid = $1', forged_row) AS outcome
GROUP BY valid, outcome ORDER BY valid, outcome;
-- Somebody's own aggregate, whose state starts as a forged value
CREATE AGGREGATE pg_temp.merged(star_journey) (SFUNC = star_journey_merge, STYPE = star_journey,
                                               FINALFUNC = star_journey_final);
SELECT name ~ '^valid' AS valid, outcome, count(*)
FROM (SELECT name, ctid AS forged_row FROM forged) AS forged,
     pg_temp.outcome('SELECT pg_temp.merged(journey ORDER BY n)
                      FROM (SELECT 1, journey FROM forged WHERE ctid = $1
                            UNION ALL VALUES (2, star_journey ''{1999-01-01:{3},2024-05-17:{3}}'')) AS t (n, journey)',
                     forged_row) AS outcome
GROUP BY valid, outcome ORDER BY valid, outcome;
DROP CAST (bytea AS star_journey);
DROP CAST (star_journey AS bytea);

-- What comes too soon after the last Star that is kept; how many readings there are
SELECT least_days, spaced('{2024-01-01:{1},2024-01-05:{2},2024-01-09:{3},2024-03-01:{4}}', least_days)
FROM unnest('{-1,0,1,4,5,8,9,53,60,61,2147483647}'::integer[]) AS least_days;
SELECT spaced('{}', 5), spaced('{-infinity:{1}}', 5);
SELECT spaced('{4714-11-24 BC:{1},5874897-12-31:{2}}', 2147483647) AS far_apart, spaced(NULL, 1), spaced('{}', NULL);
SELECT reading_count('{}'), reading_count('{2024-01-01:{1,?,,4},2024-01-05:{,2}}'), reading_count(NULL);
