CREATE TABLE {report}.staged_stages AS
SELECT stage_no::integer, stage, stage_no || ' ' || stage AS stage_label
FROM unnest({stage_labels}) WITH ORDINALITY AS label (stage, stage_no);

COMMENT ON TABLE {report}.stored_stages IS 'the stages of the edition';
