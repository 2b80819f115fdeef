-- Dimension by dimension the members have all families of the report, who is in none of them included
SELECT d.dimension, sum(d.families) AS families
FROM {{ ref('families_changed') }} AS d
GROUP BY d.dimension
HAVING sum(d.families) <> (SELECT families FROM {{ ref('families_changed') }} WHERE dimension = 'All')
