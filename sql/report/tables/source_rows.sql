-- What became of each row of the source, of each reading, Star and family: the parts of each add up.
CREATE TABLE {report}.staged_source_rows AS
WITH families AS (
    SELECT count(*) AS known,
           count(journey) FILTER (WHERE service_user) AS with_a_star,
           count(*) FILTER (WHERE service_user AND journey IS NULL) AS without_a_star,
           count(*) FILTER (WHERE NOT service_user) AS outside,
           coalesce(sum(@extschema@.star_count(journey)) FILTER (WHERE service_user), 0) AS stars,
           coalesce(sum(@extschema@.reading_count(journey)) FILTER (WHERE service_user), 0) AS readings,
           coalesce(sum(source_rows), 0) AS up_to_the_period,
           coalesce(sum(source_rows) FILTER (WHERE NOT service_user), 0) AS outside_the_period
    FROM {made}_families
), rows AS (
    SELECT
           -- if has_entered_on
           -- rows that later ones repeat are neither usable nor left out
           (SELECT count(*) FROM ({rows}) AS r) AS read,
           -- else
           up_to_the_period + after_the_period + left_out AS read,
           -- end
           left_out,
           -- if one_reading_a_row
           readings AS used,
               -- if has_contradictions
           (SELECT coalesce(sum(c.rows), 0) FROM {report}.staged_contradictions AS c WHERE c.service_user)
               AS contradicting,
               -- else
           0::bigint AS contradicting,
               -- end
           -- else
           stars AS used, 0::bigint AS contradicting,
           -- end
           after_the_period, outside_the_period
    FROM families,
         LATERAL (SELECT count(row_counts_as) AS left_out FROM {report}.staged_problems) AS problems,
         -- if has_period_to
         LATERAL (
             -- if reads_by_star
             SELECT coalesce(sum(source_rows), 0) AS after_the_period FROM {report}.staged_parts
             WHERE completed_on > {period_to}
             -- else
             SELECT coalesce(sum(later_rows), 0) AS after_the_period FROM {report}.staged_parts
             -- end
         ) AS later
         -- else
         LATERAL (VALUES (0::bigint)) AS later (after_the_period)
         -- end
), parts (counted_no, counted, what, number) AS (
    SELECT 1, 'rows', part.what, part.number
    FROM rows, LATERAL (VALUES
        ('read', read),
        ('used', used),
        ('repeated', read - left_out - after_the_period - outside_the_period - contradicting - used),
        ('contradicting', contradicting),
        ('after the period', after_the_period),
        ('of families outside the period', outside_the_period)) AS part (what, number)
    UNION ALL
    SELECT 1, 'rows', CASE known.issue WHEN 'superseded' THEN '' ELSE 'left out: ' END || known.issue, count(p.issue)
    FROM (VALUES ('superseded'), ('no family'), ('no date'), ('not a date'), ('date too early'), ('date in the future'),
                 ('no area'), ('unknown area'), ('reading out of range'), ('not a reading'), ('no reading'))
             AS known (issue)
    LEFT JOIN {report}.staged_problems AS p ON p.row_counts_as = known.issue
    GROUP BY known.issue
    UNION ALL
    SELECT 2, 'readings', 'used', readings FROM families
    UNION ALL
    SELECT 2, 'readings', 'contradicting', count(*)
    -- if has_contradictions
    FROM {report}.staged_contradicted
    WHERE service_user
    -- else
    WHERE false
    -- end
    UNION ALL
    SELECT 2, 'readings', CASE issue WHEN 'superseded' THEN '' ELSE 'left out: ' END || issue, count(*)
    FROM {report}.staged_problems
    WHERE row_counts_as IS NULL AND issue <> ALL ('{Star without readings,contradicting}')
    GROUP BY issue
    UNION ALL
    SELECT 3, 'Stars', 'used', stars FROM families
    -- if has_period
    UNION ALL
    SELECT 3, 'Stars', 'in the period', count(*)
    FROM {made}_families AS f, unnest(@extschema@.star_dates(f.journey)) AS completed_on
    WHERE f.service_user AND completed_on BETWEEN {period_from} AND {period_to}
    -- end
    UNION ALL
    SELECT 4, 'families', part.what, part.number
    FROM families, LATERAL (VALUES
        ('known', known),
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
