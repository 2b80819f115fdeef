-- Links between each two areas, over all families compared.
CREATE TABLE {report}.staged_area_links AS
SELECT a.area_no, a.area, o.area_no AS other_area_no, o.area AS other_area, coalesce(l.families, 0) AS families,
       l.spearman
FROM {made}_areas AS a
JOIN {made}_areas AS o ON o.area_no <> a.area_no
LEFT JOIN (
    SELECT @extschema@.joint_changes(start_star, latest_star) AS counts
    FROM {made}_families
    WHERE service_user
) AS counted ON true
LEFT JOIN LATERAL @extschema@.area_links(counted.counts) AS l ON (l.area_no, l.other_area_no) = (a.area_no, o.area_no);

COMMENT ON TABLE {report}.stored_area_links IS 'correlations of the changes in each two areas';
