CREATE TABLE {report}.staged_stages AS TABLE {exact}.stored_stages;

COMMENT ON TABLE {report}.stored_stages IS 'the stages of the edition';
