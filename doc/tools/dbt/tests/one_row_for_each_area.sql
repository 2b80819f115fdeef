SELECT dimension, member, area_no FROM {{ ref('progress_by_area') }}
GROUP BY dimension, member, area_no HAVING count(*) > 1
