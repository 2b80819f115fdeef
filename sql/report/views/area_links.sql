-- not published: it comes from families, not from counts that are rounded
CREATE VIEW {report}.area_links AS
SELECT area_no, area, other_area_no, other_area, families, spearman::numeric(4,2) AS spearman
FROM {report}.stored_area_links;

COMMENT ON VIEW {report}.area_links IS
    'Do families that rise in one area rise in another, too? Each two areas, both ways round, over all families '
    'compared. A link is no cause, and with few families links come and go by chance.';
COMMENT ON COLUMN {report}.area_links.other_area_no IS 'number of the other area: sorts other_area';
COMMENT ON COLUMN {report}.area_links.other_area IS 'the outcome area that area is compared with';
COMMENT ON COLUMN {report}.area_links.families IS 'families compared that have both readings in both areas';
COMMENT ON COLUMN {report}.area_links.spearman IS
    'Spearman''s correlation of the changes in the two areas, latest less start reading: 1 if families that rise more '
    'in one rise more in the other, -1 if less, 0 if neither; NULL if all change alike in one of them';
