-- Each family compared is in one of the three
SELECT * FROM {{ ref('families_changed') }} WHERE families <> negative + no_change + positive
