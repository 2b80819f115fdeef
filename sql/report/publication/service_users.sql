-- What figures tell of each service user, for as long as the rounding takes: this table is dropped, like all that a
-- publication does not keep, before anybody sees it.  Classes are groups of families whose number is rounded once, and
-- which later counts add up to.
\echo rounding
CREATE UNLOGGED TABLE {report}.staged_service_users AS
SELECT *,
       CASE WHEN with_a_star THEN concat('with a Star: ', with_first_star, ', ', reviewed) END AS area_class,
       CASE WHEN reviewed THEN concat('compared: ', with_first_star,
           CASE WHEN overall_change IS NULL THEN ' in no area' END,
           CASE WHEN areas_progressed > 0 THEN ' progressed' END, CASE WHEN areas_regressed > 0 THEN ' regressed' END,
           CASE WHEN areas_rose > 0 THEN ' rose' END, CASE WHEN areas_fell > 0 THEN ' fell' END) END AS pattern_class,
       CASE WHEN with_first_star THEN 'first Star: ' || reviewed END AS started_class,
       'first Star: ' || reviewed || ', ' || first_completed_by AS first_star_class,
       'with needs: ' || reviewed AS need_class
FROM (
    SELECT ARRAY['All'
               -- for each dimension
               , {member}
               -- end
           ]::text[] AS members,
           journey, start_star, latest_star, @extschema@.nth_star({reviews}, -1) AS latest_of_all,
           journey IS NOT NULL AS with_a_star, {starts_in_period} IS TRUE AS with_first_star,
           latest_star IS NOT NULL AS reviewed, ({reviewed_twice}) IS TRUE AS reviewed_twice,
           ({left_service}) IS TRUE AS left_service, ({left_reviewed}) IS TRUE AS left_reviewed,
           (added_on BETWEEN {period_from} AND {period_to}) IS TRUE AS added,
           overall_change, areas_progressed,
           @extschema@.areas_regressed(start_star, latest_star) AS areas_regressed,
           @extschema@.areas_rose(start_star, latest_star) AS areas_rose,
           @extschema@.areas_fell(start_star, latest_star) AS areas_fell,
           @extschema@.areas_at_or_below(start_star, latest_star, 2) = 0 AS start_low_none,
           @extschema@.areas_at_or_below(latest_star, start_star, 2) = 0 AS latest_low_none,
           CASE WHEN {starts_in_period} THEN
               -- if has_completed_by
               CASE WHEN completed_by[1] IN (SELECT answer FROM {report}.staged_answers) THEN completed_by[1]
                    ELSE 'not recorded' END
               -- else
               'not recorded'
               -- end
           END AS first_completed_by
    FROM {all_families}
    WHERE service_user
) AS known;
