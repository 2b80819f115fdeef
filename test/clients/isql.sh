#!/usr/bin/env bash
# Asks by isql of unixODBC, for test/clients/run.  isql prints text alone: the classes are of the types that the driver
# says the columns have.  NULL prints like an empty text, of which there is none here.  Text is cut after 300 characters
# unless told otherwise (-L), and a newline in it is not marked: so a last column, a full stop, tells where a row ends.
# There are no parameters: values are written into the statement.
set -euo pipefail
export PGTZ=UTC # times print in the session's time zone

query() { # each column ends in the character 1F, each row in a full stop and a newline; the first row has the names
    isql -3 -b -v -k -c -x0x1f -L100000 "$ODBC_CONNECTION" <<< "$1"
}
classes() { # of the columns of a view, which the driver looks for in the first schema of the search path only
    PGOPTIONS="-c search_path=$1" query "help $2" | awk -F '\037' -v OFS='\t' '
        BEGIN { class[4] = class[-5] = "integer"; class[2] = "number"
                class[91] = "date"; class[93] = "timestamp"; class[-7] = "boolean"
                class[12] = class[-1] = class[-9] = class[-10] = "text" }
        NR > 1 && NF > 1 { print $4, class[$5] }'
}
answer() { # the view that has the answer: schema and name; the columns, and where they come from
    classes "$1" "$2" > "$directory/classes"
    query "SELECT $3, '.' AS \".\" $4" | awk -v name="$2" '
        FNR == NR { class[$1] = $2; print name "\t" $1 "\t" $2; next }
        FNR == 1 { for (i = 1; i <= NF; i++) is[i] = class[$i]; next }
        NF {
            printf "%s", name
            for (i = 1; i <= NF; i++) {
                gsub(/\\/, "\\\\&", $i); gsub(/\n/, "\\n", $i); gsub(/\t/, "\\t", $i)
                if (is[i] == "boolean") $i = $i == "1" ? "t" : $i == "0" ? "f" : $i
                # to the millisecond; zeros at the end are not printed
                if (is[i] == "timestamp" && $i != "") $i = substr($i (index($i, ".") ? "" : ".") "000", 1, 23)
                printf "\t%s", $i == "" ? "\\N" : $i
            }
            print ""
        }' FS='\t' "$directory/classes" FS='\037' RS='\037\\.\n' -
}
literals() { # the rows of an answer, as literals
    awk -F '\t' -v quote="'" 'NF > 3 || $3 != "text" {
        gsub(quote, quote quote)
        for (i = 2; i <= NF; i++)
            printf "%s%s", i == 2 ? separator "(" : ", ", $i == "\\N" ? "NULL" : "E" quote $i quote
        printf ")"; separator = ", "
    }' "$1"
}

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
query "SELECT viewname, '.' AS \".\" FROM pg_views WHERE schemaname = 'star_report'" |
    sed 1d | cut -d $'\037' -f 1 > "$directory/views"
while read -r view; do
    answer star_report "$view" '*' "FROM star_report.$view"
done < "$directory/views"
answer asked member '*' "FROM asked.member" | tee "$directory/member"
answer asked filtered '*' "FROM star_report.progress_rates WHERE (dimension, member) = $(literals "$directory/member")"
answer asked own_types '*' "FROM asked.own_types" | tee "$directory/own_types"
answer asked own_types_back \
    "a::star_reading, b::journey_stage, c::outcome_star, d::star_journey, e::stage_distribution, f::progress_matrix" \
    "FROM (VALUES $(literals "$directory/own_types")) AS literal (a, b, c, d, e, f)"
