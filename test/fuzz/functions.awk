# Which functions in C take a value of each type as their first argument: from the script of the extension, as lists for
# harness.c.  The letters are the further arguments: v the type again, n a number, d a date, r a reading or a stage, s a
# Star, j a journey, t a text.
#     awk -f test/fuzz/functions.awk sql/outcomestar--VERSION.sql

function name_of(type) {
    sub(/\[\]$/, "s", type)
    return type
}

function letter(type, first) {
    if (type == first)
        return "v"
    if (!(type in letters)) {
        print "test/fuzz/functions.awk: no argument of type " type " for " statement > "/dev/stderr"
        exit status = 1
    }
    return letters[type]
}

# CREATE FUNCTION name(argument, ...) ... LANGUAGE C AS 'MODULE_PATHNAME'[, 'symbol'];
function read_function(    symbol, arguments, count, i, first, further, words, n) {
    symbol = statement
    if (!sub(/.*'MODULE_PATHNAME', '/, "", symbol))
        sub(/^CREATE FUNCTION /, "", symbol)
    sub(/[^a-z0-9_].*/, "", symbol)
    arguments = statement
    sub(/^[^(]*\( */, "", arguments)
    sub(/ *\) *RETURNS.*/, "", arguments)
    sub(/, OUT .*/, "", arguments)
    count = split(arguments, argument, / *, */)
    for (i = 1; i <= count; i++) {
        sub(/ DEFAULT.*/, "", argument[i])
        n = split(argument[i], words, " ")
        argument[i] = words[n]
        # numbers that are more than a word, and lists of texts, need the server; what only says which cast to write
        # needs its catalogs
        if (argument[i] ~ /^(numeric|text\[\]|star_need_rules\[\])$/ || symbol ~ /^wrong_argument_/)
            return
    }
    first = argument[1]
    if (!(first in types))
        return
    for (i = 2; i <= count; i++)
        further = further letter(argument[i], first)
    lists[first] = lists[first] " \\\n\tF(" symbol ", \"" further "\")"
}

BEGIN {
    split("star_reading journey_stage outcome_star star_journey stage_distribution progress_matrix " \
          "stage_distribution[] progress_matrix[]", names, " ")
    for (i in names)
        types[names[i]]
    letters["smallint"] = letters["integer"] = letters["bigint"] = "n"
    letters["star_reading"] = letters["journey_stage"] = "r"
    letters["outcome_star"] = "s"
    letters["star_journey"] = "j"
    letters["date"] = "d"
    letters["text"] = "t"
}

{ statement = statement == "" ? $0 : statement " " $0 }
/;$/ {
    if (statement ~ /^CREATE FUNCTION .* LANGUAGE C AS /)
        read_function()
    else if (statement ~ /^CREATE TYPE [a-z_]+ \( *INPUT/) {
        split(statement, words, " ")
        if (!(words[3] in types)) {
            print "test/fuzz/functions.awk: type " words[3] " is not known" > "/dev/stderr"
            exit status = 1
        }
    }
    statement = ""
}
/^$|^--|^\\/ { statement = "" }

END {
    if (status)
        exit status
    for (i = 1; i in names; i++)
        print "#define FUNCTIONS_OF_" name_of(names[i]) "(F)" lists[names[i]] "\n"
}
