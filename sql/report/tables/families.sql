-- One row a service user: all rows of the table of families, and all families with a Star.  A family is compared if its
-- latest Star lies in the period, and only then has it a latest_star here.  In place, only those that differ are made.
CREATE TABLE {report}.staged_families AS
WITH journey AS (
    -- if reads_by_star
    SELECT family, @extschema@.star_journey(star, completed_on) AS journey,
           @extschema@.labels_by_date(array_agg(completed_on), array_agg(completed_by)) AS completed_by,
           sum(source_rows) FILTER (WHERE completed_on <= {period_to}) AS source_rows
           -- for each dimension of the source
           , (array_agg(member_{dimension_no} ORDER BY completed_on, member_{dimension_no})
               FILTER (WHERE completed_on <= {period_to}))[1] AS member_{dimension_no}
           -- end
    FROM {report}.staged_parts
    GROUP BY family
    -- else
        -- if has_period_to
    SELECT family, journey, NULL::text[] AS completed_by, source_rows - later_rows AS source_rows
    FROM {report}.staged_parts
        -- else
    SELECT r.family, {journey} AS journey, NULL::text[] AS completed_by, count(*) AS source_rows
    FROM ({rows}) AS r
    WHERE {usable}
    GROUP BY r.family
        -- end
    -- end
-- if has_families
), service_user AS (
    -- if one_row_a_family
    SELECT *, true AS listed FROM ({service_users}) AS r WHERE NOT {no_family}
    -- else
    SELECT r.family, true AS listed, min(r.added_on) AS added_on,
           CASE WHEN count(r.left_on) = count(*) THEN max(r.left_on) END AS left_on
           -- for each dimension of the families
           , min(r.member_{dimension_no}) AS member_{dimension_no}
           -- end
    FROM ({service_users}) AS r
    WHERE NOT {no_family}
    GROUP BY r.family
    -- end
-- end
), family AS (
    SELECT family,
           -- if has_families
           coalesce(listed, false) AS listed, added_on, left_on,
           -- else
           false AS listed, NULL::date AS added_on, NULL::date AS left_on,
           -- end
           -- for each dimension
           coalesce(member_{dimension_no}, 'not recorded') COLLATE "default" AS {member},
           -- end
           {journey_of_period} AS journey, completed_by COLLATE "default" AS completed_by,
           coalesce(source_rows, 0)::integer AS source_rows
    FROM journey
    -- if has_families
    FULL JOIN service_user USING (family)
    -- end
), known AS (
    SELECT * FROM family WHERE listed OR journey IS NOT NULL
)
SELECT
       -- if in_place
       coalesce(family, former_family) AS family, family IS NULL AS is_gone,
       -- else
       family,
       -- end
       -- for each dimension
       {member},
       -- end
       listed, added_on, left_on, journey, completed_by, start_star, latest_star,
       @extschema@.overall_change(start_star, latest_star, {change_band}) AS overall_change,
       @extschema@.areas_progressed(start_star, latest_star) AS areas_progressed,
       coalesce(added_on <= {period_to}, true) AND coalesce(left_on >= {period_from}, true)
           OR coalesce(@extschema@.nth_on(journey, -1) >= {period_from}, false) AS service_user,
       source_rows
FROM (
    SELECT *, @extschema@.start_star({reviews}, {start_rule}) AS start_star,
           CASE WHEN @extschema@.latest_on({reviews}) >= {period_from}
                THEN @extschema@.latest_star({reviews}) END AS latest_star
    FROM (
        -- if in_place
        SELECT old.family AS former_family, new.*
        FROM {report}.stored_families AS old FULL JOIN known AS new ON new.family = old.family
        -- column by column: rows made of them would take longer
        WHERE @extschema@.sign_of_life({report_name}, {about_families}, 10) AND (
            ROW(new.family, new.listed, new.added_on, new.left_on, new.completed_by, new.source_rows
                -- for each dimension
                , new.{member}
                -- end
            ) IS DISTINCT FROM
            ROW(old.family, old.listed, old.added_on, old.left_on, old.completed_by, old.source_rows
                -- for each dimension
                , old.{member}
                -- end
            ) OR coalesce(new.journey OPERATOR(@extschema@.<>) old.journey,
                          num_nonnulls(new.journey, old.journey) = 1))
        -- else
        SELECT * FROM known WHERE @extschema@.sign_of_life({report_name}, {about_families}, 10)
        -- end
    ) AS wanted
    OFFSET 0  -- so that the two Stars are looked up once
) AS started;

ALTER TABLE {report}.stored_families ADD PRIMARY KEY (family);

COMMENT ON TABLE {report}.stored_families IS
    'ABOUT SINGLE FAMILIES: one row a service user, with its journey; start_star and latest_star are what is compared. '
    'Read it through journeys and family_stars';
