-- The queries of doc/cookbook/most_significant_change.md, as they stand there, on 227 invented cases that have what the
-- report of a council prints: all 40 figures of the relevance of areas, and the areas that they are linked with
CREATE SCHEMA msc;
SET search_path = msc, public;
CREATE TABLE msc_cases (case_no integer, area_no integer, relevance integer);
CREATE TABLE msc_factors (case_no integer, kind text, factor text);
\copy msc_cases FROM 'test/data/statistics/msc_cases.csv' (FORMAT csv, HEADER)
\copy msc_factors FROM 'test/data/statistics/msc_factors.csv' (FORMAT csv, HEADER)

-- (with a form feed, which no line has, for what is not to be taken apart)
CREATE TABLE page (line_no integer GENERATED ALWAYS AS IDENTITY, line text);
\copy page (line) FROM 'doc/cookbook/most_significant_change.md' (DELIMITER E'\f')
SELECT string_agg(line, E'\n' ORDER BY line_no)
FROM (SELECT line_no, line, max(line_no) FILTER (WHERE line LIKE 'CREATE VIEW%') OVER before AS begins,
             max(line_no) FILTER (WHERE line LIKE '%;') OVER before AS ended FROM page
      WINDOW before AS (ORDER BY line_no ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW)) AS lines
WHERE line LIKE 'CREATE VIEW%' OR begins > ended
GROUP BY greatest(begins, CASE WHEN line LIKE 'CREATE VIEW%' THEN line_no END)
ORDER BY 1 \gexec

CREATE TABLE published (area_no integer, fairly_percent numeric, very_percent numeric, relevant_percent numeric,
                        rank bigint, most_linked text, least_linked text);
\copy published FROM 'test/data/statistics/msc_published.csv' (FORMAT csv, HEADER)
SELECT count(*) AS areas, count(*) FILTER (WHERE p.fairly_percent = r.fairly_percent) AS fairly,
       count(*) FILTER (WHERE p.very_percent = r.very_percent) AS very,
       count(*) FILTER (WHERE p.relevant_percent = r.relevant_percent) AS relevant,
       count(*) FILTER (WHERE p.rank = r.rank) AS rank
FROM published AS p JOIN msc_relevance AS r USING (area_no);

-- The two most and the two least linked, in whatever order; area 10 is printed as linked with itself
SELECT area_no, string_to_array(p.most_linked, ' ') <@ l.most_linked AS most_linked, p.least_linked AS printed,
       l.least_linked
FROM published AS p
JOIN (SELECT area_no, array_agg(other_area_no::text) FILTER (WHERE rank <= 2) AS most_linked,
             string_agg(other_area_no::text, ' ' ORDER BY other_area_no) FILTER (WHERE rank > 7) AS least_linked
      FROM msc_links GROUP BY area_no) AS l USING (area_no)
ORDER BY area_no;
CREATE TABLE link (area_no integer, other_area_no integer, relevant bigint, both_relevant bigint, percent numeric,
                   rank bigint);
\copy link FROM 'test/data/statistics/msc_links.csv' (FORMAT csv, HEADER)
-- (there two that are linked as much have the rank of one and of the next)
SELECT count(*) AS links, count(l.area_no) AS same, count(*) FILTER (WHERE l.place = r.rank) AS ranks
FROM link AS r
LEFT JOIN (SELECT *, row_number() OVER (PARTITION BY area_no ORDER BY rank, other_area_no) AS place FROM msc_links) AS l
    USING (area_no, other_area_no, relevant, both_relevant, percent);

-- Beside a count in which nothing is grouped
CREATE TABLE top AS TABLE msc_top_factors;
SELECT count(*) AS factors, count(*) FILTER (WHERE cases = (
           SELECT count(*) FROM msc_cases AS c
           WHERE (c.area_no, c.relevance > 1) = (t.area_no, true) AND EXISTS (
               SELECT FROM msc_factors AS f WHERE (f.case_no, f.kind, f.factor) = (c.case_no, t.kind, t.factor))))
           AS cases,
       count(*) FILTER (WHERE rank = 1 + (
           SELECT count(*) FROM top AS o
           WHERE (o.area_no, o.kind) = (t.area_no, t.kind) AND o.cases > t.cases)) AS ranks
FROM top AS t;

RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA msc CASCADE;
