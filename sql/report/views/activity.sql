-- published
CREATE VIEW {report}.activity AS
SELECT a.dimension_no, a.dimension, a.member_no, a.member, a.quarter_start,
       to_char(a.quarter_start::timestamp, 'Mon') || ' to '
           || to_char(a.quarter_start + interval '2 months', 'Mon YYYY') AS quarter_label,
       a.families_added, a.stars_completed, a.families_reviewed, a.families_left_reviewed
FROM {report}.stored_activity AS a;

COMMENT ON VIEW {report}.activity IS
    'What happened in each quarter, empty quarters included. With a period only what happened in it, so its first '
    'and last quarter may be parts of quarters.';
COMMENT ON COLUMN {report}.activity.quarter_start IS 'first day of the quarter: sorts quarter_label';
COMMENT ON COLUMN {report}.activity.quarter_label IS
    'first and last month of the quarter, and the year in which it ends';
COMMENT ON COLUMN {report}.activity.families_added IS
    'families with added_on in the quarter; NULL without a table of families';
COMMENT ON COLUMN {report}.activity.stars_completed IS 'Stars completed in the quarter';
COMMENT ON COLUMN {report}.activity.families_reviewed IS
    'families with a review in the quarter, each counted once a quarter: never add quarters up';
COMMENT ON COLUMN {report}.activity.families_left_reviewed IS
    'families that left in the quarter and have a review; NULL without left_on';
