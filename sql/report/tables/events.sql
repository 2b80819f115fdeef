-- What happened in the period, counted where every figure over Stars and quarters can be taken from.
\echo counting Stars
CREATE UNLOGGED TABLE {report}.staged_events AS
WITH family AS NOT MATERIALIZED (
    SELECT 'All'::text AS member_0,
           -- for each dimension
           {member} AS member_{dimension_no},
           -- end
           added_on, left_on, completed_by, latest_star IS NOT NULL AS reviewed, journey
    FROM {all_families}
    WHERE service_user
), star AS NOT MATERIALIZED (
    SELECT
           -- for All and each dimension
           member_{dimension_no},
           -- end
           reviewed, star.star_no, cardinality(reviews) AS review_count,
           -- if has_least_days
           array_position(reviews, star.completed_on) AS review_no,
           reviews[array_position(reviews, star.completed_on) - 1] AS previous_on,
           -- else
           star.star_no AS review_no, dates[star.star_no - 1] AS previous_on,
           -- end
           -- if has_completed_by
           star.completed_by,
           -- else
           NULL::text AS completed_by,
           -- end
           @extschema@.quarter_start(star.completed_on, {quarter_starts}) AS quarter_start
    FROM (
        SELECT *, @extschema@.star_dates(journey) AS dates, @extschema@.star_dates({reviews}) AS reviews FROM family
        OFFSET 0  -- once for all Stars
    ) AS dated,
         -- if has_completed_by
         unnest(dates, completed_by) WITH ORDINALITY AS star (completed_on, completed_by, star_no)
         -- else
         unnest(dates) WITH ORDINALITY AS star (completed_on, star_no)
         -- end
    WHERE star.completed_on BETWEEN {period_from} AND {period_to}
), kind AS NOT MATERIALIZED (
    SELECT
           -- for All and each dimension
           member_{dimension_no},
           -- end
           quarter_start, completed_by, star_no = 1 AS first_star, reviewed,
           -- the first review of a family in the quarter, as far as the quarter lies in the period
           (review_no = 2 OR review_no > 2 AND (previous_on < {period_from} OR quarter_start
               > @extschema@.quarter_start(previous_on, {quarter_starts}))) IS TRUE AS first_of_quarter,
           -- reviews after it, up to two, for those whose latest is in the period
           CASE WHEN reviewed THEN least(review_count - review_no, 2) END AS reviews_after
    FROM star
)
SELECT
       -- for All and each dimension
       member_{dimension_no},
       -- end
       'Star'::text AS what, quarter_start, completed_by, first_star, reviewed, first_of_quarter, reviews_after,
       count(*) AS number
FROM kind
GROUP BY
         -- for All and each dimension
         member_{dimension_no},
         -- end
         quarter_start, completed_by, first_star, reviewed, first_of_quarter, reviews_after
UNION ALL
SELECT
       -- for All and each dimension
       member_{dimension_no},
       -- end
       'added', @extschema@.quarter_start(added_on, {quarter_starts}) AS quarter_start, NULL, NULL, NULL, NULL, NULL,
       count(*)
FROM family
WHERE added_on BETWEEN {period_from} AND {period_to}
GROUP BY
         -- for All and each dimension
         member_{dimension_no},
         -- end
         quarter_start
UNION ALL
SELECT
       -- for All and each dimension
       member_{dimension_no},
       -- end
       'left reviewed', @extschema@.quarter_start(left_on, {quarter_starts}) AS quarter_start, NULL, NULL, NULL, NULL,
       NULL, count(*)
FROM family
WHERE left_on BETWEEN {period_from} AND {period_to} AND @extschema@.star_count({reviews}) > 1
GROUP BY
         -- for All and each dimension
         member_{dimension_no},
         -- end
         quarter_start;
