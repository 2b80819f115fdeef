-- What is wrong with rows of the source, and with readings in them; also dates without a reading in a row, which are
-- Stars without readings if no other row has one, and readings that contradict each other.  A row that is not used
-- stands here once with what it counts as.
\echo listing what cannot be used
CREATE UNLOGGED TABLE {report}.staged_problems AS
SELECT problem.issue, CASE WHEN NOT {no_family} THEN r.family END AS family,
       CASE WHEN isfinite(r.dated) THEN r.dated END AS completed_on, problem.area_no, problem.value, r.row_id,
       problem.row_counts_as
FROM ({rows}) AS r
-- if has_contradictions
LEFT JOIN (
    SELECT family, completed_on, array_agg(area_no) AS areas FROM {report}.staged_contradicted
    GROUP BY family, completed_on
) AS contradicted ON contradicted.family = r.family AND contradicted.completed_on = r.dated
-- end
, LATERAL (
    SELECT whole_row.issue, NULL::integer AS area_no, CASE WHEN NOT {no_family} THEN r.date_written END AS value,
           whole_row.issue AS row_counts_as
    FROM (VALUES (
        CASE WHEN {no_family} THEN 'no family'
             WHEN isfinite(r.dated) AND r.dated < {earliest_on} THEN 'date too early'
             WHEN isfinite(r.dated) THEN 'date in the future'
             WHEN r.dated IS NOT NULL OR coalesce(btrim(r.date_written, E' \t\r\n'), '') = '' THEN 'no date'
             ELSE 'not a date' END
    )) AS whole_row (issue)
    WHERE {no_family} OR r.date_usable IS NOT TRUE
    UNION ALL
    SELECT unusable.issue, cell.area_no,
           CASE WHEN cell.area_no IS NULL THEN cell.area_written ELSE cell.reading_written END,
           CASE WHEN {cell_is_row} THEN unusable.issue END
    FROM ({cells}) AS cell (area_no, area_written, reading, reading_written, superseded), LATERAL (VALUES (
        CASE WHEN cell.superseded THEN 'superseded'
             WHEN cell.area_no IS NULL AND coalesce(btrim(cell.area_written, E' \t\r\n'), '') = '' THEN 'no area'
             WHEN cell.area_no IS NULL THEN 'unknown area'
             WHEN cell.reading_written ~ '^[ \t\r\n]*[-+]?[0-9]+([.]0*)?[ \t\r\n]*$' THEN 'reading out of range'
             ELSE 'not a reading' END
    )) AS unusable (issue)
    WHERE NOT {no_family} AND r.date_usable
      AND (cell.area_no IS NULL OR cell.reading IS NULL AND btrim(cell.reading_written, E' \t\r\n') <> '')
    UNION ALL
    SELECT 'Star without readings', NULL, NULL, {empty_row_counts_as}
    FROM (VALUES (true)) AS one
    WHERE NOT {no_family} AND r.date_usable AND {any_reading} IS NOT TRUE
    -- if has_contradictions
    UNION ALL
    -- a Star of the source may hold a mark in place of them
    SELECT 'contradicting', c.area_no, cell.reading::text, NULL
    FROM unnest(contradicted.areas) AS c (area_no)
    LEFT JOIN ({cells}) AS cell (area_no, area_written, reading, reading_written, superseded)
        ON cell.area_no = c.area_no AND cell.reading IS NOT NULL
    WHERE {usable} AND (cell.reading IS NOT NULL OR {marked})
    -- end
) AS problem
-- as a number, of which the planner expects few to be 0: only then several processes read the source
WHERE coalesce((
    NOT {no_family} AND r.date_usable AND {all_readings}
    -- if has_contradictions
    AND contradicted.family IS NULL
    -- end
)::integer, 0) = 0;
