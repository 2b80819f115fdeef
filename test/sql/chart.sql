-- Charts: well-formed, with the figures of what they are drawn from, whatever the labels; and what is hidden stays so.
SET client_min_messages = warning;
SET client_encoding = 'UTF8';
\set SHOW_CONTEXT never
\set labels '(SELECT areas FROM star_editions WHERE edition = ''Family Star Plus 1'')'
\set stages '(SELECT stages FROM star_editions WHERE edition = ''Family Star Plus 1'')'

-- One of them as it is
SELECT progress_chart(ARRAY[3, 0], ARRAY[10, 7], ARRAY[12, 0], '{Home & money,Friends}', ARRAY[20, 0]);

-- PostgreSQL can be built without libxml: then the charts are parsed by test/pictures alone.
CREATE FUNCTION is_well_formed(svg text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN xml_is_well_formed_document(svg);
EXCEPTION WHEN feature_not_supported THEN
    RETURN true;
END $$;
-- What is written in a chart, and its description
CREATE FUNCTION written(svg text) RETURNS text[]
    RETURN ARRAY(SELECT regexp_replace(found[1], '<[^>]*>', '', 'g')
                 FROM regexp_matches(svg, '<text[^>]*?>(.*?)</text>', 'g') AS found);
CREATE FUNCTION description(svg text) RETURNS text RETURN substring(svg FROM '<desc>(.*)</desc>');

-- A table of charts, of the journeys of 200 families and of their summaries
CREATE TABLE pair AS
SELECT n, ARRAY(SELECT 1 + (n * area * 7 + area) % 10 FROM generate_series(1, 10) AS area)::outcome_star AS start,
       ARRAY(SELECT 1 + (n * area * 3 + n) % 10 FROM generate_series(1, 10) AS area)::outcome_star AS latest
FROM generate_series(1, 200) AS n;
CREATE TABLE matrix AS
SELECT area_no, matrix FROM unnest((SELECT progress_matrices(start, latest) FROM pair)) WITH ORDINALITY
                                AS m (matrix, area_no);
CREATE TABLE chart AS
SELECT 'star' AS name,
       star_chart(array_agg(start_mean(matrix) ORDER BY area_no), array_agg(latest_mean(matrix) ORDER BY area_no),
                  :labels) AS svg
FROM matrix
UNION ALL
SELECT 'stages', stage_chart(array_agg(matrix ORDER BY area_no), :labels, :stages) FROM matrix
UNION ALL
SELECT 'progress', progress_chart(array_agg(matrix ORDER BY area_no), :labels) FROM matrix
UNION ALL
SELECT 'matrix', matrix_chart(matrix, :stages, 'Physical health') FROM matrix WHERE area_no = 1
UNION ALL
SELECT 'small matrix', matrix_chart(matrix, title => 'Physical health') FROM matrix WHERE area_no = 1
UNION ALL
SELECT 'change',
       change_chart(ARRAY[1, 20], ARRAY[2, 0], ARRAY[3, 70], '{All families,North}', '{NULL,District}')
UNION ALL
SELECT 'counts',
       count_chart(ARRAY[[10, 20, 0], [3, 2345, 1], [0, NULL, 9]], '{a,b,c}', '{One,Two,Three}')
UNION ALL
SELECT 'family', star_chart(start, latest, :labels, middle => start) FROM pair WHERE n = 5;
SELECT name, is_well_formed(svg), length(svg) < 30000 AS small, length(svg_data_uri(svg)) < 32767 AS fits,
       description(svg)
FROM chart;

-- Figures in the picture are those that it is drawn from: means and their change of scale,
SELECT count(*) AS areas,
       bool_and(format('%s &#8594; %s', round(start_mean(matrix), 1), round(latest_mean(matrix), 1))
                = ANY (written(svg)))
FROM matrix, chart WHERE name = 'star';
-- percentages (those of parts that are wide enough), counts and bases,
SELECT bool_and(percents <@ written(svg) AND families::text = ANY (written(svg)))
FROM chart, matrix, LATERAL (
    SELECT array_agg(percent::text) AS percents, sum(families) AS families
    FROM stages(latest_distribution(matrix)) WHERE percent >= 5) AS s WHERE name = 'stages';
SELECT bool_and(array_remove(ARRAY[progressed(matrix)::text, maintained(matrix)::text, regressed(matrix)::text], '0')
                || format('%s%% %s of %s', made_progress_percent(matrix, 0), progressed(matrix),
                          family_count(matrix) - stayed_at_top(matrix)) <@ written(svg))
FROM chart, matrix WHERE name = 'progress';
-- and every cell and total of a matrix
SELECT name, (SELECT array_agg(families::text) FROM stage_cells(matrix)) <@ written(svg) AS cells,
       (SELECT array_agg(total::text) FROM matrix_rows(matrix)) <@ written(svg) AS totals
FROM chart, matrix WHERE name ~ 'matrix' AND area_no = 1 ORDER BY name;

-- Rounded once, half up: 4.5 % is 5 %, 2.25 is 2.3; a mean of 4.449 is 4.4, though 4.45 would be 4.5.
SELECT description(stage_chart(ARRAY[[9, 191, 0, 0, 0]], ARRAY[[1, 199, 0, 0, 0]], '{x}'));
SELECT description(star_chart(ARRAY[2.25, 4.449, 9], ARRAY[2.35, 4.45, 10], '{x,y,z}'));
-- Whole readings are printed as such, a contradiction or no reading as what stands for it.
SELECT description(star_chart('{2,?,9}'::outcome_star, '{3,4}'::outcome_star, '{x,y,z}', names => '{May,July}',
                              missing => 'none'));

-- Labels are text and nothing else; characters that XML forbids, and those that turn text round, are not there.
CREATE TABLE hostile AS
SELECT label,
       star_chart(ARRAY[1, 2, 3.5], ARRAY[4, 5, NULL], ARRAY[label, label, label], 5, label, ARRAY[label, label],
                  label) AS star,
       stage_chart(ARRAY[[1, 2, 3, 4, 5]], ARRAY[[1, 2, 3, 4, 5]], ARRAY[label], array_fill(label, '{5}'), label)
           AS stages,
       progress_chart(ARRAY[1], ARRAY[2], ARRAY[3], ARRAY[label], title => label) AS progress,
       matrix_chart(array_fill(1::bigint, '{5,5}'), array_fill(label, '{5}'), label) AS matrix,
       change_chart(ARRAY[1], ARRAY[2], ARRAY[3], ARRAY[label], ARRAY[label], label) AS change,
       count_chart(ARRAY[1, 2], ARRAY[label, label], ARRAY[label], label) AS counts
FROM unnest(ARRAY['</text></svg><script>alert(1)</script>', ''' onload=''alert(1)', '" onload="alert(1)',
                  '&lt;b&gt; & ]]>', E'\x01\x08\x1b\x7f\u0085\ufffe\uffff', E'\u202e\u202aevil\u2067',
                  E'a\tb\nc\r\fd', '', '   ', '%s%n%d%l%t', '<!--', '<![CDATA[', 'javascript:alert(1)',
                  repeat('W', 200), repeat('漢', 200), '🏴' || repeat('e' || U&'\0301', 90)]) AS label;
SELECT label, every.key FROM hostile, jsonb_each_text(to_jsonb(hostile) - 'label') AS every
WHERE NOT is_well_formed(value) OR value !~ '^<svg [^>]*>.*</svg>$' OR value ~ '<(script|b|!)|onload=[''"]'
   OR value ~ '[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]';
SELECT label, star ~ 'alert\(1\)' AS text_is_there, written(star) FROM hostile WHERE label ~ '^<|%' LIMIT 2;

-- In a database of another encoding
SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_chart ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0;
\c outcomestar_chart
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
SELECT convert_from(decode(substring(svg_data_uri(svg) FROM ',(.*)'), 'base64'), 'UTF8') = svg AS same,
       svg ~ '>Café<' AS is_there
FROM (SELECT count_chart(ARRAY[3], '{Café}')) AS c (svg);
\c :regression
DROP DATABASE outcomestar_chart;
SET client_min_messages = warning;
\set SHOW_CONTEXT never

-- What is hidden: a bar of which a part is hidden has no coloured part, and its sum is hidden; so no chart changes with
-- the figures that it hides.  Where the base is too small, no percentage is shown.
SELECT regexp_replace(svg, '^.*of all</text>', '') AS bar, description(svg)
FROM (SELECT progress_chart(ARRAY[3], ARRAY[NULL::bigint], ARRAY[8], '{x}')) AS b (svg);
SELECT stage_chart(ARRAY[[9, 1, 30, 3, 6]], ARRAY[[6, 10, 3, 20, 10]], '{x}', least_base => 50)
     = stage_chart(ARRAY[[39, 1, 1, 2, 6]], ARRAY[[46, 0, 3, 0, 0]], '{x}', least_base => 50) AS the_same,
       description(stage_chart(ARRAY[[9, 1, 30, 3, 6]], ARRAY[[6, 10, 3, 20, 10]], '{x}', least_base => 50));
SELECT written(progress_chart(ARRAY[3], ARRAY[4], ARRAY[42], '{x}', least_base => 50)),
       written(progress_chart(ARRAY[3], ARRAY[4], ARRAY[43], '{x}', least_base => 50));
SELECT written(svg), description(svg)
FROM (SELECT matrix_chart(ARRAY[[1, NULL, 0, 0, 0], [2, 2, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 4, 0],
                                [0, 0, 0, 0, 5]])) AS m (svg);

-- Counts from 1 to 5 are marked, or to another number, or none.
SELECT up_to,
       (SELECT count(*) FROM regexp_matches(
            count_chart(ARRAY[0, 1, 5, 6, NULL], '{a,b,c,d,e}', mark_up_to => up_to), '<path [^>]*z''', 'g')) AS marks
FROM unnest(ARRAY[NULL, -1, 0, 5, 6]) AS up_to;

-- Areas of nobody are left out; where there are none at all, the chart says so.
SELECT written(stage_chart('{NULL}'::progress_matrix[], '{a,b}')),
       written(progress_chart(ARRAY[0], ARRAY[0], ARRAY[0], '{a}'));
SELECT written(progress_chart(ARRAY[m], '{a,b,c}'))
FROM (SELECT progress_matrix(n, 3) FROM generate_series(1, 4) AS n) AS counted (m);

-- A NULL in place of an array or of labels is NULL; in place of an option, its default.
SELECT star_chart(NULL, ARRAY[1.0], '{a}'), stage_chart(ARRAY[[1]], NULL, '{a}'),
       progress_chart(ARRAY[1], ARRAY[1], ARRAY[1], NULL), matrix_chart(NULL::progress_matrix),
       change_chart(ARRAY[1], NULL, ARRAY[1], '{a}'), count_chart(ARRAY[1], NULL), svg_data_uri(NULL),
       stage_chart(NULL::progress_matrix[], '{a}'), stage_chart('{NULL}'::progress_matrix[], NULL);
SELECT count_chart(ARRAY[1], '{a}', NULL, NULL, NULL, NULL) = count_chart(ARRAY[1], '{a}') AS counts,
       star_chart(ARRAY[1.0, 2, 3], ARRAY[1.0, 2, 3], '{a,b,c}', NULL, NULL, NULL, NULL, NULL)
       = star_chart(ARRAY[1.0, 2, 3], ARRAY[1.0, 2, 3], '{a,b,c}') AS star;

-- What is no chart is an error that says what is wrong.
CREATE FUNCTION refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    svg text;
BEGIN
    EXECUTE 'SELECT ' || call INTO svg;
    RETURN 'drawn: ' || left(svg, 20);
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws('; ', SQLSTATE, SQLERRM, nullif(detail, ''));
END $$;
SELECT call, refusal(call) FROM unnest(ARRAY[
    $$star_chart(ARRAY[1, 2.0], ARRAY[1, 2.0], '{a,b}')$$,
    $$star_chart(array_fill(1.0, '{16}'), array_fill(1.0, '{16}'), array_fill('a'::text, '{16}'))$$,
    $$star_chart(ARRAY[1, 2.0], ARRAY[1, 2, 3.0], '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[[1, 2, 3.0]], '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[1, 2, 10.01], '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, -0.1], ARRAY[1, 2, 3.0], '{a,b,c}')$$,
    $$star_chart('{1,2,NaN}'::numeric[], ARRAY[1, 2, 3.0], '{a,b,c}')$$,
    $$star_chart('{1,2,Infinity}'::numeric[], ARRAY[1, 2, 3.0], '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, 1e131071], ARRAY[1, 2, 3.0], '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[1, 2, 6.0], '{a,b,c}', 5)$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[1, 2, 6.0], '{a,b,c}', 11)$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[1, 2, 6.0], '{a,b,c}', names => '{a}')$$,
    $$star_chart('{1,2,6}'::outcome_star, '{1}'::outcome_star, '{a,b,c}', 5)$$,
    $$star_chart('{1,2,6}'::outcome_star, '{1,,,7}'::outcome_star, '{a,b,c}')$$,
    $$star_chart(ARRAY[1, 2, 3.0], ARRAY[1, 2, 6.0], ARRAY['a', 'b', repeat('c', 201)])$$,
    $$stage_chart(ARRAY[[1, 2, 3, 4]], ARRAY[[1, 2, 3, 4]], '{a}')$$,
    $$stage_chart(ARRAY[1, 2, 3, 4, 5], ARRAY[[1, 2, 3, 4, 5]], '{a}')$$,
    $$stage_chart(ARRAY[[1, 2, 3, 4, 5]], ARRAY[[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], '{a}')$$,
    $$stage_chart(ARRAY[[1, 2, 3, 4, 5]], ARRAY[[1, 2, 3, 4, 5]], '{a,b}')$$,
    $$stage_chart(ARRAY[[1, 2, 3, 4, 5]], ARRAY[[1, 2, 3, 4, 5]], '{a}', '{b}')$$,
    $$stage_chart(ARRAY[progress_matrix(1, 2), progress_matrix(1, 2)], '{a}')$$,
    $$progress_chart(ARRAY[1], ARRAY[1, 2], ARRAY[1], '{a}')$$,
    $$progress_chart(ARRAY[1], ARRAY[1], ARRAY[1], '{a}', ARRAY[1, 2])$$,
    $$progress_chart(ARRAY[-1], ARRAY[1], ARRAY[1], '{a}')$$,
    $$progress_chart(ARRAY[1000000000000], ARRAY[1], ARRAY[1], '{a}')$$,
    $$progress_chart('{}'::bigint[], '{}', '{}', '{}')$$,
    $$change_chart(array_fill(1::bigint, '{101}'), '{}', '{}', '{}')$$,
    $$matrix_chart(ARRAY[[1, 2], [3, 4]])$$,
    $$count_chart(array_fill(1::bigint, '{4,2}'), '{a,b}')$$,
    $$count_chart(array_fill(1::bigint, '{25}'), '{a}')$$,
    $$count_chart(array_fill(1::bigint, '{2,2,2}'), '{a}')$$,
    $$svg_data_uri(repeat('x', 24556))$$, $$svg_data_uri(repeat('x', 24555))$$]) AS call;
-- The largest counts and arrays that are taken
SELECT is_well_formed(change_chart(most, most, most, labels, labels))
FROM array_fill(999999999999, '{100}') AS most, array_fill(repeat('W', 200), '{100}') AS labels;
SELECT is_well_formed(svg), '24,999,999,999,975' = ANY (written(svg)) AS total_is_there
FROM (SELECT matrix_chart(array_fill(999999999999, '{5,5}'))) AS m (svg);

DROP TABLE pair, matrix, chart, hostile;
DROP FUNCTION is_well_formed, written, description, refusal;
