-- One row a member of each dimension: its families.  Members are sorted as people would, and those who have none last.
\echo counting families
CREATE UNLOGGED TABLE {report}.staged_counts AS
SELECT *, row_number() OVER (
              PARTITION BY dimension_no
              ORDER BY member = 'not recorded', @extschema@.name_number(member),
                       @extschema@.name_order(member) COLLATE "C", member COLLATE "C")::integer AS member_no
FROM (
    -- for All and each dimension, joined by UNION ALL
    SELECT {dimension_no} AS dimension_no, {dimension} AS dimension, {member} AS member,
           count(*) AS service_users, count(journey) AS with_a_star,
           count(*) FILTER (WHERE {starts_in_period}) AS with_first_star,
           count(latest_star) AS reviewed,
           count(*) FILTER (WHERE {reviewed_twice}) AS reviewed_twice,
           -- if has_left
           count(*) FILTER (WHERE {left_service}) AS left_service,
           count(*) FILTER (WHERE {left_reviewed}) AS left_reviewed,
           -- else
           NULL::bigint AS left_service, NULL::bigint AS left_reviewed,
           -- end
           (coalesce(sum(@extschema@.star_count(journey)), 0)
               -- if has_period_from
               - coalesce(sum(@extschema@.star_count(@extschema@.until(journey, {period_from} - 1))), 0)
               -- end
           )::bigint AS stars,
           count(*) FILTER (WHERE overall_change = 'negative') AS negative,
           count(*) FILTER (WHERE overall_change = 'no change') AS no_change,
           count(*) FILTER (WHERE overall_change = 'positive') AS positive,
           ARRAY[count(*) FILTER (WHERE areas_progressed = 0)
               -- for each area
               , count(*) FILTER (WHERE areas_progressed = {area_no})
               -- end
           ] AS progressed_in,
           ARRAY[count(*) FILTER (WHERE areas_rose = 0)
               -- for each area
               , count(*) FILTER (WHERE areas_rose = {area_no})
               -- end
           ] AS rose_in,
           ARRAY[coalesce(sum(total_change) FILTER (WHERE overall_change = 'negative'), 0),
                 coalesce(sum(total_change) FILTER (WHERE overall_change = 'no change'), 0),
                 coalesce(sum(total_change) FILTER (WHERE overall_change = 'positive'), 0),
                 coalesce(sum(total_change), 0)] AS change_points,
           ARRAY[coalesce(sum(mean_change_parts) FILTER (WHERE overall_change = 'negative'), 0),
                 coalesce(sum(mean_change_parts) FILTER (WHERE overall_change = 'no change'), 0),
                 coalesce(sum(mean_change_parts) FILTER (WHERE overall_change = 'positive'), 0),
                 coalesce(sum(mean_change_parts), 0)] AS mean_change_parts,
           @extschema@.progress_matrices(start_star, latest_star) AS matrices,
           @extschema@.stage_distributions(@extschema@.first_star(journey)) FILTER (WHERE {starts_in_period})
               AS first_readings,
           @extschema@.stage_distributions(@extschema@.nth_star({reviews}, -1)) AS latest_readings
    FROM (
        -- 360360 can be divided by each number of areas, 1 to 15, so that sums of means are exact
        SELECT *, total_change * (360360 / nullif(areas_rose + areas_unchanged + areas_fell, 0)) AS mean_change_parts
        FROM (
            SELECT *, @extschema@.total_change(start_star, latest_star) AS total_change,
                   @extschema@.areas_rose(start_star, latest_star) AS areas_rose,
                   @extschema@.areas_unchanged(start_star, latest_star) AS areas_unchanged,
                   @extschema@.areas_fell(start_star, latest_star) AS areas_fell
            FROM {made}_families
            WHERE service_user
            OFFSET 0  -- so that a family is looked at once
        ) AS changed
    ) AS family
    -- if not is_all
    GROUP BY {member}
    -- end
    -- end
) AS counted;
