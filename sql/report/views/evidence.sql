-- not published: about single families
CREATE VIEW {report}.evidence AS
SELECT f.family,
       -- for each dimension
       f.{member},
       -- end
       n.headline_no, n.headline, n.need_no, f.need_code, n.need_label, f.recorded_on, f.start_on, f.latest_on,
       f.result, f.strict_result, f.all_readings, f.strict_all_readings, f.why, f.highest_level, f.fell_areas,
       f.support_still_needed, f.other_evidence
FROM {report}.stored_evidence AS f
JOIN {report}.stored_evidence_summary AS n ON n.dimension_no = 0 AND n.rule_no = 1 AND n.need_code = f.need_code;

COMMENT ON VIEW {report}.evidence IS
    'ABOUT SINGLE FAMILIES: grant with care. What the Stars show of each recorded need: evidence, not a met outcome '
    'and not a claim. not_shown means not shown by the Star: never failed, not improved, or need still present, '
    'because an area covers more than one need. The mapping is written for edition 2; readings of edition 1 count by '
    'the number of the area.';
COMMENT ON COLUMN {report}.evidence.{member} IS 'the member of this dimension that the family has, or not recorded';
COMMENT ON COLUMN {report}.evidence.headline_no IS 'number of the headline outcome: sorts headline';
COMMENT ON COLUMN {report}.evidence.headline IS 'headline outcome of the framework';
COMMENT ON COLUMN {report}.evidence.need_code IS 'code of the need, as text';
COMMENT ON COLUMN {report}.evidence.need_label IS 'what the need is, in short';
COMMENT ON COLUMN {report}.evidence.recorded_on IS
    'the day on which the need was recorded; NULL if the table of needs does not say';
COMMENT ON COLUMN {report}.evidence.start_on IS
    'date of the start Star: the last one on or before recorded_on, or else the first, unless the start rule takes the '
    'next; NULL without a Star';
COMMENT ON COLUMN {report}.evidence.latest_on IS
    'date of the latest Star; NULL if there is none to compare with';
COMMENT ON COLUMN {report}.evidence.result IS
    'improved, further_only, held, partly, some_progress, not_shown (by the Star), cannot_tell, hard_only, other_star';
COMMENT ON COLUMN {report}.evidence.strict_result IS
    'the same by the strict rule: where the framework lists all other areas, each of them is a source of its own';
COMMENT ON COLUMN {report}.evidence.all_readings IS
    'has every source of the need the two readings that it takes? Shares are of those needs alone; NULL if a Star '
    'cannot show the need';
COMMENT ON COLUMN {report}.evidence.strict_all_readings IS 'the same by the strict rule';
COMMENT ON COLUMN {report}.evidence.why IS 'the result (not the strict one) as a sentence for the case file';
COMMENT ON COLUMN {report}.evidence.highest_level IS 'the highest level that an area crossed; NULL if none did';
COMMENT ON COLUMN {report}.evidence.fell_areas IS
    'numbers of the areas that fell below their threshold; NULL if none did';
COMMENT ON COLUMN {report}.evidence.support_still_needed IS
    'is an area that is listed for the need still below 10? NULL if that is not known';
COMMENT ON COLUMN {report}.evidence.other_evidence IS
    'what else the framework asks for or takes: star_or_other, no_assessment_item, star_and_hard, hard_only, '
    'other_star';
