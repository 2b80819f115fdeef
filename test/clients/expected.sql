-- The answers to expect, from the catalog and from COPY: a line "name column class" for each column, a line
-- "name value ..." for each row, in the text format of COPY; a time is in UTC, to the millisecond, which is what the
-- coarsest of the clients has.
\set ON_ERROR_STOP on
\pset format unaligned
\pset fieldsep '\t'
\pset tuples_only on
CREATE TEMPORARY VIEW expected AS
SELECT c.oid::regclass AS relation, relname, attnum, attname, atttypid,
       CASE WHEN atttypid IN ('integer'::regtype, 'bigint'::regtype) THEN 'integer'
            WHEN atttypid = 'numeric'::regtype THEN 'number'
            WHEN atttypid = 'timestamptz'::regtype THEN 'timestamp'
            WHEN atttypid IN ('date'::regtype, 'boolean'::regtype) THEN atttypid::regtype::text
            ELSE 'text' END AS class
FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0
WHERE relkind = 'v' AND (relnamespace = 'star_report'::regnamespace OR relnamespace = 'asked'::regnamespace);

SELECT relname, attname, class FROM expected;
SELECT format('COPY (SELECT %L, %s FROM %s) TO STDOUT', relname,
              string_agg(format(CASE class WHEN 'timestamp'
                                           THEN 'to_char(%I AT TIME ZONE ''UTC'', ''YYYY-MM-DD HH24:MI:SS.MS'')'
                                           ELSE '%I' END, attname), ', ' ORDER BY attnum), relation)
FROM expected GROUP BY relname, relation \gexec
