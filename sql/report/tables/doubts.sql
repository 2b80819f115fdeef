-- What counts, but may be a mistake: found in the families and members that were made, and only looked for if they have
-- changed.
CREATE TABLE {report}.staged_doubts AS
SELECT issue, family, completed_on, value COLLATE "default" AS value, detail COLLATE "default" AS detail
FROM (
    SELECT doubt.issue, f.family, star.completed_on, doubt.value, doubt.detail
    FROM {made}_families AS f, LATERAL (
        SELECT completed_on, lag(completed_on) OVER (ORDER BY completed_on) AS previous_on
        FROM unnest(@extschema@.star_dates(f.journey)) AS completed_on
    ) AS star, LATERAL (VALUES
        ('Star before added_on', f.added_on::text, 'the family was added later: counts all the same',
            star.completed_on < f.added_on),
        ('Star after left_on', f.left_on::text, 'the family had left: counts all the same',
            star.completed_on > f.left_on),
        ('years between Stars', star.previous_on::text,
            'more than three years after the Star before: counts all the same',
            star.completed_on > star.previous_on + interval '3 years')
    ) AS doubt (issue, value, detail, found)
    WHERE doubt.found
      AND (@extschema@.first_on(f.journey) < f.added_on OR @extschema@.nth_on(f.journey, -1) > f.left_on
           OR @extschema@.latest_on(f.journey) > @extschema@.first_on(f.journey) + interval '3 years')
    -- if has_least_days
    UNION ALL
    SELECT 'too soon for a review', f.family, completed_on, NULL,
           'less than {least_days} days after the first Star or the review before: kept, but no review'
    FROM {made}_families AS f, unnest(@extschema@.star_dates(f.journey)) AS completed_on
    WHERE completed_on <> ALL (@extschema@.star_dates({reviews}))
    -- end
    -- An area that is missing now and then is nothing; a quarter of them may be a draft, or another kind of Star.
    UNION ALL
    SELECT 'compared in fewer areas', f.family, @extschema@.latest_on({reviews}),
           format('%s of %s', latest.areas, most.areas),
           'the latest Star lacks a quarter or more of the areas of an earlier one: compared in those that both have'
    FROM {made}_families AS f,
         LATERAL (SELECT count(*) FROM @extschema@.readings(f.latest_star)) AS latest (areas),
         LATERAL (SELECT max(counted.areas)
                  FROM @extschema@.stars(f.journey) AS star,
                       LATERAL (SELECT count(*) FROM @extschema@.readings(star.star)) AS counted (areas)
                  WHERE star.completed_on < @extschema@.latest_on({reviews})
                 ) AS most (areas)
    WHERE f.latest_star IS NOT NULL AND latest.areas < most.areas AND latest.areas * 4 <= most.areas * 3
      AND @extschema@.reading_count(f.journey) < @extschema@.star_count(f.journey) * {area_count}
    -- if families_are_text
    UNION ALL
    SELECT 'similar families', min(family COLLATE "C") COLLATE "default", NULL,
           string_agg(quote_literal(family), ' / ' ORDER BY family COLLATE "C"),
           'names alike but for case, white space, punctuation, leading zeros or a .0: they count as different families'
    FROM {made}_families
    GROUP BY @extschema@.name_key(family)
    HAVING count(*) > 1 AND @extschema@.name_key(family) <> ''
    -- end
    UNION ALL
    SELECT 'similar members', NULL, NULL, string_agg(quote_literal(member), ' / ' ORDER BY member_no),
           'members of ' || dimension || ' alike but for case, white space, punctuation, leading zeros or a .0: they '
               'count as different members'
    FROM {made}_members
    GROUP BY dimension_no, dimension, @extschema@.name_key(member)
    HAVING count(*) > 1 AND @extschema@.name_key(member) <> ''
    -- if has_families
    UNION ALL
    SELECT 'family not listed', family, NULL, NULL,
           'has a Star, but is not in the table of families: counts all the same'
    FROM {made}_families
    WHERE NOT listed
    -- end
) AS found (issue, family, completed_on, value, detail);

CREATE INDEX ON {report}.stored_doubts (family);

COMMENT ON TABLE {report}.stored_doubts IS
    'ABOUT SINGLE FAMILIES: what counts, but may be a mistake. Read it through data_quality';
