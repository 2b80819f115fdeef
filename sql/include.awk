# Puts the extension's SQL together from its parts.  A line
#     \include part.sql.in key=value ...
# stands for that part of the directory of the first one, with each @key@ in it replaced by its value.
#     awk -f sql/include.awk sql/outcomestar.sql.in
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
        include(directory words[2], inner)
    }
    if (status < 0) {
        print "sql/include.awk: cannot read " part > "/dev/stderr"
        exit 1
    }
    close(part)
}
BEGIN {
    directory = ARGV[1]
    sub(/[^\/]*$/, "", directory)
    include(ARGV[1])
}
