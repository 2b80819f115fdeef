CREATE TABLE {report}.staged_areas AS TABLE {exact}.stored_areas;

COMMENT ON TABLE {report}.stored_areas IS 'the areas of the edition';
