-- From each Star of a family to the next, by number: as for start and latest, a step counts if it ends in the period.
CREATE TABLE {report}.staged_star_changes AS
WITH step AS (
    SELECT
           -- for All and each dimension
           member_{dimension_no},
           -- end
           star_no, @extschema@.nth_star(reviews, star_no) AS star,
           @extschema@.nth_star(reviews, star_no + 1) AS next_star,
           @extschema@.nth_on(reviews, star_no + 1) - @extschema@.nth_on(reviews, star_no) AS days
    FROM (
        SELECT 'All'::text AS member_0,
               -- for each dimension
               {member} AS member_{dimension_no},
               -- end
               {reviews} AS reviews, generate_series(1, @extschema@.star_count({reviews}) - 1) AS star_no
        FROM {made}_families
        WHERE service_user AND @extschema@.star_count(journey) > 1
    ) AS taken
    -- if has_period_from
    WHERE @extschema@.nth_on(reviews, star_no + 1) >= {period_from}
    -- end
), counted AS (
    -- for All and each dimension, joined by UNION ALL
    SELECT {dimension_no} AS dimension_no, member_{dimension_no} AS member, star_no,
           @extschema@.progress_matrices(star, next_star) AS matrices,
           @extschema@.number_counts(days::bigint) AS days_apart
    FROM step
    GROUP BY member, star_no
    -- end
), median AS (
    -- of an even number, half-way between the middle two
    SELECT dimension_no, member, star_no, max(all_families)::bigint AS families_with_next, avg(days) AS days
    FROM counted, LATERAL (
        SELECT days, families, sum(families) OVER (ORDER BY days) AS reached, sum(families) OVER () AS all_families
        FROM unnest(days_apart[1:1], days_apart[2:2]) AS apart (days, families)
    ) AS apart
    WHERE 2 * reached >= all_families AND 2 * (reached - families) <= all_families
    GROUP BY dimension_no, member, star_no
)
SELECT c.dimension_no, c.dimension, c.member_no, c.member, star_no, a.area_no, a.area,
       coalesce(@extschema@.family_count(m.matrix), 0) AS families,
       coalesce(@extschema@.reading_total(@extschema@.start_distribution(m.matrix)), 0) AS start_total,
       coalesce(@extschema@.reading_total(@extschema@.latest_distribution(m.matrix)), 0) AS next_total,
       coalesce(median.families_with_next, 0) AS families_with_next, median.days::numeric(7,1) AS median_days
FROM {report}.staged_counts AS c
CROSS JOIN generate_series(1, (SELECT coalesce(max(star_no), 1) FROM counted)) AS star_no
LEFT JOIN counted USING (dimension_no, member, star_no)
LEFT JOIN median USING (dimension_no, member, star_no)
CROSS JOIN {made}_areas AS a
CROSS JOIN LATERAL (VALUES (counted.matrices[a.area_no])) AS m (matrix);

COMMENT ON TABLE {report}.stored_star_changes IS 'counts and totals of readings, from each Star to the next';
