-- Input and output

SELECT label, label::journey_stage AS stage, label::journey_stage::integer AS stage_no
FROM unnest(ARRAY['1', '2', '3', '4', '5', 'Stuck', 'accepting help', 'TRYING', 'Believing', 'Finding what works',
                  'learning what works', 'Learning', ' Effective parenting ', 'Self-reliance', 'Managing well',
                  '+4', '05']) AS label;
SELECT '6'::journey_stage;
\echo :LAST_ERROR_SQLSTATE
SELECT '-1'::journey_stage;
SELECT '0'::journey_stage;
SELECT 'Thriving'::journey_stage;
\echo :LAST_ERROR_SQLSTATE
SELECT ''::journey_stage;
SELECT 'Learn'::journey_stage;
SELECT 'Learning what'::journey_stage;
SELECT journey_stage_send('Managing well');
SELECT typlen, typbyval, typalign, typcategory, typispreferred FROM pg_type WHERE typname = 'journey_stage';

-- The stage of a reading

SELECT reading, stage(reading), stage(reading::star_reading) = stage(reading) AS same
FROM generate_series(1, 10) AS reading;
SELECT stage(7), stage(NULL), stage('7');
SELECT stage(11);
\echo :LAST_ERROR_SQLSTATE
SELECT stage(0);

-- Casts

SELECT 4::journey_stage, stage(7)::integer;
SELECT 6::journey_stage;
\echo :LAST_ERROR_SQLSTATE
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'journey_stage'::regtype IN (castsource, casttarget) ORDER BY 1, 2;

-- Comparison, grouping, min and max, indexes

SELECT count(*) AS comparisons, count(*) FILTER (WHERE NOT agree) AS wrong
FROM generate_series(1, 5) AS a, generate_series(1, 5) AS b,
     LATERAL (SELECT a::journey_stage AS r, b::journey_stage AS s) AS stage,
     LATERAL (VALUES ((r < s) = (a < b)), ((r <= s) = (a <= b)), ((r = s) = (a = b)), ((r <> s) = (a <> b)),
                     ((r >= s) = (a >= b)), ((r > s) = (a > b)),
                     (journey_stage_cmp(r, s) = sign(a - b)), (journey_stage_larger(r, s)::integer = greatest(a, b)),
                     (journey_stage_smaller(r, s)::integer = least(a, b)),
                     ((journey_stage_hash(r) = journey_stage_hash(s)) = (a = b)),
                     ((journey_stage_hash_extended(r, 42) = journey_stage_hash_extended(s, 42))
                          = (a = b))) AS comparison (agree);
CREATE TEMP TABLE stage AS SELECT id, stage(1 + id % 7) AS stage FROM generate_series(1, 700) AS id;
INSERT INTO stage VALUES (0, NULL);
SELECT stage, count(*) FROM stage GROUP BY stage ORDER BY stage;
SELECT min(stage), max(stage) FROM stage;
SELECT min(stage), max(stage) FROM stage WHERE stage IS NULL;
SELECT count(*) FROM stage WHERE stage >= 'Trying';
CREATE INDEX ON stage (stage);
\i test/planner_settings.psql
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM stage WHERE stage = 'stuck';
SELECT count(*) FROM stage WHERE stage = 'stuck';
SET enable_seqscan = on;

-- Binary round trip

\copy stage TO 'results/journey_stage.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE stage);
\copy copied FROM 'results/journey_stage.bin' (FORMAT binary)
SELECT count(*) FROM stage FULL JOIN copied USING (id) WHERE stage.stage IS DISTINCT FROM copied.stage;
CREATE TEMP TABLE forged (id integer, stage "char");
INSERT INTO forged VALUES (1, '\006');
\copy forged TO 'results/journey_stage.bin' (FORMAT binary)
\copy copied FROM 'results/journey_stage.bin' (FORMAT binary)
