# Makes a regression test of the documentation: with part=sql the statements of its ```sql blocks, with
# part=out what psql prints when it runs them, which is the ```text block that follows each, to the letter
# (psql pads the headings of its columns).
/^```sql$/ { block = "sql"; next }
/^```text$/ { block = "text"; next }
/^```/ {
    if (block == "text" && part == "out" && last ~ /^\([0-9]+ rows?\)$/)
        print ""
    block = block == "" ? "other" : ""
    next
}
block == "sql" && !(part == "out" && /^$/)
block == "text" && part == "out"
{ last = $0 }
