-- Bad input that the server asks about rather than fails on.  PostgreSQL 15 cannot ask: soft_errors_1.out.
CREATE TEMP TABLE input (type text, literal text);
INSERT INTO input VALUES
    ('star_reading', '7'), ('star_reading', '11'), ('star_reading', 'x'), ('star_reading', ''),
    ('journey_stage', 'Trying'), ('journey_stage', '6'), ('journey_stage', 'x'),
    ('stage_distribution', '{1,2,3,4,5}'), ('stage_distribution', '{1,2}'), ('stage_distribution', '{1,2,3,4,-5}'),
    ('progress_matrix', '{{1,0,0,0,0},{0,1,0,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,1}}'), ('progress_matrix', '{{1}}'),
    ('progress_matrix', '{{99999999999999999999}}'),
    ('outcome_star', '{1,,?}'), ('outcome_star', '{11}'), ('outcome_star', '{x}'),
    ('star_journey', '{2024-01-01:{1}}'), ('star_journey', '{2024-01-01:{11}}'), ('star_journey', '{2024-01-01:{}}');
SELECT type, literal, pg_input_is_valid(literal, type) AS valid, (pg_input_error_info(literal, type)).sql_error_code
FROM input;
-- (a type that is missing above)
SELECT typname FROM pg_type AS t JOIN pg_depend ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND typtype = 'b' AND typcategory <> 'A' AND typname NOT IN (SELECT type FROM input);
