-- What doc/cookbook/csv.md says of CSV files as they come: \copy, and the option for each.
CREATE TEMP TABLE export (family text, completed_on text, reading text);

-- Windows line ends; semicolons, tabs, quoted fields
\copy export FROM PROGRAM 'printf "family,completed_on,reading\r\n\"O''Neil, \"\"A\"\"\r\nB\",1,2\r\n"' (FORMAT csv, HEADER MATCH)
\copy export FROM PROGRAM 'printf "family;completed_on;reading\r\nsemicolons;1;2\r\n"' (FORMAT csv, HEADER MATCH, DELIMITER ';')
\copy export FROM PROGRAM 'printf "family\tcompleted_on\treading\r\ntabs\t1\t2\r\n"' (FORMAT csv, HEADER MATCH, DELIMITER E'\t')
SELECT to_json(family), length(reading) FROM export;
TRUNCATE export;
\copy export FROM PROGRAM 'printf "family;completed_on;reading\nA;1;2\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nA,1,2\r\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nA,1,2\r\n" | tr -d "\r"' (FORMAT csv, HEADER)
SELECT family, length(reading) FROM export;
TRUNCATE export;

-- the mark at the beginning of a file
\copy export FROM PROGRAM 'printf "\357\273\277\"Family ID\",Date,Reading\nA,1,2\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "\357\273\277B,1,2\n"' (FORMAT csv)
\copy export FROM PROGRAM 'printf "\357\273\277family,completed_on,reading\nC,1,2\n" | tail -c +4' (FORMAT csv, HEADER MATCH)
SELECT right(family, 1) AS family, length(family) FROM export;
TRUNCATE export;
-- the message of the mismatch shows the mark: only its state is compared
\set VERBOSITY sqlstate
\copy export FROM PROGRAM 'printf "\357\273\277family,completed_on,reading\nA,1,2\n"' (FORMAT csv, HEADER MATCH)
\set VERBOSITY default

-- encodings
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nChild\222s,1,2\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nChild\222s,1,2\n"' (FORMAT csv, HEADER, ENCODING 'WIN1252')
\copy export FROM PROGRAM 'printf "family\tcompleted_on\treading\r\nChild\342\200\231s\t1\t2\r\n" | iconv -f UTF-8 -t UTF-16 | iconv -f UTF-16 -t UTF-8' (FORMAT csv, HEADER, DELIMITER E'\t')
SELECT family = U&'Child\2019s' AS right FROM export;
TRUNCATE export;

-- a line for Excel, another word for no reading, fewer columns, headings with spaces
\copy export FROM PROGRAM 'printf "sep=;\nfamily;completed_on;reading\nA;1;2\n" | tail -n +2' (FORMAT csv, HEADER MATCH, DELIMITER ';')
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nB,,N/A\n"' (FORMAT csv, HEADER, NULL 'N/A')
\copy export (family, reading) FROM PROGRAM 'printf "family,reading\nC,2\n"' (FORMAT csv, HEADER MATCH)
SELECT * FROM export;
CREATE TEMP TABLE with_spaces ("Family ID" text, "Date completed" text);
\copy with_spaces FROM PROGRAM 'printf "Family ID,Date completed\nA,1\n"' (FORMAT csv, HEADER MATCH)
\copy with_spaces FROM PROGRAM 'printf "Date completed,Family ID\n1,A\n"' (FORMAT csv, HEADER MATCH)
SELECT * FROM with_spaces;

-- lines with too many fields, too few, none
\copy export FROM PROGRAM 'printf "family,completed_on,reading,team\nA,1,2,East\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "family,reading\nA,1\n"' (FORMAT csv, HEADER)
\copy export FROM PROGRAM 'printf "family,completed_on,reading\nA,1,2\n\n"' (FORMAT csv, HEADER)
