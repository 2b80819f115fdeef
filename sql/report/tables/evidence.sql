-- What the Stars show of each need.  Its journey is that of its family from the last Star on or before the day on which
-- it was recorded: of this the start and the latest Star are taken as of a whole one.  Without a latest Star in the
-- period there is nothing to compare, which is said; and areas have the labels of the report.
\echo {evidence_notice}
CREATE TABLE {report}.staged_evidence AS
WITH need AS (
    -- if has_needs
    SELECT family, need_code, min(recorded_on) AS recorded_on
    FROM {report}.staged_needs
    WHERE known AND service_user AND coalesce(recorded_on <= {period_to}, true)
    GROUP BY family, need_code
    -- else
    SELECT family, NULL::text AS need_code, NULL::date AS recorded_on FROM {made}_families WHERE false
    -- end
), need_journey AS (
    SELECT f.family,
           -- for each dimension
           f.{member},
           -- end
           n.need_code, n.recorded_on,
           @extschema@.since({reviews}, coalesce(
               @extschema@.nth_on(@extschema@.until({reviews}, n.recorded_on), -1), '-infinity')) AS journey
    FROM need AS n JOIN {made}_families AS f USING (family)
    OFFSET 0  -- so that it is made once
), judged AS (
    SELECT *, @extschema@.start_on(journey, {start_rule}) AS start_on,
           @extschema@.start_star(journey, {start_rule}) AS start_star,
           CASE WHEN @extschema@.latest_on(journey) >= {period_from}
                THEN @extschema@.latest_on(journey) END AS latest_on,
           CASE WHEN @extschema@.latest_on(journey) >= {period_from}
                THEN @extschema@.latest_star(journey) END AS latest_star
    FROM need_journey
    OFFSET 0
)
SELECT j.family,
       -- for each dimension
       j.{member},
       -- end
       j.need_code COLLATE "default" AS need_code, j.recorded_on, j.start_on, j.latest_on, by_default.result,
       strict.result AS strict_result, by_default.all_readings, strict.all_readings AS strict_all_readings,
       (CASE WHEN j.latest_star IS NULL AND by_default.result = 'cannot_tell'
             THEN concat('The Star cannot tell: there is no review to compare with', ' the Star of ' || j.start_on, '.')
             ELSE @extschema@.need_evidence_why(
                 j.start_star, j.latest_star, j.need_code, {framework}, true, false,
                 (SELECT @extschema@.all_need_rules()), {area_labels}, j.start_on, j.latest_on) END
       ) COLLATE "default" AS why,
       by_default.highest_level, nullif(array_to_string(by_default.fell_areas, ', '), '') AS fell_areas,
       by_default.support_still_needed, by_default.other_evidence
FROM judged AS j
CROSS JOIN LATERAL @extschema@.need_evidence(j.start_star, j.latest_star, j.need_code, {framework}, true, false)
    AS by_default
CROSS JOIN LATERAL @extschema@.need_evidence(j.start_star, j.latest_star, j.need_code, {framework}, true, true)
    AS strict;

ALTER TABLE {report}.stored_evidence ADD PRIMARY KEY (family, need_code);

COMMENT ON TABLE {report}.stored_evidence IS
    'ABOUT SINGLE FAMILIES: what the Stars show of each recorded need. Read it through evidence';
