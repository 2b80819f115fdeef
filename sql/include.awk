# Puts the extension's SQL together from its parts.  A line
#     \include part.sql.in key=value ...
# stands for that part, with each @key@ in it replaced by its value.
function include(part, values,    line, words, i, pair, inner) {
    while ((status = (getline line < part)) > 0) {
        for (i in values)
            gsub("@" i "@", values[i], line)
        if (line !~ /^\\include /) {
            print line
            continue
        }
        delete inner
        split(line, words, " ")
        for (i = 3; i in words; i++) {
            split(words[i], pair, "=")
            inner[pair[1]] = pair[2]
        }
        include("sql/" words[2], inner)
    }
    if (status < 0) {
        print "sql/include.awk: cannot read " part > "/dev/stderr"
        exit 1
    }
    close(part)
}
BEGIN { include("sql/outcomestar.sql.in") }
