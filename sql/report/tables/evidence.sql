-- What the Stars show of each need.  A family that is not compared has no latest Star, which is said, and areas have
-- the labels of the report.
\echo {evidence_notice}
CREATE TABLE {report}.staged_evidence AS
SELECT f.family,
       -- for each dimension
       f.{member},
       -- end
       n.need_code, by_default.result, strict.result AS strict_result,
       CASE WHEN f.latest_star IS NULL AND by_default.result = 'cannot_tell'
            THEN 'The Star cannot tell: there is no review to compare with.'
            ELSE @extschema@.need_evidence_why(f.start_star, f.latest_star, n.need_code, {framework}, true, false,
                                               (SELECT @extschema@.all_need_rules()), {area_labels}) END AS why,
       by_default.highest_level, nullif(array_to_string(by_default.fell_areas, ', '), '') AS fell_areas,
       by_default.support_still_needed, by_default.other_evidence
FROM {report}.staged_needs AS n
JOIN {report}.staged_families AS f USING (family)
CROSS JOIN LATERAL @extschema@.need_evidence(f.start_star, f.latest_star, n.need_code, {framework}, true, false)
    AS by_default
CROSS JOIN LATERAL @extschema@.need_evidence(f.start_star, f.latest_star, n.need_code, {framework}, true, true)
    AS strict
WHERE n.known AND n.service_user;

ALTER TABLE {report}.stored_evidence ADD PRIMARY KEY (family, need_code);

COMMENT ON TABLE {report}.stored_evidence IS
    'ABOUT SINGLE FAMILIES: what the Stars show of each recorded need. Read it through evidence';
