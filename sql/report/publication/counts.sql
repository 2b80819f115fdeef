-- The counts of members as published.  A member of which nothing is published is not named: its name would tell that
-- there is a family.
CREATE UNLOGGED TABLE {report}.staged_counts AS
WITH of_families AS (
    SELECT dimension_no, member, sum(published)::bigint AS service_users,
           sum(published) FILTER (WHERE with_a_star) AS with_a_star,
           sum(published) FILTER (WHERE with_first_star) AS with_first_star,
           sum(published) FILTER (WHERE reviewed) AS reviewed,
           sum(published) FILTER (WHERE reviewed_twice) AS reviewed_twice,
           sum(published) FILTER (WHERE left_service) AS left_service,
           sum(published) FILTER (WHERE left_reviewed) AS left_reviewed
    FROM {report}.staged_family_rounded
    GROUP BY dimension_no, member
), of_changes AS (
    SELECT dimension_no, member, sum(published) FILTER (WHERE overall_change = 'negative') AS negative,
           sum(published) FILTER (WHERE overall_change = 'no change') AS no_change,
           sum(published) FILTER (WHERE overall_change = 'positive') AS positive,
           ARRAY[coalesce(sum(published) FILTER (WHERE areas_progressed = 0), 0)
               -- for each area
               , coalesce(sum(published) FILTER (WHERE areas_progressed = {area_no}), 0)
               -- end
           ]::bigint[] AS progressed_in,
           ARRAY[coalesce(sum(published) FILTER (WHERE areas_rose = 0), 0)
               -- for each area
               , coalesce(sum(published) FILTER (WHERE areas_rose = {area_no}), 0)
               -- end
           ]::bigint[] AS rose_in
    FROM {report}.staged_change_rounded
    GROUP BY dimension_no, member
), of_events AS (
    SELECT dimension_no, member, sum(number)::bigint AS stars
    FROM {report}.staged_event_counts
    WHERE what = 'Star'
    GROUP BY dimension_no, member
)
SELECT s.dimension_no, s.dimension, s.member,
       row_number() OVER (PARTITION BY s.dimension_no ORDER BY s.member_no)::integer AS member_no,
       coalesce(f.service_users, 0) AS service_users, coalesce(f.with_a_star, 0)::bigint AS with_a_star,
       coalesce(f.with_first_star, 0)::bigint AS with_first_star, coalesce(f.reviewed, 0)::bigint AS reviewed,
       coalesce(f.reviewed_twice, 0)::bigint AS reviewed_twice,
       -- if has_left
       coalesce(f.left_service, 0)::bigint AS left_service, coalesce(f.left_reviewed, 0)::bigint AS left_reviewed,
       -- else
       NULL::bigint AS left_service, NULL::bigint AS left_reviewed,
       -- end
       coalesce(e.stars, 0) AS stars, coalesce(c.negative, 0)::bigint AS negative,
       coalesce(c.no_change, 0)::bigint AS no_change, coalesce(c.positive, 0)::bigint AS positive,
       coalesce(c.progressed_in, array_fill(0, ARRAY[{area_count} + 1])::bigint[]) AS progressed_in,
       coalesce(c.rose_in, array_fill(0, ARRAY[{area_count} + 1])::bigint[]) AS rose_in,
       -- of negative, no change and positive nothing tells the points, nor of any the means
       ARRAY[NULL, NULL, NULL, coalesce(a.change_points, 0)] AS change_points,
       array_fill(NULL::bigint, ARRAY[4]) AS mean_change_parts, a.matrices, a.first_readings, a.latest_readings
FROM {report}.staged_sharing AS s
LEFT JOIN of_families AS f USING (dimension_no, member)
LEFT JOIN of_changes AS c USING (dimension_no, member)
LEFT JOIN of_events AS e USING (dimension_no, member)
LEFT JOIN {report}.staged_area_counts AS a USING (dimension_no, member)
WHERE s.dimension_no = 0 OR f.service_users > 0 OR e.stars > 0;
