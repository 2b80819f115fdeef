-- From one Star to another

SELECT mean_change(first, latest), overall_change(first, latest), overall_change(first, latest, 0.5) AS half,
       overall_change(first, latest, 0) AS none
FROM (VALUES ('{3,4,5,6}'::outcome_star, '{4,4,5,6}'::outcome_star), ('{4,4,5,6}', '{3,4,5,6}'), ('{3,4,5}', '{4,4,5}'),
             ('{4,4,5}', '{3,4,5}'), ('{3,4}', '{4,4}'), ('{3,4}', '{4,3}'),
             ('{3,?,,9}', '{5,10,1,?,7}'), ('{1}', '{10}'), ('{10}', '{1}'), ('{3,?}', '{,5}'), ('{}', '{}'),
             ('{?}', '{?}'), (NULL, '{3}'), ('{3}', NULL)) AS t (first, latest);
SELECT overall_change('{3,4,5}', '{4,4,5}', 0.333333333333333333333333) AS above,
       overall_change('{3,4,5}', '{4,4,5}', 0.333333333333333333333334) AS within,
       overall_change('{1}', '{10}', 8.9) AS large, overall_change('{1}', '{10}', 9) AS largest,
       overall_change('{1}', '{10}', 1e100) AS huge, overall_change('{10}', '{1}', 'Infinity') AS infinite,
       overall_change('{3}', '{4}', NULL) AS no_band, pg_typeof(overall_change('{3}', '{4}'::outcome_star)) AS type;
SELECT overall_change('{3}', '{4}', -0.01);
\echo :LAST_ERROR_SQLSTATE
SELECT overall_change('{3}', '{4}', 'NaN');
\echo :LAST_ERROR_SQLSTATE
SELECT overall_change('{3}', '{4}', '-Infinity');
SELECT overall_change('{}', '{4}', -1);

-- Areas at or below a stage, of those that both have

SELECT star, other, areas_at_or_below(star, other, 1) AS at_1, areas_at_or_below(star, other, 2) AS at_2_or_below,
       areas_at_or_below(star, other, 5) AS in_common
FROM (VALUES ('{1,2,3,4,5,10}'::outcome_star, '{5,5,5,5,5,5}'::outcome_star), ('{1,?,3,4,5}', '{5,5,?,,10,1}'),
             ('{}', '{1}'), ('{?}', '{1}'), ('{,,,,,,,,,,,,,,2}', '{,,,,,,,,,,,,,,9}'), (NULL, '{1}'), ('{1}', NULL))
         AS t (star, other);
SELECT areas_at_or_below('{1}', '{1}', 0);
\echo :LAST_ERROR_SQLSTATE
SELECT areas_at_or_below('{1}', '{1}', 6);

-- Over a journey

SELECT mean_change(journey), overall_change(journey), overall_change(journey, 2) AS two, areas_progressed(journey),
       areas_maintained(journey), areas_regressed(journey), areas_rose(journey), areas_unchanged(journey),
       areas_fell(journey), total_change(journey)
FROM (VALUES ('{2024-01-01:{1,2,9,5,5,?,7},2024-02-01:{9,9,9,9,9,9,9},2024-03-01:{2,3,10,4,,6,?}}'::star_journey),
             ('{2024-01-01:{3,4},2024-03-01:{,,5}}'),
             ('{2024-01-01:{3,4},2024-03-01:{?,?}}'), ('{2024-01-01:{3,4}}'), ('{}'), (NULL)) AS t (journey);
SELECT overall_change('{2024-01-01:{3},2024-01-02:{4}}'::star_journey, -1);
\echo :LAST_ERROR_SQLSTATE
SELECT overall_change('{2024-01-01:{3},2024-01-02:{4}}'::star_journey, 'NaN');
SELECT overall_change('{2024-01-01:{3}}'::star_journey, -1);
SELECT overall_change('{2024-01-01:{3},2024-01-02:{4}}'::star_journey, NULL);

-- Journeys of 400 families, from rows with ties, duplicates, contradictions, gaps, NULLs and infinite dates

\i test/journey_row.psql
ANALYZE journey_row;
CREATE TEMP TABLE journey AS
SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM journey_row GROUP BY family_id;

-- The same in plain SQL: a row for each area of each Star, without reading where rows contradict each other; and
-- the text of each Star, to compare with

CREATE TEMP TABLE model AS
SELECT family_id, completed_on, area_no, CASE WHEN min(reading) = max(reading) THEN min(reading) END AS reading,
       dense_rank() OVER (PARTITION BY family_id ORDER BY completed_on) AS star_no
FROM journey_row WHERE area_no IS NOT NULL AND reading IS NOT NULL AND isfinite(completed_on)
GROUP BY family_id, completed_on, area_no;
CREATE TEMP TABLE model_star AS
SELECT family_id, star_no, completed_on, count(*) OVER (PARTITION BY family_id) AS stars,
       concat_ws(' ', string_agg(area_no || ':' || reading, ' ' ORDER BY area_no),
                 '?' || (array_agg(area_no ORDER BY area_no) FILTER (WHERE reading IS NULL))::text) AS star
FROM model GROUP BY family_id, star_no, completed_on;
CREATE INDEX ON model (family_id, star_no);
CREATE INDEX ON model_star (family_id, star_no);
ANALYZE journey, model, model_star;
CREATE FUNCTION pg_temp.plain(star outcome_star) RETURNS text
    RETURN CASE WHEN star IS NOT NULL THEN
        concat_ws(' ', (SELECT string_agg(area_no || ':' || reading, ' ' ORDER BY area_no)
                        FROM unnest(star::integer[]) WITH ORDINALITY AS t (reading, area_no)),
                  '?' || nullif(contradicting_areas(star), '{}')::text) END;
SELECT count(*) > 800 AS stars, count(DISTINCT family_id) > 300 AS families,
       count(*) FILTER (WHERE stars = 1) > 30 AS of_one_star, max(stars) > 40 AS long,
       count(*) FILTER (WHERE star ~ '\?') > 100 AS contradicted,
       count(*) FILTER (WHERE star ~ '^\?') > 0 AS of_contradictions_only FROM model_star;

-- Stars by number, first and latest

SELECT count(*) - (SELECT count(*) FROM model_star) AS difference,
       count(*) FILTER (WHERE (s.completed_on, pg_temp.plain(s.star))
                              IS DISTINCT FROM (m.completed_on, m.star)) AS wrong
FROM (journey CROSS JOIN stars(journey) AS s) FULL JOIN model_star AS m USING (family_id, star_no);
SELECT count(*) AS families, count(*) FILTER (WHERE NOT agree) AS wrong
FROM journey LEFT JOIN model_star AS f ON f.family_id = journey.family_id AND f.star_no = 1
LEFT JOIN model_star AS l ON l.family_id = journey.family_id AND l.star_no = l.stars AND l.stars > 1,
     LATERAL (VALUES (star_count(journey) IS NOT DISTINCT FROM f.stars),
                     (first_on(journey) IS NOT DISTINCT FROM f.completed_on),
                     (pg_temp.plain(first_star(journey)) IS NOT DISTINCT FROM f.star),
                     (latest_on(journey) IS NOT DISTINCT FROM l.completed_on),
                     (pg_temp.plain(latest_star(journey)) IS NOT DISTINCT FROM l.star)) AS comparison (agree);
SELECT count(*) > 5000 AS calls,
       count(*) FILTER (WHERE (nth_on(journey, n), pg_temp.plain(nth_star(journey, n)))
                              IS DISTINCT FROM (m.completed_on, m.star)) AS wrong
FROM journey CROSS JOIN generate_series(-8, 8) AS n
LEFT JOIN model_star AS m ON m.family_id = journey.family_id AND n IN (m.star_no, m.star_no - m.stars - 1);

-- Up to a date, and from it on

SELECT last_day, count(*) FILTER (WHERE built IS NULL) > 10 AS not_begun,
       count(*) FILTER (WHERE built = journey) > 10 AS whole,
       count(*) FILTER (WHERE star_dates(built) IS DISTINCT FROM dates
                           OR ARRAY(SELECT pg_temp.plain(star) FROM stars(built)) <> coalesce(stars, '{}')) AS wrong
FROM journey, unnest('{-infinity,2023-12-31,2024-01-01,2024-01-03,2024-06-30,2025-12-31,infinity}'::date[]) AS last_day,
     until(journey, last_day) AS built,
     LATERAL (SELECT array_agg(completed_on ORDER BY completed_on) AS dates,
                     array_agg(star ORDER BY completed_on) AS stars
              FROM model_star AS m WHERE m.family_id = journey.family_id AND completed_on <= last_day) AS e
GROUP BY last_day ORDER BY last_day;
SELECT count(*) > 1000 AS many,
       count(*) FILTER (WHERE since(journey, day)
                              IS DISTINCT FROM (SELECT star_journey(star, completed_on) FROM stars(journey)
                                                WHERE completed_on >= day)) AS wrong
FROM journey, generate_series(timestamp '2023-12-25', '2025-01-15', '7 days') AS week, CAST(week AS date) AS day;

-- The start: of the first two Stars before the latest the one that is lower over the areas both have, else the first

SELECT count(*) FILTER (WHERE second_is_lower) > 30 AS second,
       count(*) FILTER (WHERE pg_temp.plain(start_star(journey, 'lower of first two'))
                              IS DISTINCT FROM CASE WHEN second_is_lower THEN m2.star ELSE m1.star END
                           OR pg_temp.plain(start_star(journey, 'first')) IS DISTINCT FROM m1.star
                           OR start_on(journey, 'first') IS DISTINCT FROM m1.completed_on
                           OR start_on(journey, 'lower of first two') IS DISTINCT FROM
                              CASE WHEN second_is_lower THEN m2.completed_on ELSE m1.completed_on END) AS wrong
FROM journey LEFT JOIN model_star AS m1 ON m1.family_id = journey.family_id AND m1.star_no = 1
LEFT JOIN model_star AS m2 ON m2.family_id = journey.family_id AND m2.star_no = 2,
     LATERAL (SELECT m2.stars > 2 AND avg(b.reading) < avg(a.reading) AS second_is_lower FROM model AS a
              JOIN model AS b USING (family_id, area_no)
              WHERE family_id = journey.family_id AND a.star_no = 1 AND b.star_no = 2 AND a.reading IS NOT NULL
                AND b.reading IS NOT NULL) AS e;

-- Change, from the first to the latest Star

CREATE TEMP TABLE model_change AS
SELECT family_id, max(stars) > 1 AS compared, count(latest) AS areas, sum(latest - first) AS total,
       avg(latest - first) AS mean,
       count(*) FILTER (WHERE (latest + 1) / 2 > (first + 1) / 2) AS progressed,
       count(*) FILTER (WHERE (latest + 1) / 2 = (first + 1) / 2) AS maintained,
       count(*) FILTER (WHERE (latest + 1) / 2 < (first + 1) / 2) AS regressed,
       count(*) FILTER (WHERE latest > first) AS rose, count(*) FILTER (WHERE latest = first) AS unchanged,
       count(*) FILTER (WHERE latest < first) AS fell
FROM (SELECT DISTINCT family_id, stars FROM model_star) AS s
LEFT JOIN (SELECT f.family_id, f.reading AS first, l.reading AS latest FROM model AS f
           JOIN model AS l USING (family_id, area_no) JOIN model_star AS s USING (family_id)
           WHERE f.star_no = 1 AND s.star_no = 1 AND l.star_no = s.stars AND l.star_no > 1 AND f.reading IS NOT NULL
             AND l.reading IS NOT NULL) AS c USING (family_id)
GROUP BY family_id;
SELECT count(*) > 250 AS families, count(*) FILTER (WHERE NOT compared) > 30 AS not_compared,
       count(*) FILTER (WHERE compared AND areas = 0) > 0 AS without_common_area,
       count(*) FILTER (WHERE mean = 0) > 5 AS unchanged
FROM model_change;
SELECT count(*) > 1000 AS figures, count(*) FILTER (WHERE NOT agree) AS wrong
FROM journey JOIN model_change USING (family_id),
     LATERAL (VALUES (mean_change(journey) IS NOT DISTINCT FROM mean),
                     (mean_change(first_star(journey), latest_star(journey)) IS NOT DISTINCT FROM mean),
                     (areas_progressed(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN progressed END),
                     (areas_maintained(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN maintained END),
                     (areas_regressed(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN regressed END),
                     (areas_rose(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN rose END),
                     (areas_unchanged(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN unchanged END),
                     (areas_fell(journey) IS NOT DISTINCT FROM CASE WHEN compared THEN fell END),
                     (areas_rose(first_star(journey), latest_star(journey)) IS NOT DISTINCT FROM areas_rose(journey)),
                     (areas_unchanged(first_star(journey), latest_star(journey))
                          IS NOT DISTINCT FROM areas_unchanged(journey)),
                     (areas_fell(first_star(journey), latest_star(journey)) IS NOT DISTINCT FROM areas_fell(journey)),
                     (total_change(journey) IS NOT DISTINCT FROM total),
                     (total_change(first_star(journey), latest_star(journey)) IS NOT DISTINCT FROM total)
             ) AS comparison (agree);
SELECT band, count(*) FILTER (WHERE expected = 'negative') > 0 AS negative,
       count(*) FILTER (WHERE expected = 'no change') > 0 AS no_change,
       count(*) FILTER (WHERE expected = 'positive') > 0 AS positive,
       count(*) FILTER (WHERE expected IS NULL) > 0 AS none,
       count(*) FILTER (WHERE overall_change(journey, band) IS DISTINCT FROM expected
                           OR overall_change(first_star(journey), latest_star(journey), band)
                              IS DISTINCT FROM expected) AS wrong
FROM (SELECT journey, band, CASE WHEN total < -band * areas THEN 'negative'
                                 WHEN total > band * areas THEN 'positive'
                                 WHEN areas > 0 THEN 'no change' END AS expected
      FROM journey JOIN model_change USING (family_id), unnest('{0,0.25,0.3333,0.5,1,20}'::numeric[]) AS band) AS t
GROUP BY band ORDER BY band;
SELECT count(*) FILTER (WHERE overall_change(journey) IS DISTINCT FROM overall_change(journey, 0.25)) AS other_default
FROM journey;

-- How many families changed which way: as counted one by one, with the default and with other bands

SELECT band, from_journeys <> '(0,0,0)'::overall_change_counts AS some,
       from_journeys = one_by_one AND from_stars = one_by_one AS agree
FROM unnest('{0,0.25,0.3333,0.5,1,20}'::numeric[]) AS band,
     LATERAL (SELECT row(count(*) FILTER (WHERE overall_change(journey, band) = 'negative'),
                           count(*) FILTER (WHERE overall_change(journey, band) = 'no change'),
                           count(*) FILTER (WHERE overall_change(journey, band) = 'positive')) AS one_by_one,
                     overall_change_counts(journey, band) AS from_journeys,
                     overall_change_counts(first_star(journey), latest_star(journey), band) AS from_stars
              FROM journey) AS counted
ORDER BY band;
SELECT overall_change_counts(journey) = overall_change_counts(journey, 0.25) AS same_band,
       overall_change_counts(first_star(journey), latest_star(journey)) = overall_change_counts(journey) AS same_source,
       overall_change_counts(journey, 0.1 * (family_id % 7))
           = row(count(*) FILTER (WHERE overall_change(journey, 0.1 * (family_id % 7)) = 'negative'),
                   count(*) FILTER (WHERE overall_change(journey, 0.1 * (family_id % 7)) = 'no change'),
                   count(*) FILTER (WHERE overall_change(journey, 0.1 * (family_id % 7)) = 'positive'))
           AS band_of_the_row
FROM journey;
SELECT overall_change_counts(journey) AS nobody_compared, overall_change_counts(journey) FILTER (WHERE false) AS nobody
FROM (VALUES ('{2024-01-01:{3,4}}'::star_journey), ('{2024-01-01:{3},2024-03-01:{,5}}'), ('{}'), (NULL)) AS t (journey);
SELECT overall_change_counts('{3,4}'::outcome_star, '{5,6}') AS positive,
       overall_change_counts('{3}'::outcome_star, NULL::outcome_star) AS no_latest,
       pg_typeof(overall_change_counts('{3}'::outcome_star, '{4}')) AS type;
SELECT overall_change_counts('{2024-01-01:{3},2024-01-02:{4}}'::star_journey, -1);
\echo :LAST_ERROR_SQLSTATE

SELECT (overall_change_counts(journey)).*, pg_typeof((overall_change_counts(journey)).positive) FROM journey;
BEGIN;
ALTER TYPE overall_change_counts ALTER ATTRIBUTE no_change TYPE text;
SELECT overall_change_counts('{3,4}'::outcome_star, '{5,6}');
ROLLBACK;

-- The state by hand: what is passed stays as it was; another array is refused

SELECT counts, overall_change_counts_add(counts, '{3}'::outcome_star, '{2}') AS negative,
       overall_change_counts_add(counts, '{2024-01-01:{3},2024-01-02:{4}}'::star_journey, 1) AS no_change,
       overall_change_counts_combine(counts, '{1,1,1}') AS combined, overall_change_counts_final(counts) AS finished,
       overall_change_counts_final('{0,0,0}') AS of_nobody
FROM (SELECT ARRAY[n, 5, 6] AS counts FROM generate_series(4::bigint, 4) AS n OFFSET 0) AS state;
SELECT overall_change_counts_add(counts, '{3}'::outcome_star, '{2}')
FROM (VALUES ('{1,2}'::bigint[])) AS state (counts);
\echo :LAST_ERROR_SQLSTATE
SELECT overall_change_counts_add('{1,2,NULL}', '{3}'::outcome_star, '{2}');
SELECT overall_change_counts_add('{{1},{2},{3}}', '{3}'::outcome_star, '{2}');
SELECT overall_change_counts_add('[0:2]={1,2,3}', '{3}'::outcome_star, '{2}');
SELECT overall_change_counts_final('{{1,2}}');
SELECT overall_change_counts_final('{}');
SELECT overall_change_counts_combine('{1,2,3}', '{1,2,3,4}');
SELECT overall_change_counts_combine('{1,2,3}', '{1,2,-3}');
\echo :LAST_ERROR_SQLSTATE
SELECT overall_change_counts_add('{9223372036854775807,2,3}', '{3}'::outcome_star, '{2}');
SELECT overall_change_counts_combine('{1,2,3}', '{9223372036854775807,2,3}');
SELECT overall_change_counts_combine('{1,2,3}', '{9223372036854775806,2,3}');
