-- Every need of the framework for each member, by the default rule and strictly: needs recorded, by result.
CREATE TABLE {report}.staged_evidence_summary AS
-- if counts_needs
SELECT c.dimension_no, c.dimension, c.member_no, c.member, n.headline_no, n.headline, n.need_no, n.need_code,
       n.need_label, n.other_evidence, rule.rule_no, rule.rule,
       coalesce(sum(e.families), 0)::bigint AS recorded,
       coalesce(sum(e.families) FILTER (WHERE NOT e.all_readings), 0)::bigint AS reading_missing,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'improved'), 0)::bigint AS improved,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'further_only'), 0)::bigint AS further_only,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'held'), 0)::bigint AS held,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'partly'), 0)::bigint AS partly,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'some_progress'), 0)::bigint AS some_progress,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'not_shown'), 0)::bigint AS not_shown,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'cannot_tell'), 0)::bigint AS cannot_tell,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'hard_only'), 0)::bigint AS hard_only,
       coalesce(sum(e.families) FILTER (WHERE e.result = 'other_star'), 0)::bigint AS other_star
FROM {made}_members AS c
CROSS JOIN (
    SELECT *, row_number() OVER (
                  ORDER BY headline_no, substring(need_code FROM '[0-9]{1,18}$')::bigint,
                           need_code COLLATE "C")::integer AS need_no
    FROM @extschema@.star_family_needs
    WHERE framework = {framework}
) AS n
CROSS JOIN (VALUES (1, 'default'), (2, 'strict')) AS rule (rule_no, rule)
LEFT JOIN (
    SELECT dimension_no, member, need_code, counted.rule_no, counted.result, counted.all_readings, counted.families
    FROM {report}.staged_need_counts AS evidence,
    LATERAL (VALUES
        (1, evidence.result, evidence.all_readings, evidence.families),
        (2, evidence.strict_result, evidence.strict_all_readings, evidence.families)
    ) AS counted (rule_no, result, all_readings, families)
) AS e USING (dimension_no, member, need_code, rule_no)
    -- if not has_needs
WHERE false
    -- end
GROUP BY c.dimension_no, c.dimension, c.member_no, c.member, n.headline_no, n.headline, n.need_no, n.need_code,
         n.need_label, n.other_evidence, rule.rule_no, rule.rule
-- end
;

COMMENT ON TABLE {report}.stored_evidence_summary IS 'counts of needs by what the Stars show of them';
