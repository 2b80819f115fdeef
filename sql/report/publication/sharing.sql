-- The members, and within what each is rounded: All; or, where each member of its dimension lies in one member of
-- another dimension, as teams do in districts, that member.
CREATE UNLOGGED TABLE {report}.staged_sharing AS
WITH chosen AS (
    -- for All and each dimension, joined by UNION ALL
    SELECT {dimension_no} AS dimension_no, {dimension} AS dimension
    -- end
), within AS MATERIALIZED (
    SELECT dimension_no, outer_dimension_no FROM @extschema@.report_outer_dimensions({schema})
), inside AS (
    SELECT DISTINCT dimension_no, members[dimension_no + 1] AS member, members[outer_dimension_no + 1] AS outer_member
    FROM within, {report}.staged_service_users
)
SELECT dimension_no, dimension, member_no, member, outer_dimension_no, outer_member
FROM chosen
JOIN (SELECT dimension, member_no, member FROM {exact}.stored_members) AS m USING (dimension)
LEFT JOIN within USING (dimension_no)
LEFT JOIN inside USING (dimension_no, member);
