-- published
CREATE VIEW {report}.member_residuals AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area, r.column_no AS outcome_no,
       (ARRAY['progressed', 'maintained', 'regressed'])[r.column_no] AS outcome, r.families, m.base,
       CASE WHEN m.base >= {least} THEN @extschema@.percentage(r.families::numeric, m.base::numeric, 1) END
           ::numeric(4,1) AS percent,
       CASE WHEN r.families_of_all >= {least}
            THEN @extschema@.percentage(r.outcomes[r.column_no]::numeric, r.families_of_all::numeric, 1) END
           ::numeric(4,1) AS overall_percent,
       CASE WHEN m.base >= {least} THEN r.expected END::numeric(10,2) AS expected,
       CASE WHEN m.base >= {least} THEN r.adjusted END::numeric(6,2) AS adjusted_residual,
       CASE WHEN m.base >= {least} AND abs(r.adjusted) > 1.96 THEN CASE
           WHEN r.expected < 5 THEN 'too few to tell' WHEN r.adjusted > 0 THEN 'more' ELSE 'fewer' END END AS differs
FROM (
    SELECT t.*, r.*
    FROM (
        SELECT dimension_no, area_no,
               array_agg(ARRAY[@extschema@.progressed(matrix), @extschema@.maintained(matrix),
                               @extschema@.regressed(matrix)] ORDER BY member_no) AS counts,
               ARRAY[sum(@extschema@.progressed(matrix)), sum(@extschema@.maintained(matrix)),
                     sum(@extschema@.regressed(matrix))] AS outcomes,
               sum(@extschema@.family_count(matrix)) AS families_of_all
        FROM {report}.stored_progress
        WHERE dimension_no > 0 AND member <> 'not recorded'
        GROUP BY dimension_no, area_no
    ) AS t
    CROSS JOIN LATERAL @extschema@.residuals(t.counts) AS r
    OFFSET 0  -- so that each table is gone through once, and not for each of its members
) AS r
-- members that are recorded have the numbers from 1 on
JOIN {report}.stored_progress AS p ON (p.dimension_no, p.area_no, p.member_no) = (r.dimension_no, r.area_no, r.row_no)
CROSS JOIN LATERAL (VALUES (@extschema@.family_count(p.matrix))) AS m (base);

COMMENT ON VIEW {report}.member_residuals IS
    'Which members differ from the others, and in what? Only where member_differences says that members differ: of 20 '
    'rows one differs by chance. Without those not recorded. Workers are no such groups; a difference is not the '
    'effect of a member.';
COMMENT ON COLUMN {report}.member_residuals.outcome_no IS 'sorts outcome';
COMMENT ON COLUMN {report}.member_residuals.outcome IS 'progressed, maintained or regressed, by stage';
COMMENT ON COLUMN {report}.member_residuals.families IS 'families of the member with this outcome in the area';
COMMENT ON COLUMN {report}.member_residuals.base IS
    'families of the member compared that have both readings in the area = 100 %';
COMMENT ON COLUMN {report}.member_residuals.overall_percent IS 'the same percentage of all members together';
COMMENT ON COLUMN {report}.member_residuals.expected IS 'number of families if all members were alike';
COMMENT ON COLUMN {report}.member_residuals.adjusted_residual IS
    'by how many standard deviations families differ from expected; NULL if no others have families, or all or none '
    'have this outcome';
COMMENT ON COLUMN {report}.member_residuals.differs IS
    'more or fewer than expected, beyond 1.96 standard deviations; there, too few to tell if fewer than 5 are '
    'expected; else NULL';
