-- One row a member of each dimension: all that is counted of its families, in one pass for a dimension.  Members are
-- sorted as people would, and those who have none last.
CREATE UNLOGGED TABLE {report}.staged_counts AS
WITH counted AS MATERIALIZED (
    -- for All and each dimension, joined by UNION ALL
    SELECT {dimension_no} AS dimension_no, {dimension} AS dimension,
           -- if is_all
           {member} AS member,
           -- else
           member_{dimension_no} AS member,
           -- end
           @extschema@.number_counts(inclusion) AS inclusion, @extschema@.number_counts(change) AS change,
           @extschema@.number_counts(moves) AS moves, @extschema@.number_counts(patterns) AS patterns,
           @extschema@.number_counts(events) AS events,
           @extschema@.progress_matrices(start_star, latest_star) AS matrices,
           @extschema@.stage_distributions(first_star) AS first_readings,
           @extschema@.stage_distributions(latest_of_all) AS latest_readings
    FROM {report}.staged_counted_families
    -- if not is_all
    GROUP BY member
    -- end
    -- end
)
SELECT dimension_no, dimension, member,
       row_number() OVER (
           PARTITION BY dimension_no
           ORDER BY member = 'not recorded', @extschema@.name_number(member),
                    @extschema@.name_order(member) COLLATE "C", member COLLATE "C")::integer AS member_no,
       service_users, with_a_star, with_first_star, reviewed, reviewed_twice,
       -- if has_left
       left_service, left_reviewed,
       -- else
       NULL::bigint AS left_service, NULL::bigint AS left_reviewed,
       -- end
       stars, of_change.negative, of_change.no_change, of_change.positive, progressed_in, rose_in,
       change_points, mean_change_parts, matrices, first_readings, latest_readings, events, patterns
FROM counted AS c
CROSS JOIN LATERAL (
    SELECT coalesce(sum(times), 0)::bigint AS service_users,
           coalesce(sum(times) FILTER (WHERE number & 1 > 0), 0)::bigint AS with_a_star,
           coalesce(sum(times) FILTER (WHERE number & 2 > 0), 0)::bigint AS with_first_star,
           coalesce(sum(times) FILTER (WHERE number & 4 > 0), 0)::bigint AS reviewed,
           coalesce(sum(times) FILTER (WHERE number & 8 > 0), 0)::bigint AS reviewed_twice,
           coalesce(sum(times) FILTER (WHERE number & 16 > 0), 0)::bigint AS left_service,
           coalesce(sum(times) FILTER (WHERE number & 32 > 0), 0)::bigint AS left_reviewed
    FROM unnest(c.inclusion[1:1], c.inclusion[2:2]) AS i (number, times)
) AS of_inclusion
CROSS JOIN LATERAL (
    SELECT coalesce(sum(times), 0)::bigint AS stars
    FROM unnest(c.events[1:1], c.events[2:2]) AS e (number, times)
    WHERE (@extschema@.report_event(number)).what = 'Star'
) AS of_events
CROSS JOIN LATERAL (
    SELECT families[1] AS negative, families[2] AS no_change, families[3] AS positive,
           points || (SELECT sum(n) FROM unnest(points) AS n)::bigint AS change_points,
           mean_parts || (SELECT sum(n) FROM unnest(mean_parts) AS n)::bigint AS mean_change_parts
    FROM (
        SELECT array_agg(families ORDER BY change_no) AS families, array_agg(points ORDER BY change_no) AS points,
               array_agg(mean_parts ORDER BY change_no) AS mean_parts
        FROM (
            SELECT change_no, coalesce(sum(times), 0)::bigint AS families,
                   coalesce(sum(times * points), 0)::bigint AS points,
                   -- 360360 can be divided by each number of areas, 1 to 15, so that sums of means are exact
                   coalesce(sum(times * points * (360360 / areas)), 0)::bigint AS mean_parts
            FROM generate_series(1, 3) AS change_no
            LEFT JOIN (
                SELECT number & 3 AS change_no, number >> 2 & 15 AS areas, (number >> 6) - 1000 AS points, times
                FROM unnest(c.change[1:1], c.change[2:2]) AS change (number, times)
            ) AS change USING (change_no)
            GROUP BY change_no
        ) AS one
    ) AS each
) AS of_change
CROSS JOIN LATERAL (
    SELECT array_agg(progressed ORDER BY n) AS progressed_in, array_agg(rose ORDER BY n) AS rose_in
    FROM (
        SELECT n, coalesce(sum(times) FILTER (WHERE number >> 4 = n), 0)::bigint AS progressed,
               coalesce(sum(times) FILTER (WHERE number & 15 = n), 0)::bigint AS rose
        FROM generate_series(0, {area_count}) AS n
        LEFT JOIN unnest(c.moves[1:1], c.moves[2:2]) AS move (number, times) ON n IN (number >> 4, number & 15)
        GROUP BY n
    ) AS one
) AS of_moves;
