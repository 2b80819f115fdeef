CREATE TABLE {report}.staged_areas AS
SELECT area_no::integer, area
FROM unnest({area_labels}) WITH ORDINALITY AS label (area, area_no);

COMMENT ON TABLE {report}.stored_areas IS 'the areas of the edition';
