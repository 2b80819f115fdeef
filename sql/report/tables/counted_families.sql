-- What each service user counts in, as numbers (see number_counts), and Stars, so that one pass counts all of a member.
\echo counting families
CREATE UNLOGGED TABLE {report}.staged_counted_families AS
SELECT
       -- for each dimension
       member_{dimension_no},
       -- end
       -- in which counts of inclusion, one bit each
       (with_a_star::integer + 2 * with_first_star::integer + 4 * reviewed::integer + 8 * reviewed_twice::integer
           + 16 * left_service::integer + 32 * left_reviewed::integer)::bigint AS inclusion,
       -- by how many points over how many areas, if it has changed over all
       (((total_change + 1000) * 16 + areas_compared) * 4
           + array_position('{negative,no change,positive}'::text[], overall_change))::bigint AS change,
       (areas_progressed * 16 + areas_rose)::bigint AS moves,
       -- which pattern by stage and by reading, and how many areas at stage 2 or below at first and last
       CASE WHEN overall_change IS NOT NULL THEN (
           ((CASE WHEN areas_progressed > 0 AND areas_regressed > 0 THEN 2 WHEN areas_progressed > 0 THEN 1
                  WHEN areas_regressed > 0 THEN 3 ELSE 4 END * 16
             + CASE WHEN areas_rose > 0 AND areas_fell > 0 THEN 2 WHEN areas_rose > 0 THEN 1
                    WHEN areas_fell > 0 THEN 3 ELSE 4 END) * 16
            + @extschema@.areas_at_or_below(start_star, latest_star, 2)) * 16
           + @extschema@.areas_at_or_below(latest_star, start_star, 2))::bigint END AS patterns,
       start_star, latest_star, first_star, latest_of_all,
       -- what happened in the period: Stars, and that it was added or left
       array_cat(
           ARRAY(
               SELECT @extschema@.report_event_number(
                          'Star'::text, @extschema@.quarter_start(star.completed_on, {quarter_starts}),
                          -- if has_completed_by
                          -- looked up in all at once: a join for each family costs more
                          ((SELECT jsonb_object_agg(answer, answer_no) FROM {report}.staged_answers)
                               -> answer)::integer,
                          -- else
                          NULL::integer,
                          -- end
                          star_no = 1, reviewed,
                          -- the first review of a family in the quarter, as far as the quarter lies in the period
                          (review_no = 2 OR review_no > 2 AND (
                              previous_on < {period_from}
                              OR @extschema@.quarter_start(star.completed_on, {quarter_starts})
                                 > @extschema@.quarter_start(previous_on, {quarter_starts}))) IS TRUE,
                          -- reviews after it, up to two, for those whose latest is in the period
                          CASE WHEN reviewed THEN least(cardinality(reviews) - review_no, 2)::integer END)
               FROM
                    -- if has_completed_by
                    unnest(dates, completed_by) WITH ORDINALITY AS star (completed_on, answer, star_no),
                    -- else
                    unnest(dates) WITH ORDINALITY AS star (completed_on, star_no),
                    -- end
                    -- if has_least_days
                    LATERAL (SELECT array_position(reviews, star.completed_on) AS review_no) AS review,
                    LATERAL (SELECT reviews[review_no - 1] AS previous_on) AS previous
                    -- else
                    LATERAL (SELECT star_no AS review_no, dates[star_no - 1] AS previous_on) AS review
                    -- end
               WHERE star.completed_on BETWEEN {period_from} AND {period_to}),
           ARRAY[CASE WHEN added_on BETWEEN {period_from} AND {period_to} THEN @extschema@.report_event_number(
                     'added'::text, @extschema@.quarter_start(added_on, {quarter_starts})) END,
                 CASE WHEN left_on BETWEEN {period_from} AND {period_to} AND cardinality(reviews) > 1
                      THEN @extschema@.report_event_number(
                          'left reviewed'::text, @extschema@.quarter_start(left_on, {quarter_starts})) END]
       ) AS events
FROM (
    SELECT *, areas_rose + @extschema@.areas_unchanged(start_star, latest_star) + areas_fell AS areas_compared
    FROM (
        SELECT
               -- for each dimension
               {member} AS member_{dimension_no},
               -- end
               added_on, left_on, completed_by, start_star, latest_star, overall_change, areas_progressed,
               @extschema@.areas_regressed(start_star, latest_star) AS areas_regressed,
               @extschema@.areas_rose(start_star, latest_star) AS areas_rose,
               @extschema@.areas_fell(start_star, latest_star) AS areas_fell,
               @extschema@.total_change(start_star, latest_star) AS total_change,
               journey IS NOT NULL AS with_a_star, ({starts_in_period}) IS TRUE AS with_first_star,
               latest_star IS NOT NULL AS reviewed, ({reviewed_twice}) IS TRUE AS reviewed_twice,
               ({left_service}) IS TRUE AS left_service, ({left_reviewed}) IS TRUE AS left_reviewed,
               CASE WHEN {starts_in_period} THEN @extschema@.first_star(journey) END AS first_star,
               @extschema@.nth_star({reviews}, -1) AS latest_of_all,
               @extschema@.star_dates(journey) AS dates, @extschema@.star_dates({reviews}) AS reviews
        FROM {all_families}
        WHERE service_user
        OFFSET 0  -- each once
    ) AS known
) AS family;
