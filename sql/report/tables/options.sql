\echo reading {source}
CREATE TABLE {report}.staged_options AS
SELECT option, CASE WHEN jsonb_typeof(value) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(value))::text
                    ELSE value #>> '{}' END AS value,
       now() AS refreshed_at
FROM jsonb_each({options}) AS given (option, value)
WHERE option NOT IN ('report_schema', 'today')
ORDER BY option COLLATE "C";

COMMENT ON TABLE {report}.stored_options IS
    'how the report was made: read it through view report_options; refresh_star_report reads it';
