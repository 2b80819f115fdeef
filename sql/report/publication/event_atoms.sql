-- Stars, families added and families that left, by quarter.  First Stars are as many as families with one, latest
-- reviews as many as families reviewed.
CREATE UNLOGGED TABLE {report}.staged_event_atoms AS
WITH event AS (
    SELECT ARRAY['All'
               -- for each dimension
               , e.member_{dimension_no}
               -- end
           ]::text[] AS members, e.*
    FROM {report}.staged_events AS e
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
