-- published
CREATE VIEW {report}.member_differences AS
SELECT dimension_no, dimension, area_no, area, families, members, chi_squared::numeric(10,3) AS chi_squared, df,
       p::numeric(9,6) AS p,
       -- Holm: the smallest p times the number of tests, the next times one less, none smaller than the one before
       CASE WHEN p IS NOT NULL
            THEN least(1, max(p * (tests - place + 1)) OVER (PARTITION BY dimension_no ORDER BY place)) END
           ::numeric(9,6) AS p_holm,
       cramers_v::numeric(4,3) AS cramers_v, least_expected::numeric(10,2) AS least_expected, expected_below_5
FROM (
    SELECT m.dimension_no, m.dimension, m.area_no, m.area, m.families, m.members, c.chi_squared, c.df, c.p, c.cramers_v,
           c.least_expected, c.expected_below_5,
           count(c.p) OVER (PARTITION BY m.dimension_no) AS tests,
           row_number() OVER (PARTITION BY m.dimension_no ORDER BY c.p, m.area_no) AS place
    FROM (
        SELECT dimension_no, dimension, area_no, area,
               coalesce(sum(@extschema@.family_count(matrix)) FILTER (WHERE member <> 'not recorded'), 0)::bigint
                   AS families,
               count(*) FILTER (WHERE member <> 'not recorded' AND @extschema@.family_count(matrix) > 0) AS members,
               coalesce(array_agg(ARRAY[@extschema@.progressed(matrix), @extschema@.maintained(matrix),
                                        @extschema@.regressed(matrix)]) FILTER (WHERE member <> 'not recorded'),
                        '{{0}}') AS counts
        FROM {report}.stored_progress
        WHERE dimension_no > 0
        GROUP BY dimension_no, dimension, area_no, area
    ) AS m, LATERAL @extschema@.chi_squared(CASE WHEN m.families >= {least} THEN m.counts END) AS c
) AS tested;

COMMENT ON VIEW {report}.member_differences IS
    'Do the members of a dimension differ by more than chance, in how many of their families progressed, maintained '
    'and regressed? The chi-squared test, without those not recorded. Workers are no such groups; a difference is not '
    'the effect of a member.';
COMMENT ON COLUMN {report}.member_differences.families IS
    'families compared that have both readings in the area and a member that is recorded';
COMMENT ON COLUMN {report}.member_differences.members IS 'members that have such families';
COMMENT ON COLUMN {report}.member_differences.chi_squared IS
    'Pearson''s chi-squared; NULL if fewer than two members, or fewer than two outcomes, have families';
COMMENT ON COLUMN {report}.member_differences.df IS 'degrees of freedom: (members - 1) x (outcomes - 1)';
COMMENT ON COLUMN {report}.member_differences.p IS
    'how often chance alone gives as much difference or more; 0.000000 is below 0.0000005';
COMMENT ON COLUMN {report}.member_differences.p_holm IS
    'p, raised because several areas are tested (Holm): say that members differ where this is below 0.05';
COMMENT ON COLUMN {report}.member_differences.cramers_v IS
    'size of the difference, whatever the number of families: 0 if all members are alike, 1 if they could not differ '
    'more';
COMMENT ON COLUMN {report}.member_differences.least_expected IS
    'the smallest number of families expected in an outcome of a member if all were alike';
COMMENT ON COLUMN {report}.member_differences.expected_below_5 IS
    'how many outcomes of members are expected to have fewer than 5 families: if above 0, p is rough';
