CREATE TEMP TABLE pair (first star_reading, latest star_reading);
INSERT INTO pair VALUES (6, 7), (5, 8), (6, 7), (10, NULL), (NULL, 1), (NULL, NULL);
SELECT mean_progress(first, latest) AS readings, mean_progress(first::integer, latest::integer) AS integers,
       mean_progress(first, latest::smallint) AS mixed, round(mean_progress(first, latest), 2) AS rounded,
       mean_progress(first, latest) = mean_progress(progress_matrix(first, latest)) AS as_from_the_matrix
FROM pair;
SELECT avg(latest - first) FROM pair;

-- The empty set

SELECT mean_progress(first, latest) FROM pair WHERE first = 10;
SELECT mean_progress(first, latest) FROM pair WHERE false;
SELECT mean_progress(first, latest) FILTER (WHERE first > 10) FROM pair;
SELECT first, mean_progress(first, latest) FROM pair GROUP BY first ORDER BY first;

SELECT mean_progress(first::integer + 5, latest) FROM pair;
\echo :LAST_ERROR_SQLSTATE
SELECT mean_progress(first::text, latest::text) FROM pair;
\echo :LAST_ERROR_SQLSTATE
\set VERBOSITY terse
SELECT mean_progress(stage(first), stage(latest)) FROM pair;
\echo :LAST_ERROR_SQLSTATE
