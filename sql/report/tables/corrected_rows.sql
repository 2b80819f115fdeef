-- The rows of a source in which later rows correct earlier ones, with what is superseded: sorted once, for all that is
-- made of them.
CREATE UNLOGGED TABLE {report}.staged_corrected_rows AS
-- if has_entered_on
{corrected_rows}
-- end
;
