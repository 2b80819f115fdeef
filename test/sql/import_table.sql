-- From the headings of a file to a table for it, and the call of create_star_report that seems to fit.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
\pset format unaligned
\pset tuples_only on

-- The file of the README: the statements take it in as they are
\set headings `head -n 1 test/data/export.csv`
SELECT star_import_table(:'headings');
SELECT split_part(star_import_table(:'headings'), E'\n\n', 1) \gexec
\copy star_export FROM 'test/data/export.csv' (FORMAT csv, HEADER MATCH)
SELECT split_part(star_import_table(:'headings'), E'\n\n', 3) \gexec
SELECT count(*) FROM star_report.mean_progress WHERE mean_progress IS NOT NULL;
SELECT drop_star_report('star_report');

-- One column for each area, of the edition that knows most of them; other words; what is not found is left empty
SELECT star_import_table(E'\uFEFFsep=;\r\n"Client ref.";Star date;Physical health;Your well-being'
                         ';boundaries_and_behaviour;Keyworker name;WARD;Updated at' || E'\r\nrow;2',
                         'My "table"', 'O''Brien');
SELECT star_import_table('id,How I feel,work,My children''s learning,Date completed,Home and money', 'star', 'year');
SELECT star_import_table(E'Notes\tMore notes');
SELECT star_import_table('one heading');

-- Names of columns: what a table can have, whatever stands in the file
CREATE FUNCTION columns_made(headings text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    made text[];
BEGIN
    EXECUTE split_part(star_import_table(headings, E'made\n"by me'), E'\n\n', 1);
    made := ARRAY(SELECT attname::text FROM pg_attribute
                  WHERE attrelid = format('%I', E'made\n"by me')::regclass AND attnum > 0 ORDER BY attnum);
    DROP TABLE "made
""by me";
    RETURN made;
END $$;
SELECT columns_made(headings) = columns AS as_expected, columns_made(headings) FROM (VALUES
    ('a,b', '{a,b}'::text[]), ('a;b;c,d', '{a,b,"c,d"}'), (E'a\tb,c\td', '{a,"b,c",d}'), ('a|b', '{a,b}'),
    ('a,a,A,a_2,a', '{a,a_2,A,a_2_2,a_3}'),
    (',,column_2,', '{column_1,column_2,column_2_2,column_4}'),
    ('ctid,xmin,ctid', '{ctid_2,xmin_2,ctid_3}'),
    ('"a, ""b"";c",d', '{"a, \"b\";c",d}'), ('" "" ",b', '{"\"",b}'), ('""', '{column_1}'),
    (E'"two\nlines",b\nrow,2', E'{"two\nlines",b}'),
    (E'  a \t, b\r\n', '{a,b}'),
    (E'\n\na,b', '{a,b}'),
    ('a"b"c,d', '{"a\"b\"c",d}'),
    (E'back\\slash,it''s,$$,%s,--,/*,;', E'{"back\\\\slash",it''s,$$,%s,--,/*,;}'),
    (repeat('x', 70) || ',' || repeat('x', 80), ARRAY[repeat('x', 63), repeat('x', 61) || '_2']),
    (repeat(U&'\20AC', 30) || ',' || repeat(U&'\20AC', 31),
     ARRAY[repeat(U&'\20AC', 21), repeat(U&'\20AC', 20) || '_2']))
    AS t (headings, columns);
SELECT cardinality(columns_made(repeat('same,', 1599) || 'same'));
SELECT cardinality(columns_made(repeat(',', 1599)));

-- What is wrong
SELECT star_import_table(repeat(',', 1600));
SELECT star_import_table('');
SELECT star_import_table(E' \t\n,');
SELECT star_import_table(E'\uFEFF');
SELECT star_import_table(E'a,"b\nc,d');
SELECT star_import_table(NULL) IS NULL;
