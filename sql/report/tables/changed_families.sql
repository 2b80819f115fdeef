-- Families as the last refresh found them, if it changed or removed them, and those that it added.  A refresh in place
-- writes it when it changes the families.
CREATE TABLE {report}.staged_changed_families AS
-- if not in_place
SELECT f.*, NULL::boolean AS was_there
FROM {report}.staged_families AS f
WHERE false
-- end
;

ALTER TABLE {report}.stored_changed_families ADD PRIMARY KEY (family);

COMMENT ON TABLE {report}.stored_changed_families IS
    'ABOUT SINGLE FAMILIES: what the last refresh changed, as it was before. Read it through changes';
