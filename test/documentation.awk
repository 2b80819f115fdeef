# Makes a regression test of the documentation: with part=sql the statements of its ```sql blocks, with
# part=out what psql prints when it runs them, which is the ```text block that follows each, to the letter
# (psql pads the headings of its columns).  A comment <!-- sql: ... --> holds a statement that readers need not
# see: it prints the rows of the Markdown table below it, those that begin with a name in backticks.
/^```sql$/ { block = "sql"; next }
/^```text$/ { block = "text"; next }
/^```/ {
    if (block == "text" && part == "out" && last ~ /^\([0-9]+ rows?\)$/)
        print ""
    block = block == "" ? "other" : ""
    next
}
sub(/^<!-- sql: /, "") { sub(/ -->$/, ""); print; block = "table"; next }
block == "table" && !/^\|/ { block = "" }
block == "table" && /^\| `/ && part == "out"
block == "sql" && !(part == "out" && /^$/)
block == "text" && part == "out"
{ last = $0 }
