-- The one label of each date: as GROUP BY finds it, whatever the order of rows
CREATE TEMP TABLE sample AS
SELECT n AS row_no, n % 50 AS family, date '2024-01-01' + n * 7919 % 13 AS completed_on,
       CASE n * n % 17 WHEN 0 THEN '' WHEN 1 THEN 'worker only' WHEN 2 THEN 'Worker Only' WHEN 4 THEN 'Worker Only' END
           AS label
FROM generate_series(1, 3000) AS n;
CREATE TEMP VIEW expected AS
SELECT family, array_agg(label ORDER BY completed_on) AS labels
FROM (SELECT family, completed_on, CASE WHEN min(label) = max(label) THEN min(label) END AS label
      FROM sample GROUP BY family, completed_on) AS star
GROUP BY family;
SELECT count(*) AS families, count(*) FILTER (WHERE found.labels IS DISTINCT FROM expected.labels) AS wrong,
       sum((SELECT count(label) FROM unnest(expected.labels) AS label)) AS with_a_label,
       sum(cardinality(expected.labels)) AS dates
FROM (SELECT family, labels_by_date(array_agg(completed_on), array_agg(label)) AS labels
      FROM sample GROUP BY family) AS found
FULL JOIN expected USING (family);
SELECT count(DISTINCT labels_by_date(dates, labels)) AS any_order
FROM (VALUES (1), (-1), (17), (-17)) AS sorting (factor),
     LATERAL (SELECT array_agg(completed_on ORDER BY row_no * factor % 101, row_no) AS dates,
                     array_agg(label ORDER BY row_no * factor % 101, row_no) AS labels
              FROM sample WHERE family < 5) AS sorted;

-- none, one, the same twice, different ones, and again the first; before and after the others
SELECT labels_by_date(array_agg(completed_on), array_agg(label))
FROM (VALUES (date '2024-03-01', NULL), ('2024-01-01', 'a'), ('2024-03-01', 'c'), ('2024-02-01', 'b'),
             ('2024-02-01', 'B'), ('2024-02-01', 'b'), ('2024-04-01', NULL), ('2024-03-01', 'c'),
             ('-infinity', 'first'), ('0044-03-15 BC', ''), ('infinity', 'last'), (NULL, 'of no date'))
         AS star (completed_on, label);
-- long labels are the same only if their ends are
SELECT length(labels[1]), labels[2]
FROM (SELECT labels_by_date(array_agg(completed_on), array_agg(repeat('long', 5000) || label)) AS labels
      FROM (VALUES (date '2024-01-01', 'a'), ('2024-01-01', 'a'), ('2024-01-02', 'a'), ('2024-01-02', 'b'))
               AS star (completed_on, label)) AS family;

-- Nothing
SELECT labels_by_date('{}', '{}'), labels_by_date('{NULL}', '{of no date}'), labels_by_date('{2024-01-01}', '{NULL}'),
       labels_by_date(NULL, '{}') IS NULL AND labels_by_date('{}', NULL) IS NULL AS nothing;
-- wherever the arrays begin
SELECT labels_by_date('[5:6]={2024-02-01,2024-01-01}', '[-1:0]={b,a}');

-- Other arrays are errors
SELECT labels_by_date('{2024-01-01}', '{a,b}');
SELECT labels_by_date('{2024-01-01,2024-01-02}', '{a}');
SELECT labels_by_date('{{2024-01-01,2024-01-02}}', '{a,b}');
SELECT labels_by_date('{2024-01-01,2024-01-02}', '{{a,b}}');
