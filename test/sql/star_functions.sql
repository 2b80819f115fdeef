-- What is a user's of the extension.  Who adds a function to this list adds it to the documentation; all else is
-- commented "internal: ...".

\pset format unaligned
\pset tuples_only on
SELECT name || '(' || arguments || ')' || coalesce(' -> ' || result, '') || E'\n    ' || meaning
FROM star_functions ORDER BY name COLLATE "C", arguments COLLATE "C";

-- Everybody may read it
CREATE ROLE outcomestar_reader;
SET ROLE outcomestar_reader;
SELECT count(*) > 50 FROM star_functions;
RESET ROLE;
DROP ROLE outcomestar_reader;
