-- Families compared, by the members of all dimensions together: in arrays, so that who filters by members reads few
-- rows.  In order, so that a refresh finds what has not changed the same.
CREATE TABLE {report}.staged_compared_families AS
SELECT
       -- for each dimension
       {member},
       -- end
       array_agg(first_month) AS first_months, array_agg(latest_month) AS latest_months,
       array_agg(start_star) AS start_stars, array_agg(latest_star) AS latest_stars
FROM (
    SELECT
           -- for each dimension
           {member},
           -- end
           date_trunc('month', @extschema@.first_on(journey)::timestamp)::date AS first_month,
           date_trunc('month', @extschema@.latest_on({reviews})::timestamp)::date AS latest_month,
           start_star, latest_star
    FROM {made}_families
    WHERE latest_star IS NOT NULL AND start_star IS NOT NULL
    ORDER BY
             -- for each dimension
             {member} COLLATE "C",
             -- end
             first_month, latest_month, start_star, latest_star
) AS family
GROUP BY
         -- for each dimension
         {member},
         -- end
         ()
HAVING count(*) > 0;

COMMENT ON TABLE {report}.stored_compared_families IS
    'ABOUT SINGLE FAMILIES: months and Stars of those compared, by the members of all dimensions. Read it through '
    'progress_counts and progress_summary';
