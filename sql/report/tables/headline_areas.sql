CREATE TABLE {report}.staged_headline_areas AS
SELECT headline_no, headline, area_no
FROM @extschema@.star_headline_areas
WHERE framework = 'troubled_families_2018_20'
-- if not has_headlines
AND false
-- end
;

COMMENT ON TABLE {report}.stored_headline_areas IS
    'the areas of each headline problem of the Troubled Families programme; none for other editions than its own';
