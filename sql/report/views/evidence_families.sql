-- not published: about single families
CREATE VIEW {report}.evidence_families AS
SELECT e.family,
       -- for each dimension
       e.{member},
       -- end
       count(*) AS recorded,
       count(*) FILTER (WHERE e.result = 'improved') AS improved,
       count(*) FILTER (WHERE e.result = 'further_only') AS further_only,
       count(*) FILTER (WHERE e.result = 'held') AS held,
       count(*) FILTER (WHERE e.result = 'partly') AS partly,
       count(*) FILTER (WHERE e.result = 'some_progress') AS some_progress,
       count(*) FILTER (WHERE e.result = 'not_shown') AS not_shown,
       count(*) FILTER (WHERE e.result = 'cannot_tell') AS cannot_tell,
       count(*) FILTER (WHERE e.result = 'hard_only') AS hard_only,
       count(*) FILTER (WHERE e.result = 'other_star') AS other_star,
       count(*) FILTER (WHERE e.other_evidence IN ('star_and_hard', 'hard_only', 'other_star')) AS want_other_evidence,
       string_agg(e.need_code, ', ' ORDER BY n.need_no) AS recorded_needs,
       string_agg(e.need_code, ', ' ORDER BY n.need_no) FILTER (WHERE e.result = 'improved') AS improved_needs,
       min(e.start_on) AS start_on, max(e.latest_on) AS latest_on
FROM {report}.stored_evidence AS e
JOIN {report}.stored_evidence_summary AS n ON n.dimension_no = 0 AND n.rule_no = 1 AND n.need_code = e.need_code
GROUP BY
         -- for each dimension
         e.{member},
         -- end
         e.family;

COMMENT ON VIEW {report}.evidence_families IS
    'ABOUT SINGLE FAMILIES: grant with care. The recorded needs of each family by what the Stars show of them: '
    'evidence by the default rule, not met outcomes and not claims. not_shown means not shown by the Star: never '
    'failed, not improved, or need still present.';
COMMENT ON COLUMN {report}.evidence_families.{member} IS
    'the member of this dimension that the family has, or not recorded';
COMMENT ON COLUMN {report}.evidence_families.recorded IS
    'needs recorded: the sum of the nine results that follow';
COMMENT ON COLUMN {report}.evidence_families.improved IS
    'a source (an area; or all other areas together) crossed a level, and every other one reached or kept its '
    'threshold';
COMMENT ON COLUMN {report}.evidence_families.further_only IS 'at the threshold from the start, and further up';
COMMENT ON COLUMN {report}.evidence_families.held IS 'at the threshold from the start, and still';
COMMENT ON COLUMN {report}.evidence_families.partly IS
    'some areas reached the threshold or went further, others are below';
COMMENT ON COLUMN {report}.evidence_families.some_progress IS
    'below the threshold, but up, where the framework takes that for weaker evidence';
COMMENT ON COLUMN {report}.evidence_families.not_shown IS 'not shown by the Star';
COMMENT ON COLUMN {report}.evidence_families.cannot_tell IS 'a reading or a review is missing that it would take';
COMMENT ON COLUMN {report}.evidence_families.hard_only IS 'a Star cannot show this need: hard records only';
COMMENT ON COLUMN {report}.evidence_families.other_star IS 'another version of the Star shows this need';
COMMENT ON COLUMN {report}.evidence_families.want_other_evidence IS
    'needs, whatever their result, for which the Star alone is never enough: star_and_hard, hard_only, other_star';
COMMENT ON COLUMN {report}.evidence_families.recorded_needs IS 'codes of the needs recorded';
COMMENT ON COLUMN {report}.evidence_families.improved_needs IS 'codes of those improved; NULL if none is';
COMMENT ON COLUMN {report}.evidence_families.start_on IS
    'date of the start Star; the earliest, if needs were recorded on several days; NULL without a Star';
COMMENT ON COLUMN {report}.evidence_families.latest_on IS
    'date of the latest Star; NULL if there is none to compare with';
