-- What could not be used: the problems of rows, and what contradicts itself.  (What may be a mistake: doubts.sql.)
CREATE TABLE {report}.staged_left_out AS
SELECT issue, family, completed_on, area_no, value COLLATE "default" AS value,
       coalesce(found.detail, reason.detail) COLLATE "default" AS detail, row_id COLLATE "default" AS row_id,
       count(*) AS occurrences
FROM (
    SELECT issue, family, completed_on, area_no, value, row_id,
           CASE issue
               WHEN 'unknown area' THEN 'no area of the edition: left out' || coalesce('; perhaps ' || nearest, '')
               WHEN 'not a date' THEN (
                   SELECT 'not a date in the format {date_format}, but in '
                              || string_agg(format, ' or ' ORDER BY place) || ' it would be: left out'
                   FROM unnest(@extschema@.date_formats()) WITH ORDINALITY AS known (format, place)
                   WHERE @extschema@.date_from_text(value, format) IS NOT NULL)
           END AS detail
    FROM {report}.staged_problems
    LEFT JOIN (
        -- once a name, not once a row
        SELECT value, @extschema@.nearest_name(@extschema@.area_key(value), {area_keys}) AS nearest
        FROM {report}.staged_problems
        WHERE issue = 'unknown area'
        GROUP BY value
    ) AS unknown USING (value)
    WHERE issue <> ALL ('{Star without readings,contradicting}')
    UNION ALL
    SELECT issue, family, completed_on, NULL, NULL, string_agg(row_id, ' / ' ORDER BY row_id), NULL
    FROM {report}.staged_problems AS p
    WHERE issue = 'Star without readings' AND completed_on <= {period_to} AND NOT EXISTS (
        SELECT FROM {made}_families AS f
        WHERE f.family = p.family AND p.completed_on = ANY (@extschema@.star_dates(f.journey)))
    GROUP BY issue, family, completed_on
    -- if has_needs
    UNION ALL
    SELECT DISTINCT CASE WHEN family IS NULL THEN 'need of an unknown family' ELSE 'unknown need' END, family,
           NULL::date, NULL::integer,
           CASE WHEN family IS NULL THEN concat_ws(' ', quote_literal(written), need_code) ELSE need_code END,
           NULL,
           CASE WHEN family IS NULL THEN 'no service user of the report: left out'
                WHEN need_code IS NULL THEN 'no code of a need: left out'
                ELSE 'not a need of the framework: left out' || coalesce('; perhaps ' || nearest, '') END
    FROM {report}.staged_needs
    LEFT JOIN (
        -- once a code, rather of the same headline; a spreadsheet makes 09:01:00 of 9:1
        SELECT need_code, @extschema@.nearest_name(plain, ARRAY(
                   SELECT code FROM unnest({need_codes}) WITH ORDINALITY AS n (code, place)
                   ORDER BY split_part(code, ':', 1) <> split_part(plain, ':', 1), place)) AS nearest
        FROM {report}.staged_needs,
             regexp_replace(@extschema@.need_key(need_code), '(?<![0-9])0+(?=[0-9])', '', 'g') AS plain
        WHERE NOT known
        GROUP BY need_code, plain
    ) AS unknown USING (need_code)
    WHERE family IS NULL OR NOT known
        -- if has_recorded_on
    UNION ALL
    SELECT DISTINCT CASE WHEN isfinite(recorded) IS NOT TRUE THEN 'not a date'
                         WHEN recorded < {earliest_on} THEN 'date too early'
                         ELSE 'date in the future' END,
           family, NULL::date, NULL::integer, recorded_written, NULL,
           'recorded_on of need ' || need_code || ' cannot be used: the need is judged as without it'
    FROM {report}.staged_needs
    WHERE known AND service_user AND recorded_on IS NULL AND btrim(recorded_written, E' \t\r\n') <> ''
    UNION ALL
    SELECT 'need recorded twice', family, NULL, NULL,
           need_code || ' on ' || string_agg(DISTINCT recorded_on::text, ' / ' ORDER BY recorded_on::text), NULL,
           'counts as one, recorded on the first of these days'
    FROM {report}.staged_needs
    WHERE known AND service_user AND recorded_on <= {period_to}
    GROUP BY family, need_code
    HAVING min(recorded_on) < max(recorded_on)
        -- end
    -- end
    -- if has_contradictions
    UNION ALL
    SELECT 'contradicting readings', family, completed_on, area_no, value, row_id, NULL
    FROM {report}.staged_contradictions
    WHERE completed_on <= {period_to}
    -- end
    -- if has_entered_on
    UNION ALL
    SELECT 'not a date', r.family, CASE WHEN isfinite(r.dated) THEN r.dated END, NULL, r.entered_written, r.row_id,
           'entered_on is no date: the row counts as entered before all others'
    FROM ({rows}) AS r
    WHERE NOT {no_family} AND r.entered = '-Infinity' AND btrim(r.entered_written, E' \t\r\n') <> ''
    -- end
    UNION ALL
    SELECT 'perhaps another kind of Star', p.family, p.completed_on, NULL,
           string_agg(DISTINCT p.value, ', ' ORDER BY p.value), NULL, NULL
    FROM {report}.staged_problems AS p
    WHERE p.issue = 'unknown area' AND p.completed_on <= {period_to}
    GROUP BY p.family, p.completed_on
    HAVING count(DISTINCT p.value) > (
        SELECT count(*)
        FROM {made}_families AS f, @extschema@.stars(f.journey) AS star, @extschema@.readings(star.star)
        WHERE f.family = p.family AND star.completed_on = p.completed_on)
    -- if has_completed_by
    UNION ALL
    SELECT 'contradicting completed_by', family, completed_on, NULL,
           string_agg(DISTINCT completed_by, ' / ' ORDER BY completed_by), NULL, NULL
    FROM {report}.staged_parts
    WHERE completed_on <= {period_to} AND (family, completed_on) IN (
        SELECT f.family, star.completed_on
        FROM {made}_families AS f, unnest(@extschema@.star_dates(f.journey), f.completed_by)
                                       AS star (completed_on, answer)
        WHERE array_position(f.completed_by, NULL) IS NOT NULL AND star.answer IS NULL)
    GROUP BY family, completed_on
    HAVING min(completed_by) <> max(completed_by)
    -- end
    -- for each dimension of the source
    UNION ALL
    SELECT 'dimension changes', family, NULL, NULL,
           string_agg(DISTINCT member_{dimension_no}, ' / ' ORDER BY member_{dimension_no}), NULL,
           'more than one ' || {dimension} || ': the one of the first Star counts'
    FROM {report}.staged_parts
    WHERE completed_on <= {period_to} AND family IN (
        SELECT family FROM {report}.staged_parts WHERE completed_on <= {period_to}
        GROUP BY family HAVING min(member_{dimension_no}) <> max(member_{dimension_no}))
    GROUP BY family
    -- end
    -- if has_families
    UNION ALL
    SELECT event.issue, CASE WHEN NOT {no_family} THEN r.family END, NULL, NULL, event.value, NULL, event.detail
    FROM ({service_users}) AS r, LATERAL (VALUES
        ('no family', NULL, 'a row of the families without a family: left out', {no_family}),
        ('not a date', r.added_written, 'added_on is no date: not counted',
            isfinite(r.added) IS NOT TRUE AND btrim(r.added_written, E' \t\r\n') <> ''),
        ('not a date', r.left_written, 'left_on is no date: not counted',
            isfinite(r.departed) IS NOT TRUE AND btrim(r.left_written, E' \t\r\n') <> ''),
        ('date too early', r.added_written, 'added_on is before earliest_on: not counted',
            isfinite(r.added) AND r.added < {earliest_on}),
        ('date too early', r.left_written, 'left_on is before earliest_on: not counted',
            isfinite(r.departed) AND r.departed < {earliest_on}),
        ('date in the future', r.added_written, 'added_on is in the future: not counted',
            isfinite(r.added) AND r.added >= {earliest_on} AND r.added_on IS NULL),
        ('date in the future', r.left_written, 'left_on is in the future: not counted',
            isfinite(r.departed) AND r.departed >= {earliest_on} AND r.left_on IS NULL),
        ('left before added', r.added_on || ' / ' || r.left_on, 'added_on is after left_on: both count as they are',
            r.left_on < r.added_on)
    ) AS event (issue, value, detail, found)
    WHERE ({no_family} OR isfinite(r.added_on) IS NOT TRUE AND r.added_written IS NOT NULL
           OR isfinite(r.left_on) IS NOT TRUE AND r.left_written IS NOT NULL OR r.left_on < r.added_on)
      AND event.found AND (event.issue = 'no family' OR NOT {no_family})
    -- if not one_row_a_family
    UNION ALL
    SELECT 'family listed twice', r.family, NULL, NULL, count(*)::text, NULL,
           'counts as one, from the first added_on to the last left_on, if each row has one'
    FROM ({service_users}) AS r
    WHERE NOT {no_family}
    GROUP BY r.family
    HAVING count(*) > 1
    UNION ALL
    SELECT 'compared across a closure', f.family, @extschema@.latest_on({reviews}), NULL,
           @extschema@.first_on(f.journey)::text, NULL, NULL
    FROM {made}_families AS f
    WHERE f.latest_star IS NOT NULL AND EXISTS (
        SELECT FROM ({service_users}) AS r
        WHERE r.family = f.family AND r.left_on >= @extschema@.first_on(f.journey)
          AND r.left_on < @extschema@.latest_on({reviews})
        HAVING count(*) > 0 AND count(*) < (SELECT count(*) FROM ({service_users}) AS r WHERE r.family = f.family))
        -- for each dimension of the families
    UNION ALL
    SELECT 'dimension changes', r.family, NULL, NULL,
           string_agg(DISTINCT r.member_{dimension_no}, ' / ' ORDER BY r.member_{dimension_no}), NULL,
           'more than one ' || {dimension} || ' in the table of families: the one that sorts first counts'
    FROM ({service_users}) AS r
    WHERE NOT {no_family}
    GROUP BY r.family
    HAVING min(r.member_{dimension_no}) <> max(r.member_{dimension_no})
        -- end
    -- end
    -- end
) AS found (issue, family, completed_on, area_no, value, row_id, detail)
LEFT JOIN (VALUES
    ('no family', 'the row names no family: left out'),
    ('no date', 'the Star has no date: left out'),
    ('not a date', 'the Star has no date that can be read: left out'),
    ('date too early', 'before earliest_on: left out'),
    ('superseded', 'a row that was entered later takes its place: left out'),
    ('compared across a closure', 'the two Stars lie in different rows of the families: perhaps two cases'),
    ('perhaps another kind of Star', 'most of its areas are not of the edition'),
    ('date in the future', 'the Star is later than the day of the refresh: left out'),
    ('no area', 'the row names no area: left out'),
    ('reading out of range', 'a reading is 1 to {highest_reading}: left out'),
    -- if ten_readings
    ('not a reading', 'a reading is a whole number from 1 to {highest_reading}: left out'),
    -- else
    ('not a reading', 'a reading is a whole number from 1 to {highest_reading}, or the label of a stage: left out'),
    -- end
    ('Star without readings', 'no usable reading on this date: left out'),
    ('contradicting readings', 'different readings for one area on one date: none of them counts'),
    ('contradicting completed_by', 'different answers for one Star: counts as not recorded')
) AS reason (issue, detail) USING (issue)
GROUP BY issue, family, completed_on, area_no, 5, 6, 7;

CREATE INDEX ON {report}.stored_left_out (family);

COMMENT ON TABLE {report}.stored_left_out IS
    'ABOUT SINGLE FAMILIES: what could not be used. Read it through data_quality';
