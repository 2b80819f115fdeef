CREATE TABLE {report}.staged_options AS
SELECT option, CASE option WHEN 'dimensions' THEN {dimensions} ELSE value END AS value, refreshed_at
FROM {exact}.stored_options
UNION ALL
SELECT option, value, refreshed_at
FROM {report}.staged_publication,
     LATERAL (VALUES ('published_from', published_from), ('published_on', published_on::text),
                     ('rounded_to', rounded_to::text)) AS about (option, value),
     (SELECT max(refreshed_at) AS refreshed_at FROM {exact}.stored_options) AS of_report;

COMMENT ON TABLE {report}.stored_options IS
    'how the report was made, and published: read it through view report_options';
