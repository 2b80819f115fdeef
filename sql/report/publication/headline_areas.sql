CREATE TABLE {report}.staged_headline_areas AS TABLE {exact}.stored_headline_areas;

COMMENT ON TABLE {report}.stored_headline_areas IS
    'the areas of each headline problem of the Troubled Families programme; none for other editions than its own';
