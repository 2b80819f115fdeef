-- What became of each row of the source, of each reading, Star and family: the parts of each add up.
CREATE TABLE {report}.staged_source_rows AS
WITH journeys AS (
    SELECT coalesce(sum(@extschema@.star_count(journey)), 0) AS stars,
           coalesce(sum(@extschema@.reading_count(journey)), 0) AS readings,
           count(*) FILTER (WHERE service_user AND journey IS NOT NULL) AS with_a_star,
           count(*) FILTER (WHERE service_user AND journey IS NULL) AS without_a_star,
           count(*) FILTER (WHERE NOT service_user) AS outside,
           count(*) AS families
    FROM {report}.staged_families
), rows AS (
    SELECT (SELECT count(*) FROM {source}) AS read,
           -- if has_period_to
           (SELECT count(*) FROM ({rows}) AS r WHERE {usable} AND r.dated > {period_to}) AS after_the_period,
           -- else
           0::bigint AS after_the_period,
           -- end
           (SELECT count(*) FROM {report}.staged_problems WHERE is_row) AS left_out,
           -- if one_reading_a_row
           readings AS used, (SELECT coalesce(sum(c.rows), 0) FROM {report}.staged_contradictions AS c) AS contradicting
           -- else
           stars AS used, 0::bigint AS contradicting
           -- end
    FROM journeys
), issues AS (
    SELECT CASE issue WHEN 'Star without readings' THEN 'no reading' ELSE issue END AS issue, is_row, count(*) AS number
    FROM {report}.staged_problems
    WHERE is_row OR issue <> 'Star without readings'
    GROUP BY 1, 2
), parts (counted_no, counted, what, number) AS (
    SELECT 1, 'rows', part.what, part.number
    FROM rows, LATERAL (VALUES
        (1, 'read', read),
        (2, 'used', used),
        (3, 'repeated', read - left_out - after_the_period - contradicting - used),
        (4, 'contradicting', contradicting),
        (5, 'after the period', after_the_period)) AS part (what_no, what, number)
    UNION ALL
    SELECT 1, 'rows', CASE known.issue WHEN 'superseded' THEN '' ELSE 'left out: ' END || known.issue,
           coalesce(issues.number, 0)
    FROM (VALUES ('superseded'), ('no family'), ('no date'), ('not a date'), ('date too early'), ('date in the future'),
                 ('no area'), ('unknown area'), ('reading out of range'), ('not a reading'), ('no reading'))
             AS known (issue)
    LEFT JOIN issues ON issues.issue = known.issue AND issues.is_row
    UNION ALL
    SELECT 2, 'readings', 'used', readings FROM journeys
    UNION ALL
    SELECT 2, 'readings', 'contradicting', count(*) FROM {report}.staged_contradicted
    UNION ALL
    SELECT 2, 'readings', 'left out: ' || issue, number FROM issues WHERE NOT is_row
    UNION ALL
    SELECT 3, 'Stars', 'used', stars FROM journeys
    UNION ALL
    SELECT 4, 'families', part.what, part.number
    FROM journeys, LATERAL (VALUES
        ('known', families),
        ('with a Star', with_a_star),
        ('without a Star', without_a_star),
        ('outside the period', outside)) AS part (what, number)
)
SELECT row_number() OVER (
           ORDER BY counted_no, what NOT IN ('read', 'known'), what <> 'used', what LIKE 'left out%', what COLLATE "C"
       )::integer AS line_no,
       counted, what, number::bigint
FROM parts;

COMMENT ON TABLE {report}.stored_source_rows IS 'counts of what became of the rows of the source';
