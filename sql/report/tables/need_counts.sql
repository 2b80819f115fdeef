-- Needs of each member by what the Stars show of them.
CREATE UNLOGGED TABLE {report}.staged_need_counts AS
-- if counts_needs
-- for All and each dimension, joined by UNION ALL
SELECT {dimension_no} AS dimension_no, {member} AS member, need_code, result, strict_result, all_readings,
       strict_all_readings, count(*) AS families
FROM {made}_evidence
GROUP BY need_code, result, strict_result, all_readings, strict_all_readings, member
-- end
-- end
;
