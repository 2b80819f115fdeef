-- published
CREATE VIEW {report}.evidence_summary AS
SELECT s.dimension_no, s.dimension, s.member_no, s.member, s.headline_no, s.headline, s.need_no, s.need_code,
       s.need_label, s.rule_no, s.rule, s.recorded, s.reading_missing, counted.base, s.improved, s.further_only,
       s.held, s.partly, s.some_progress, s.not_shown, s.cannot_tell, s.hard_only, s.other_star,
       CASE WHEN counted.base >= {least} THEN
           @extschema@.percentage(s.improved::numeric, counted.base::numeric, 1) END::numeric(4,1) AS improved_percent,
       s.other_evidence
FROM {report}.stored_evidence_summary AS s,
     LATERAL (VALUES (s.recorded - s.reading_missing - s.hard_only - s.other_star)) AS counted (base);

COMMENT ON VIEW {report}.evidence_summary IS
    'Recorded needs by what the Stars show of them, by the default rule and strictly: never add the two up. Evidence, '
    'not met outcomes and not claims. not_shown means not shown by the Star: never failed, not improved, or need still '
    'present, because an area covers more than one need. The mapping is written for edition 2; readings of edition 1 '
    'count by the number of the area. Judging more than two sources together, and the pool of all other areas, is our '
    'extension of the published rule.';
COMMENT ON COLUMN {report}.evidence_summary.headline_no IS 'number of the headline outcome: sorts headline';
COMMENT ON COLUMN {report}.evidence_summary.headline IS 'headline outcome of the framework';
COMMENT ON COLUMN {report}.evidence_summary.need_code IS 'code of the need, as text';
COMMENT ON COLUMN {report}.evidence_summary.need_label IS 'what the need is, in short';
COMMENT ON COLUMN {report}.evidence_summary.rule_no IS 'sorts rule';
COMMENT ON COLUMN {report}.evidence_summary.rule IS
    'default; or strict: where the framework lists all other areas, each of them is a source of its own. Never add the '
    'two up';
COMMENT ON COLUMN {report}.evidence_summary.recorded IS 'families with the need recorded';
COMMENT ON COLUMN {report}.evidence_summary.reading_missing IS
    'of them, those with a reading missing that the sources of the need take, whatever the result: not in base, as '
    'they can be not_shown but never improved';
COMMENT ON COLUMN {report}.evidence_summary.base IS
    'recorded - reading_missing - hard_only - other_star = 100 %';
COMMENT ON COLUMN {report}.evidence_summary.improved IS
    'a source (an area; or all other areas together) crossed a level, and every other one reached or kept its '
    'threshold';
COMMENT ON COLUMN {report}.evidence_summary.further_only IS 'at the threshold from the start, and further up';
COMMENT ON COLUMN {report}.evidence_summary.held IS 'at the threshold from the start, and still';
COMMENT ON COLUMN {report}.evidence_summary.partly IS
    'some areas reached the threshold or went further, others are below';
COMMENT ON COLUMN {report}.evidence_summary.some_progress IS
    'below the threshold, but up, where the framework takes that for weaker evidence';
COMMENT ON COLUMN {report}.evidence_summary.not_shown IS 'not shown by the Star';
COMMENT ON COLUMN {report}.evidence_summary.cannot_tell IS
    'a reading is missing that it would take: part of reading_missing';
COMMENT ON COLUMN {report}.evidence_summary.hard_only IS 'a Star cannot show this need: hard records only';
COMMENT ON COLUMN {report}.evidence_summary.other_star IS 'another version of the Star shows this need';
COMMENT ON COLUMN {report}.evidence_summary.improved_percent IS 'improved as % of base';
COMMENT ON COLUMN {report}.evidence_summary.other_evidence IS
    'what else the framework asks for or takes: with star_and_hard the Star alone is never enough';
