-- One row for each member of each dimension and area: shares from counts, so that they can be added up further
SELECT dimension, member, area_no, area, r.families, r.progressed, r.made_progress_base, r.made_progress_percent,
       m.start_mean, m.latest_mean, m.mean_progress
FROM {{ source('star_report', 'progress_rates') }} AS r
JOIN {{ source('star_report', 'mean_progress') }} AS m USING (dimension, member, area_no, area)
WHERE m.starting = 'all'
