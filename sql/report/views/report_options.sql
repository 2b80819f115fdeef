-- published
CREATE VIEW {report}.report_options AS
SELECT o.option, o.value, o.refreshed_at
FROM {report}.stored_options AS o;

COMMENT ON VIEW {report}.report_options IS 'How the report was made, and when it was refreshed.';
COMMENT ON COLUMN {report}.report_options.option IS
    'an argument of create_star_report; highest_reading comes with the edition; version is that of the extension that '
    'made the report; a frozen report has frozen_on, the day, and frozen_from, the schema of the report';
COMMENT ON COLUMN {report}.report_options.value IS 'its value, given or by default; NULL if it has none';
COMMENT ON COLUMN {report}.report_options.refreshed_at IS 'when the report was computed; the same in every row';
