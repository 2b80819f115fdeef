-- Parts of Stars, with who completed them and their members: mostly whole ones, as rows of a Star say the same.  What
-- is written is looked at here, once for a part.  Or, if a report needs no Stars but ends on a day, journeys: families
-- that have only rows after it are no families of the report, and their rows are counted here.
CREATE UNLOGGED TABLE {report}.staged_parts AS
-- if reads_by_star
SELECT part.family, part.completed_on, part.star, part.source_rows,
       nullif(coalesce(known.answer, @extschema@.label_from_text(part.completed_by)), 'not recorded') COLLATE "C"
           AS completed_by
       -- for each dimension of the source
       , @extschema@.label_from_text(part.member_{dimension_no}) COLLATE "C" AS member_{dimension_no}
       -- end
FROM (
    SELECT r.family, r.dated AS completed_on, {star} AS star, r.completed_by,
           -- if one_reading_a_row
           count(*)::integer AS source_rows
           -- else
           1 AS source_rows
           -- end
           -- for each dimension of the source
           , r.member_{dimension_no}
           -- end
    FROM ({rows}) AS r
    WHERE {usable}
    -- if one_reading_a_row
    GROUP BY r.family, r.dated, r.completed_by
             -- for each dimension of the source
             , r.member_{dimension_no}
             -- end
    -- end
) AS part
LEFT JOIN (
    SELECT @extschema@.name_key(written) COLLATE "C" AS answer_key, min(answer COLLATE "C") AS answer
    FROM @extschema@.star_answers
    GROUP BY answer_key
) AS known ON known.answer_key = @extschema@.name_key(part.completed_by)
-- else
    -- if has_period_to
SELECT *
FROM (
    SELECT r.family, {journey} AS journey, count(*) AS source_rows,
           count(*) FILTER (WHERE r.dated > {period_to}) AS later_rows
    FROM ({rows}) AS r
    WHERE {usable}
    GROUP BY r.family
    OFFSET 0  -- or one process would do it alone, because of the sign of life
) AS journey
WHERE @extschema@.sign_of_life({report_name}, {about_families}, 10)
    -- end
-- end
;
