-- The areas of Stars in which readings contradict each other: mostly none.
CREATE UNLOGGED TABLE {report}.staged_contradicted AS
-- if has_contradictions
SELECT f.family, star.completed_on, contradiction.area_no, f.service_user
FROM {made}_families AS f, @extschema@.stars(f.journey) AS star,
     @extschema@.contradictions(star.star) AS contradiction
WHERE @extschema@.contradiction_count(f.journey) > 0
-- end
;
