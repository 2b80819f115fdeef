-- the last digits are those of the C library
SET extra_float_digits = -3;
SET client_min_messages = warning;
CREATE SCHEMA chaid;
SET search_path = chaid, public;

CREATE FUNCTION near(one double precision, other double precision) RETURNS boolean
    RETURN one IS NOT DISTINCT FROM other OR abs(one - other) <= 1e-10 * abs(other);

-- Invented families, and the trees of another implementation, in Python, with exact fractions: node by node
CREATE TYPE length AS ENUM ('under 6 months', '6 to 9 months', '9 to 12 months', 'over a year');
CREATE TABLE family (
    family_id text, progress text, cluster text, household text, length_of_intervention length,
    social_care_during boolean, social_care_after integer, child_protection_plan_after text,
    adult_low_level_mental_health boolean, adult_other_mental_health integer, financial_difficulties integer,
    work_related_benefits integer, adult_domestic_abuse_victim integer, financial_related_benefits integer,
    poor_parenting integer, child_violence integer, limited_support_network integer, antisocial_behaviour integer,
    adult_drug_misuse integer, child_victim_of_bullying integer, females integer);
\copy family FROM 'test/data/statistics/chaid_families.csv' (FORMAT csv, HEADER)
CREATE VIEW two_outcomes AS
SELECT *, CASE WHEN progress <> 'higher' THEN 'not higher' ELSE progress END AS higher_or_not FROM family;

CREATE TABLE run (
    run text PRIMARY KEY, source regclass DEFAULT 'family', outcome text DEFAULT 'progress', factors text[],
    max_depth integer DEFAULT 3, min_parent integer DEFAULT 100, min_child integer DEFAULT 50,
    alpha_merge numeric DEFAULT 0.05, alpha_split numeric DEFAULT 0.05, bonferroni boolean DEFAULT true,
    force_first boolean DEFAULT false);
CREATE FUNCTION columns(first integer, last integer) RETURNS text[]
    RETURN ARRAY(SELECT attname::text FROM pg_attribute
                 WHERE attrelid = 'family'::regclass AND attnum BETWEEN first AND last ORDER BY attnum);
INSERT INTO run (run, factors) VALUES ('needs_default', columns(9, 20)), ('service_default', columns(3, 8));
INSERT INTO run (run, factors, bonferroni) VALUES ('service_no_bonferroni', columns(3, 8), false);
INSERT INTO run (run, factors, min_parent, min_child, force_first) VALUES
    ('service_force_first', columns(3, 8), 60, 20, true),
    ('females_ordered', '{females}' || columns(3, 8), 60, 20, false);
INSERT INTO run (run, factors, min_parent, min_child, max_depth) VALUES
    ('females_alone', '{females}', 40, 10, 5), ('needs_small', columns(9, 20), 60, 20, 5),
    ('service_small', columns(3, 8), 60, 20, 5);
INSERT INTO run (run, source, outcome, factors, min_parent, min_child, max_depth) VALUES
    ('needs_two_outcomes', 'two_outcomes', 'higher_or_not', columns(9, 20), 60, 20, 4);
INSERT INTO run (run, factors, min_parent, min_child, alpha_merge) VALUES
    ('service_no_merge_limit', columns(3, 8), 60, 1, 0.2);
INSERT INTO run (run, factors, min_parent, min_child, bonferroni) VALUES
    ('service_no_bonferroni, small nodes', columns(3, 8), 60, 20, false);
INSERT INTO run (run, factors, min_parent, min_child, max_depth, alpha_split) VALUES
    ('all_loose', columns(3, 20), 40, 10, 5, 0.1);
CREATE VIEW tree AS
SELECT run, t.* FROM run, chaid(source, run.outcome, factors,
                                ARRAY(SELECT unnest(factors)
                                      INTERSECT SELECT unnest('{length_of_intervention,females}'::text[])),
                                max_depth, min_parent, min_child, alpha_merge, alpha_split, bonferroni, force_first)
               AS t;
CREATE TABLE grown AS TABLE tree;

-- with residuals, one row an outcome; how members are written there
CREATE FUNCTION as_there(members text) RETURNS text
    RETURN CASE members WHEN 'true' THEN '1' WHEN 'false' THEN '0'
                        ELSE replace(replace(members, ' / ', '|'), 'not recorded', 'missing') END;
CREATE TABLE node (
    run text, node_no integer, parent_no integer, depth integer, rule text, members text, families bigint,
    split_by text, chi_squared double precision, df integer, p double precision, multiplier double precision,
    adjusted_p double precision, outcome text, outcome_families bigint, percent double precision,
    overall_percent double precision, residual double precision);
\copy node FROM 'test/data/statistics/chaid_nodes.csv' (FORMAT csv, HEADER)
SELECT run, count(*) AS rows, count(g.run) AS there,
       count(*) FILTER (WHERE (g.parent_no, g.depth, g.families, g.outcome_families, g.split_by, g.df)
                              IS NOT DISTINCT FROM
                              (n.parent_no, n.depth, n.families, n.outcome_families, n.split_by, n.df)) AS same_nodes,
       count(*) FILTER (WHERE as_there(g.members) IS NOT DISTINCT FROM n.members) AS members,
       count(*) FILTER (WHERE near(g.chi_squared, n.chi_squared) AND near(g.p, n.p)
                          AND near(g.multiplier, n.multiplier) AND near(g.adjusted_p, n.adjusted_p)) AS p,
       count(*) FILTER (WHERE near(g.percent, n.percent) AND near(g.overall_percent, n.overall_percent)) AS percent,
       count(*) FILTER (WHERE near(g.residual, n.residual)) AS residual
FROM node AS n FULL JOIN (SELECT * FROM grown WHERE run IN (SELECT run FROM node)) AS g USING (run, node_no, outcome)
GROUP BY run ORDER BY run COLLATE "C";
-- further ones, without residuals, one row a node
CREATE TABLE small_tree (
    run text, node_no integer, parent_no integer, depth integer, members text, families bigint, higher bigint,
    maintained bigint, lower bigint, higher_percent double precision, lower_percent double precision, split_by text,
    chi_squared double precision, df integer, p double precision, multiplier double precision,
    adjusted_p double precision, rule text);
\copy small_tree FROM 'test/data/statistics/chaid_trees.csv' (FORMAT csv, HEADER)
UPDATE small_tree SET run = 'service_no_bonferroni, small nodes' WHERE run = 'service_no_bonferroni';
SELECT run, count(*) AS nodes, count(g.run) AS there,
       count(*) FILTER (WHERE (g.parent_no, g.depth, g.families, g.higher, g.lower, g.split_by, g.df)
                              IS NOT DISTINCT FROM
                              (n.parent_no, n.depth, n.families, n.higher, n.lower, n.split_by, n.df)) AS same_nodes,
       count(*) FILTER (WHERE near(g.chi_squared, n.chi_squared) AND near(g.p, n.p)
                          AND near(g.multiplier, n.multiplier) AND near(g.adjusted_p, n.adjusted_p)) AS p
FROM small_tree AS n
FULL JOIN (SELECT run, node_no, parent_no, depth, families, split_by, df, chi_squared, p, multiplier, adjusted_p,
                  sum(outcome_families) FILTER (WHERE outcome = 'higher') AS higher,
                  sum(outcome_families) FILTER (WHERE outcome = 'lower') AS lower
           FROM grown WHERE run IN (SELECT run FROM small_tree)
           GROUP BY run, node_no, parent_no, depth, families, split_by, df, chi_squared, p, multiplier, adjusted_p) AS g
    USING (run, node_no)
GROUP BY run ORDER BY run COLLATE "C";

-- Merging alone: a factor with given counts, which splits the root whatever its p
CREATE TABLE merging (
    case_no integer, kind text, has_missing integer, resplit double precision, min_child integer, alpha_merge numeric,
    counts text, groups text, chi_squared double precision, df integer, p double precision,
    multiplier double precision, adjusted_p double precision);
\copy merging FROM 'test/data/statistics/chaid_merges.csv' (FORMAT csv, HEADER)
CREATE TABLE merged (case_no integer, groups text, chi_squared double precision, df integer, p double precision,
                     multiplier double precision, adjusted_p double precision);
CREATE TABLE one_case (category integer, outcome integer);
DO $$
DECLARE
    c merging;
BEGIN
    FOR c IN TABLE merging LOOP
        TRUNCATE one_case;
        INSERT INTO one_case
        SELECT CASE WHEN c.has_missing = 0 OR category < cardinality(lines) THEN category END, outcome
        FROM string_to_array(c.counts, ';') AS lines, unnest(lines) WITH ORDINALITY AS l (line, category),
             unnest(string_to_array(line, ' ')) WITH ORDINALITY AS o (families, outcome),
             generate_series(1, families::integer);
        INSERT INTO merged
        SELECT c.case_no, string_agg(DISTINCT replace(members, 'not recorded', (
                                         SELECT count(DISTINCT coalesce(category, 0)) FROM one_case)::text), '|'),
               max(chi_squared), max(df), max(p), max(multiplier), max(adjusted_p)
        FROM chaid('one_case', 'outcome', '{category}', max_depth => 1, min_parent => 1, min_child => c.min_child,
                   ordered_factors => CASE c.kind WHEN 'ordinal' THEN '{category}' ELSE '{}' END::text[],
                   alpha_merge => c.alpha_merge, alpha_split => 1);
    END LOOP;
END $$;
SELECT kind, has_missing = 1 AS has_missing, count(*) AS cases,
       count(*) FILTER (WHERE g.groups IS NULL) AS one_group,
       count(*) FILTER (WHERE coalesce(replace(g.groups, ' /', ''), m.groups) = (
                            SELECT string_agg(one, '|' ORDER BY one COLLATE "C")
                            FROM unnest(string_to_array(m.groups, '|')) AS one)) AS groups,
       count(*) FILTER (WHERE (g.groups IS NULL) = (strpos(m.groups, '|') = 0)) AS split,
       count(*) FILTER (WHERE near(coalesce(g.chi_squared, 0), m.chi_squared) AND coalesce(g.df, 0) = m.df
                          AND near(coalesce(g.p, 1), m.p) AND near(coalesce(g.multiplier, m.multiplier), m.multiplier)
                          AND near(coalesce(g.adjusted_p, 1), m.adjusted_p)) AS p
FROM merging AS m JOIN merged AS g USING (case_no) GROUP BY kind, has_missing ORDER BY kind, has_missing;

-- A rule in a WHERE gives the families of its node, whatever becomes of backslashes; and by rule a tree is in order
CREATE FUNCTION families_by_rule(source regclass, outcome text, rule text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE %I IS NOT NULL AND %s', source, outcome, rule) INTO found;
    RETURN found;
END $$;
SELECT count(*) AS nodes, count(*) FILTER (WHERE families = families_by_rule(source, run.outcome, rule)) AS rules
FROM (SELECT DISTINCT run, node_no, rule, families FROM grown) AS g JOIN run USING (run);
CREATE FUNCTION out_of_order(tree text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    node record;
    above integer[] := '{}';
    wrong bigint := 0;
BEGIN
    FOR node IN SELECT DISTINCT node_no, parent_no, depth, depth > 0, rule COLLATE "C" AS rule FROM grown
                WHERE run = tree ORDER BY depth > 0, rule LOOP
        wrong := wrong + (node.parent_no IS DISTINCT FROM above[node.depth])::integer;
        above := above[:node.depth] || node.node_no;
    END LOOP;
    RETURN wrong;
END $$;
SELECT sum(out_of_order(run)) AS out_of_order FROM run;

-- What has to hold: neither the order of rows matters, nor that of columns, nor what values are called; three families
-- for one, with limits to match, triple chi-squared
CREATE FUNCTION differing(changed text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    rows bigint;
BEGIN
    EXECUTE format('CREATE TEMP TABLE other_tree AS SELECT * FROM chaid(%s, max_depth => 5, min_parent => 40,
                        min_child => 10, alpha_split => 0.1, ordered_factors => ''{length_of_intervention}'')',
                   changed);
    SELECT count(*) INTO rows
    FROM ((TABLE other_tree EXCEPT ALL TABLE all_loose)
          UNION ALL (TABLE all_loose EXCEPT ALL TABLE other_tree)) AS d;
    DROP TABLE other_tree;
    RETURN rows;
END $$;
CREATE TEMP TABLE all_loose AS
SELECT * FROM chaid('family', 'progress', columns(3, 20), max_depth => 5, min_parent => 40, min_child => 10,
                    alpha_split => 0.1, ordered_factors => '{length_of_intervention}');
CREATE TABLE shuffled AS SELECT * FROM family ORDER BY md5(family_id);
SELECT differing($$'shuffled', 'progress', columns(3, 20)$$) AS rows_in_other_order,
       differing($$'family', 'progress', columns(4, 20) || columns(3, 3)$$) AS factors_in_other_order,
       differing($$'family', 'progress', columns(5, 7)$$) > 0 AS otherwise_it_tells;
CREATE VIEW renamed AS
SELECT translate(progress, 'hml', 'ZYX') AS progress, chr(200 - ascii(cluster)) AS cluster, household,
       length_of_intervention, 1 - social_care_after AS social_care_after FROM family;
SELECT count(*) AS rows, count(r.depth) AS renamed
FROM (SELECT depth, translate(outcome, 'hml', 'ZYX') AS outcome, families, outcome_families, split_by, residual
      FROM chaid('family', 'progress', '{cluster,household,social_care_after}', alpha_split => 1)) AS t
LEFT JOIN chaid('renamed', 'progress', '{cluster,household,social_care_after}', alpha_split => 1) AS r
    ON (r.depth, r.outcome, r.families, r.outcome_families) = (t.depth, t.outcome, t.families, t.outcome_families)
   AND r.split_by IS NOT DISTINCT FROM t.split_by AND (near(r.residual, t.residual) OR t.residual IS NULL);
CREATE VIEW tripled AS SELECT f.* FROM family AS f, generate_series(1, 3);
SELECT count(*) AS rows, count(r.node_no) AS tripled
FROM chaid('family', 'progress', '{poor_parenting,adult_drug_misuse}', min_child => 5, min_parent => 10,
           alpha_split => 1) AS t
LEFT JOIN chaid('tripled', 'progress', '{poor_parenting,adult_drug_misuse}', min_child => 15, min_parent => 30,
                alpha_split => 1) AS r
    ON (r.node_no, r.rule, r.outcome, r.families, r.outcome_families)
       = (t.node_no, t.rule, t.outcome, 3 * t.families, 3 * t.outcome_families)
   AND near(r.chi_squared, 3 * t.chi_squared) AND near(r.residual, sqrt(3) * t.residual);

-- Of factors that tell as much the first is taken, though values stand the other way round in one
CREATE VIEW twice AS
SELECT progress, adult_low_level_mental_health AS need, NOT adult_low_level_mental_health AS no_need,
       CASE WHEN adult_low_level_mental_health THEN 'b' ELSE 'a' END AS letter, cluster,
       chr(200 - ascii(cluster)) AS retsulc
FROM family;
SELECT factors, split_by, rule
FROM unnest('{"need,no_need,letter","no_need,letter,need","letter,need,no_need"}'::text[]) AS factors,
     chaid('twice', 'progress', string_to_array(factors, ','), max_depth => 1) WHERE outcome_no = 1;
SELECT count(DISTINCT chi_squared) AS chi_squared, count(DISTINCT p) AS p,
       string_agg(DISTINCT split_by, ', ') AS split_by
FROM unnest('{"cluster,retsulc","retsulc,cluster"}'::text[]) AS factors,
     chaid('twice', 'progress', string_to_array(factors, ','), max_depth => 1, bonferroni => false);
-- (sums of doubles in another order would differ in the last digit in some of them)
SELECT format('CREATE VIEW reversed AS SELECT n * n %% 31 %% 4 AS outcome, %s FROM generate_series(1, 700) AS n',
              string_agg(format('n * n %% %s %% 7 AS one_%1$s, 6 - n * n %% %1$s %% 7 AS other_%1$s', m), ', '))
FROM generate_series(41, 80) AS m \gexec
SELECT count(*) AS pairs, count(*) FILTER (WHERE split_by = first) AS first_taken
FROM generate_series(41, 80) AS m,
     LATERAL (VALUES ('one_' || m, 'other_' || m), ('other_' || m, 'one_' || m)) AS p (first, second),
     chaid('reversed', 'outcome', ARRAY[first, second], alpha_merge => 1, alpha_split => 1, min_child => 1,
           max_depth => 1)
WHERE node_no = 0 AND outcome_no = 1;

-- p that no double holds are told apart
CREATE VIEW far_out AS
SELECT n % 2 AS outcome, (n % 2 + (n % 5000 = 0)::integer) % 2 AS near,
       (n % 2 + (n % 9999 = 0)::integer) % 2 AS nearer
FROM generate_series(1, 20000) AS n;
SELECT DISTINCT split_by, p, adjusted_p FROM chaid('far_out', 'outcome', '{near,nearer}', max_depth => 1)
WHERE node_no = 0;

-- Names and values that look like something else
CREATE TABLE "od""d %I $sql$" ("the ""outcome"" %s" text, "f'1" text, "\" text, "Value" text, value_1 text, label text);
INSERT INTO "od""d %I $sql$"
SELECT CASE WHEN n % 3 = 0 THEN '%L' ELSE 'it''s' END,
       (ARRAY['a''b', 'back\slash', '%I', '', ' ', NULL, 'not recorded', E'new\nline', '"'])[n % 9 + 1],
       CASE WHEN n % 3 > 0 THEN '\' END, CASE n % 6 WHEN 0 THEN 'a / b' WHEN 1 THEN '''); DROP TABLE family; --' END,
       (n % 3 = 0)::text, NULL
FROM generate_series(1, 900) AS n;
CREATE TABLE odd_tree AS
SELECT factor, t.* FROM unnest('{f''1,\\,Value,value_1}'::text[]) AS factor,
     chaid('"od""d %I $sql$"', 'the "outcome" %s', ARRAY[factor, 'label'], alpha_merge => 0.9) AS t;
SELECT factor, node_no, rule, members, outcome, families FROM odd_tree WHERE outcome_no = 1
ORDER BY factor COLLATE "C", node_no;
SELECT count(*) AS nodes, count(*) FILTER (
           WHERE families = families_by_rule('"od""d %I $sql$"', 'the "outcome" %s', rule)) AS rules FROM odd_tree;
\i test/backslashes.psql
SELECT count(*) FILTER (WHERE t.families = families_by_rule('"od""d %I $sql$"', 'the "outcome" %s', rule))
           AS rules, count(*) FILTER (WHERE again.members IS NOT DISTINCT FROM t.members) AS same
FROM odd_tree AS t
LEFT JOIN LATERAL chaid('"od""d %I $sql$"', 'the "outcome" %s', ARRAY[factor, 'label'], alpha_merge => 0.9) AS again
    USING (node_no, outcome_no, rule);
RESET standard_conforming_strings;

-- Values of any type: equal ones are one category, however they are written; their order is that of the type
DO $$
BEGIN
    CREATE COLLATION ignore_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
EXCEPTION WHEN OTHERS THEN -- without ICU
    CREATE COLLATION ignore_case FROM "C";
END $$;
CREATE DOMAIN team AS text CHECK (value <> '');
CREATE TABLE typed AS
SELECT n % 2 = 0 AS outcome, n % 4 * 0.5 + CASE WHEN n % 8 > 3 THEN 0.00 ELSE 0 END AS a_numeric,
       CASE n % 4 WHEN 0 THEN '-0' ELSE (n % 2)::text END::double precision AS a_float,
       date '2024-01-31' + n % 4 AS a_date, timestamptz '2024-01-01 12:00:00+00' + n % 4 * interval '9 days' AS a_time,
       (n % 12)::smallint AS a_number, (ARRAY['x ', 'x', 'y', 'y  '])[n % 4 + 1]::char(3) AS padded,
       (CASE WHEN 'a' = 'A' COLLATE ignore_case THEN ARRAY['North', 'NORTH', 'south', 'South']
             ELSE '{NORTH,NORTH,South,South}' END)[n % 4 + 1]::text COLLATE ignore_case AS of_any_case,
       ('T' || n % 4)::team AS of_domain, n % 4 * interval '12 hours' AS an_interval,
       (n % 4)::text::"char" AS a_char, ('0' || n % 4)::name AS a_name, lpad((n % 4)::text, 32, '0')::uuid AS a_uuid,
       '\x0001'::bytea || decode(lpad((n % 4)::text, 2, '0'), 'hex') AS some_bytes,
       (n % 4 + 1)::star_reading AS reading, (n % 4)::bit(2) AS bits
FROM generate_series(0, 959) AS n;
SET timezone = 'Asia/Kolkata';
SET datestyle = 'SQL, DMY';
SET extra_float_digits = 0;
CREATE TABLE typed_tree AS
SELECT factor, ordered, t.* FROM unnest(ARRAY(SELECT attname::text FROM pg_attribute
                                              WHERE attrelid = 'typed'::regclass AND attnum > 1)) AS factor,
     unnest('{f,t}'::boolean[]) AS ordered,
     chaid('typed', 'outcome', ARRAY[factor], CASE WHEN ordered THEN ARRAY[factor] ELSE '{}' END,
           alpha_merge => 1, min_child => 1, alpha_split => 1, max_depth => 1) AS t;
SELECT factor, count(*) FILTER (WHERE NOT ordered) AS nodes,
       count(*) FILTER (WHERE families <> families_by_rule('typed', 'outcome', rule)) AS wrong_rules,
       string_agg(members, ' | ' ORDER BY node_no) FILTER (WHERE NOT ordered) AS members,
       string_agg(members, ' | ' ORDER BY node_no) FILTER (WHERE ordered) AS when_ordered
FROM typed_tree WHERE outcome_no = 1 AND depth > 0 GROUP BY factor ORDER BY factor COLLATE "C";
RESET timezone;
RESET datestyle;
SET extra_float_digits = -3;
SELECT count(*) FILTER (WHERE families = families_by_rule('typed', 'outcome', rule)) AS rules, count(*) AS of
FROM typed_tree;
-- an outcome that is a number is in its order
CREATE VIEW numbers AS SELECT a_number - 2 AS number, a_date FROM typed WHERE a_number < 10;
SELECT string_agg(outcome, ', ' ORDER BY outcome_no) FROM chaid('numbers', 'number', '{a_date}', max_depth => 1)
WHERE node_no = 0;

-- Nobody; no outcome known; one outcome; a factor of one value, or of none; too few to be split
CREATE VIEW nobody AS SELECT * FROM family WHERE false;
SELECT * FROM chaid('nobody', 'progress', '{cluster}');
CREATE VIEW not_known AS SELECT NULL::text AS progress, cluster FROM family;
SELECT node_no, rule, families, outcome_no FROM chaid('not_known', 'progress', '{cluster}');
CREATE VIEW one_outcome AS SELECT 'same' AS progress, cluster FROM family;
SELECT node_no, families, split_by, outcome, outcome_families, percent, overall_percent, residual
FROM chaid('one_outcome', 'progress', '{cluster}');
CREATE VIEW one_value AS SELECT progress, 1 AS one, NULL::text AS none, household FROM family;
SELECT node_no, families, split_by, outcome, outcome_families FROM chaid('one_value', 'progress', '{one,none}');
SELECT DISTINCT node_no, members, families, split_by
FROM chaid('one_value', 'progress', '{one,household}', force_first => true, alpha_split => 1, max_depth => 1)
ORDER BY node_no;
SELECT (SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', min_parent => 778,
                                                  force_first => true)) AS too_few_to_split,
       (SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', min_child => 400,
                                                  force_first => true)) AS in_each_part,
       (SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', alpha_split => 0)) AS never,
       (SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', alpha_merge => 1, min_child => 1,
                                                  max_depth => 1, force_first => true)) AS all_apart,
       (SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', alpha_merge => 0, min_child => 1,
                                                  max_depth => 1, force_first => true)) AS in_two;

-- Limits: each just inside, and beyond
SELECT format('CREATE VIEW many AS SELECT progress, %s FROM family',
              string_agg(format('cluster AS column_%s', n), ', '))
FROM generate_series(1, 101) AS n \gexec
CREATE VIEW limits AS
SELECT n % 10 AS ten, n % 11 AS eleven, n % 60 AS sixty, nullif(n % 61, 0) AS with_missing, n % 61 AS too_many,
       ARRAY[n] AS an_array, json_build_object(n, n) AS a_json
FROM generate_series(1, 6100) AS n;
CREATE FUNCTION outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE 'SELECT count(*) FROM chaid(' || call || ')';
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN concat(SQLSTATE, ' ', SQLERRM, ' -- ' || nullif(hint, ''));
END $$;
SELECT call, outcome(call) FROM unnest(ARRAY[
    $$'limits', 'ten', '{sixty}', max_depth => 10, min_child => 1$$, $$'limits', 'eleven', '{sixty}'$$,
    $$'limits', 'ten', '{too_many}'$$, $$'limits', 'ten', '{with_missing}'$$, $$'family', 'progress', '{}'$$,
    $$'many', 'progress', (SELECT array_agg('column_' || n) FROM generate_series(1, 100) AS n)$$,
    $$'many', 'progress', (SELECT array_agg('column_' || n) FROM generate_series(1, 101) AS n)$$,
    $$'family', 'progress', '{{cluster},{household}}'$$, $$'family', 'progress', '{cluster,cluster}'$$,
    $$'family', 'progress', '{cluster,progress}'$$, $$'family', 'progress', '{cluster,NULL}'$$,
    $$'family', 'progress', '{cluster}', '{household}'$$, $$'family', 'progress', '{cluster}', '{clusters}'$$,
    $$'family', 'progress', '{cluster}', '{NULL}'$$, $$'family', 'progress', '{clusters}'$$,
    $$'family', 'Progress', '{cluster}'$$, $$'family', 'progress', '{ctid}'$$, $$NULL, 'progress', '{cluster}'$$,
    $$4294967295::oid::regclass, 'progress', '{cluster}'$$, $$'family', NULL, '{cluster}'$$,
    $$'family', 'progress', NULL$$, $$'family', 'progress', '{cluster}', NULL$$, $$'limits', 'ten', '{an_array}'$$,
    $$'limits', 'ten', '{a_json}'$$, $$'limits', 'an_array', '{ten}'$$]) WITH ORDINALITY AS c (call, n) ORDER BY n;
SELECT argument, outcome(format('%L, %L, %L, %s', 'family', 'progress', '{cluster}', argument)) FROM unnest(ARRAY[
    'max_depth => 0', 'max_depth => 11', 'max_depth => NULL', 'min_child => 0', 'min_child => NULL', 'min_child => 1',
    'min_parent => NULL', 'min_parent => -1', 'alpha_merge => -0.01', 'alpha_merge => 1.01', 'alpha_merge => ''NaN''',
    'alpha_split => 2', 'alpha_split => NULL', 'alpha_split => 1', 'bonferroni => NULL', 'force_first => NULL'])
    WITH ORDINALITY AS a (argument, n) ORDER BY n;

-- With the rights of who calls it
CREATE ROLE outcomestar_chaid;
GRANT USAGE ON SCHEMA chaid TO outcomestar_chaid;
GRANT SELECT (progress, cluster) ON family TO outcomestar_chaid;
SET ROLE outcomestar_chaid;
SELECT count(DISTINCT node_no) FROM chaid('family', 'progress', '{cluster}', bonferroni => false);
SELECT count(*) FROM chaid('family', 'progress', '{household}');
SELECT count(*) FROM chaid('typed', 'outcome', '{a_date}');
RESET ROLE;

-- Arrays by hand that are not those of a sample
CREATE FUNCTION nodes(codes text, categories text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN count(*) || ' nodes' FROM chaid_nodes(codes::integer[], categories::integer[], '{f}', '{f}', 3, 1, 1, 1, 1,
                                                 false, false);
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT codes, categories, nodes(codes, categories) FROM (VALUES
    ('{{1,1},{2,2}}', '{2,2}'), ('{{1,1},{2,3}}', '{2,2}'), ('{{1,1},{0,2}}', '{2,2}'), ('{{1,1},{3,2}}', '{2,2}'),
    ('{{1,1},{2,NULL}}', '{2,2}'), ('{1,2}', '{2,2}'), ('{}', '{2,2}'), ('{{1},{2}}', '{2}'), ('{{1,1},{2,2}}', '{2}'),
    ('{{1,1},{2,2}}', '{2,61}'), ('{{1,1},{2,2}}', '{11,2}'), ('{{1,1},{2,2}}', '{2,0}')) AS a (codes, categories);

RESET search_path;
DROP OWNED BY outcomestar_chaid;
DROP ROLE outcomestar_chaid;
DROP SCHEMA chaid CASCADE;
