-- Stars, families added and families that left, by quarter.  First Stars are as many as families with one, latest
-- reviews as many as families reviewed.
CREATE UNLOGGED TABLE {report}.staged_event_atoms AS
WITH event AS (
    SELECT members, event.*, number,
           -- if has_completed_by
           answer AS completed_by
           -- else
           NULL::text AS completed_by
           -- end
    FROM (
        SELECT ARRAY['All'
                   -- for each dimension
                   , member_{dimension_no}
                   -- end
               ]::text[] AS members, event, count(*) AS number
        FROM {report}.staged_counted_families, unnest(events) AS event
        WHERE event IS NOT NULL
        GROUP BY members, event
    ) AS kind
    CROSS JOIN LATERAL @extschema@.report_event(kind.event) AS event
    -- if has_completed_by
    LEFT JOIN {report}.staged_answers USING (answer_no)
    -- end
)
SELECT members, what AS subject, quarter_start, completed_by, first_star, reviewed, first_of_quarter,
       dense_rank() OVER (ORDER BY quarter_start, completed_by COLLATE "C", first_star, reviewed, first_of_quarter,
                              reviews_after)::integer AS atom_no,
       ARRAY[CASE WHEN what <> 'Star' THEN what
                  WHEN first_star THEN 'first Star: ' || reviewed || ', ' || coalesce(completed_by, 'not recorded')
                  WHEN reviews_after = 0 THEN 'latest review'
                  -- if not has_period_from
                  WHEN reviews_after = 1 THEN 'review before it'
                  -- end
             END,
             'all', quarter_start::text, CASE WHEN first_of_quarter THEN quarter_start::text END,
             CASE WHEN what = 'Star' THEN coalesce(completed_by, 'not recorded') END] AS classes,
       number AS families
FROM event;
