-- What progressed is above the diagonal of the matrix
SELECT dimension, member, area_no
FROM {{ ref('progress_by_area') }} AS shown
JOIN (SELECT dimension, member, area_no, sum(families) AS families,
             coalesce(sum(families) FILTER (WHERE latest_stage_no > start_stage_no), 0) AS progressed
      FROM {{ source('star_report', 'progress_cells') }} GROUP BY dimension, member, area_no) AS cells
     USING (dimension, member, area_no)
WHERE (shown.families, shown.progressed) IS DISTINCT FROM (cells.families, cells.progressed)
