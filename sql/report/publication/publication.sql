CREATE TABLE {report}.staged_publication AS
SELECT {published_from}::text AS published_from, {published_on}::date AS published_on, {base} AS rounded_to;

COMMENT ON TABLE {report}.stored_publication IS
    'of which report this is, when it was published, and in multiples of what: read it through view report_options';
