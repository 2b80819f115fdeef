# Draws the table of test/bench/scaling as a picture (SVG), both axes logarithmic: milliseconds over readings.
function x(readings) { return left + width * log(readings / 1e5) / log(100) }
function y(milliseconds) { return top + height * (1 - log(milliseconds) / log(1e4)) }
function text(at_x, at_y, attributes, content) {
    printf "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>\n", at_x, at_y, attributes, content
}
function line(x1, y1, x2, y2, attributes) {
    printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2, attributes
}
BEGIN {
    left = 90; top = 60; width = 420; height = 360
    split("DISTINCT ON, from readings|from readings|from one row a Star|from stored journeys|from stored summaries",
        label, "|")
    split("#8a8a8a #b3431f #1f6fb3 #2b8a4b #7a4fa3", colour, " ")
}
NF == 6 && $1 + 0 >= 1e5 { readings[++sizes] = $1; for (i = 1; i <= 5; i++) time[i, sizes] = $(i + 1) }
END {
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 740 490\"" \
        " font-family=\"sans-serif\" font-size=\"14\">"
    print "<rect width=\"740\" height=\"490\" fill=\"#ffffff\"/>"
    text(left, 32, "font-size=\"18\" fill=\"#222222\"", "Time of the whole report, ten areas, default settings")
    for (i = 0; i <= 4; i++) {
        line(left, y(10 ^ i), left + width, y(10 ^ i), "stroke=\"#dddddd\"")
        text(left - 10, y(10 ^ i) + 5, "text-anchor=\"end\" fill=\"#444444\"", i < 3 ? 10 ^ i " ms" : 10 ^ (i - 3) " s")
    }
    for (i = 5; i <= 7; i++) {
        line(x(10 ^ i), top, x(10 ^ i), top + height, "stroke=\"#dddddd\"")
        text(x(10 ^ i), top + height + 24, "text-anchor=\"middle\" fill=\"#444444\"",
            i == 5 ? "100 thousand" : 10 ^ (i - 6) " million")
    }
    text(left + width / 2, top + height + 50, "text-anchor=\"middle\" fill=\"#444444\"",
        "readings (a tenth as many Stars)")
    for (i = 1; i <= 5; i++) {
        style = "stroke=\"" colour[i] "\" stroke-width=\"2.5\" fill=\"none\"" \
            (i == 1 ? " stroke-dasharray=\"6 5\"" : "")
        printf "<polyline %s points=\"", style
        for (size = 1; size <= sizes; size++) printf "%.1f,%.1f ", x(readings[size]), y(time[i, size])
        print "\"/>"
        for (size = 1; size <= sizes; size++)
            printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
                x(readings[size]), y(time[i, size]), colour[i]
        text(left + width + 12, y(time[i, sizes]) + 5, "fill=\"" colour[i] "\"", label[i])
    }
    print "</svg>"
}
