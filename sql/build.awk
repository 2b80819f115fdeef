# Puts the extension's SQL together from its parts:
#     awk -f sql/build.awk sql/outcomestar.sql.in
# Paths in it are relative to sql/.  A line
#     \include PART KEY=VALUE ...
# stands for that part, with each @KEY@ in it replaced by its value; \replace lets its functions take the place of those
# that are there: for upgrades.  The files of a report's tables and views are SQL
# that a person can run; functions of the extension have them as rows of VALUES:
#     \tables FILE ...    (table_no, table_name, is_kept, notice, query, index_statement, meaning) of each, in order
#     \views FILE ...     (view_name, is_published, query, meaning) of each
#     \columns FILE ...   (view_name, column_name, meaning) of each column that they comment on
# A FILE that ends in / is all files of a directory.  A line that ends in a backslash goes on in the next one.

function stop(message) {
    print "sql/build.awk: " message > "/dev/stderr"
    exit 1
}

function include(part, values, replaces,    line, more, words, i, pair, inner, status) {
    while ((status = (getline line < part)) > 0) {
        for (i in values)
            gsub("@" i "@", values[i], line)
        if (replaces && line ~ /^CREATE (FUNCTION|PROCEDURE)/)
            sub(/^CREATE/, "CREATE OR REPLACE", line)
        if (line !~ /^\\(include|replace|tables|views|columns) /) {
            print line
            continue
        }
        while (sub(/\\$/, "", line) && (getline more < part) > 0)
            line = line more
        split(line, words, " ")
        if (words[1] ~ /^.(tables|views|columns)$/)
            print_rows(words)
        else {
            delete inner
            for (i = 3; i in words; i++) {
                split(words[i], pair, "=")
                inner[pair[1]] = pair[2]
            }
            include(top words[2], inner, replaces || words[1] == "\\replace")
        }
    }
    if (status < 0)
        stop("cannot read " part)
    close(part)
}

# Prints the rows for files.
function print_rows(words,    i, list, file) {
    rows = 0
    for (i = 2; i in words; i++) {
        list = "LC_ALL=C ls " top words[i] (words[i] ~ /[/]$/ ? "*.sql" : "")
        while ((list | getline file) > 0) {
            read_statements(file)
            if (words[1] == "\\tables")
                print_table()
            else
                print_view(words[1])
        }
        close(list)
    }
}

# Reads a file into statement[1] ... statement[statements], without semicolons, the text of its \echo into notice, and
# its first line into heading.
function read_statements(file,    line, text, status) {
    delete statement
    statements = 0
    notice = text = heading = ""
    while ((status = (getline line < file)) > 0) {
        if (heading == "")
            heading = line
        if (text == "" && line ~ /^\\echo /)
            notice = substr(line, 7)
        else if (text != "" || line !~ /^(--.*)?$/) {
            text = text "\n" line
            if (sub(/;$/, "", text)) {
                statement[++statements] = substr(text, 2)
                text = ""
            }
        }
    }
    if (status < 0 || text != "" || statements == 0)
        stop("cannot read " file)
    close(file)
}

# Takes what the pattern matches from the beginning of a statement, up to AS or IS, and returns the name at its end.
function take(i, pattern,    head) {
    if (!match(statement[i], "^" pattern "(AS|IS)[ \n]+"))
        stop("no " pattern " in: " statement[i])
    head = substr(statement[i], 1, RLENGTH)
    statement[i] = substr(statement[i], RLENGTH + 1)
    sub(/ (AS|IS)[ \n]+$/, "", head)
    sub(/.*[.]/, "", head)
    return head
}

function quoted(text) { return "$sql$" text "$sql$" }

function print_row(row) { print "    " (rows++ ? "," : "") "(" row ")" }

function print_table(    i, kept, name, index_statement, meaning) {
    kept = statement[1] ~ /^CREATE TABLE/ ? "true" : "false"
    name = take(1, "CREATE (UNLOGGED )?TABLE [{]report[}][.]staged_[a-z_]+ ")
    sub(/^staged_/, "", name)
    index_statement = meaning = "NULL"
    for (i = 2; i <= statements; i++)
        if (statement[i] ~ /^COMMENT/) {
            take(i, "COMMENT ON TABLE [{]report[}][.]stored_" name " ")
            meaning = statement[i]
        } else
            index_statement = quoted(statement[i])
    print_row(rows + 1 ", '" name "', " kept ", '" notice "', " quoted("\n" statement[1]) ",\n     " index_statement \
              ",\n     " meaning)
}

# The row of a view, or the rows of its columns; any_view.sql has only these.
function print_view(what,    i, view, column) {
    i = 1
    view = "any_view"
    if (statement[1] ~ /^CREATE/) {
        view = take(1, "CREATE VIEW [{]report[}][.][a-z_]+ ")
        take(2, "COMMENT ON VIEW [{]report[}][.]" view " ")
        if (heading !~ /^-- (published$|not published: ..)/)
            stop(view ".sql has to begin with \"-- published\", or \"-- not published: \" and why")
        if (what == "\\views")
            print_row("'" view "', " (heading == "-- published" ? "true" : "false") ", " quoted("\n" statement[1]) \
                      ",\n     " statement[2])
        i = 3
    }
    for (; i <= statements; i++) {
        column = take(i, "COMMENT ON COLUMN [{]report[}][.]" view "[.][a-z_0-9{}]+ ")
        if (what == "\\columns")
            print_row("'" view "', '" column "', " statement[i])
    }
}

BEGIN {
    top = ARGV[1]
    sub(/(upgrade\/)?[^\/]*$/, "", top)
    include(ARGV[1])
}
