-- One row for each member of each dimension: how many families are compared, and how they changed as a whole
SELECT dimension, member, max(base) AS families,
       sum(families) FILTER (WHERE change = 'negative')::bigint AS negative,
       sum(families) FILTER (WHERE change = 'no change')::bigint AS no_change,
       sum(families) FILTER (WHERE change = 'positive')::bigint AS positive,
       (SELECT max(refreshed_at) FROM {{ source('star_report', 'report_options') }}) AS refreshed_at
FROM {{ source('star_report', 'overall_change') }}
WHERE change <> 'all'
GROUP BY dimension, member
