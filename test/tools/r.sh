#!/usr/bin/env bash
# doc/tools/r.md: its blocks run, draw two files, and hold the figures of the views.  The last one, about families, runs
# as OWNER.
set -euo pipefail
page=$PWD/doc/tools/r.md drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
cd "$drawn"
sed -n '/^```r$/,/^```$/{/^```/!p}' "$page" |
    sed '/^families <- /i \
connection <- dbConnect(PostgreSQL(), host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"),\
                        dbname = Sys.getenv("PGDATABASE"), user = Sys.getenv("OWNER"))' > blocks.R
cat >> blocks.R <<'R'
rounded <- function(values, scale) sprintf("%.*f", scale, round(values, scale) + 0) # no -0
writeLines(c(rates$made_progress_percent, matrix,
             rounded(sapply(differences, function(test) test$statistic), 3),
             rounded(sapply(differences, function(test) test$p.value), 6),
             rounded(unlist(lapply(differences, function(test) test$stdres)), 2),
             rounded(-qnorm(rises / 2), 3), rounded(links[lower.tri(links)], 2)), "figures")
R
Rscript blocks.R
psql --no-psqlrc --quiet --tuples-only --no-align > views <<SQL
SELECT made_progress_percent::double precision FROM star_report.progress_rates
WHERE dimension = 'All' ORDER BY area_no DESC;
SELECT families FROM star_report.progress_cells
WHERE dimension = 'All' AND area_no = 3 ORDER BY latest_stage_no, start_stage_no;
SELECT chi_squared FROM star_report.member_differences WHERE dimension = 'district' ORDER BY area_no;
SELECT p FROM star_report.member_differences WHERE dimension = 'district' ORDER BY area_no;
SELECT adjusted_residual FROM star_report.member_residuals
WHERE dimension = 'district' AND adjusted_residual IS NOT NULL ORDER BY area_no, outcome_no, member_no;
SELECT abs(z) FROM star_report.progress_tests WHERE dimension = 'All' ORDER BY area_no;
SELECT spearman FROM star_report.area_links WHERE area_no < other_area_no ORDER BY area_no, other_area_no;
SQL
[ "$(wc -l < views)" = 170 ]
diff views figures
for file in made_progress.pdf stages.pdf; do
    [ "$(head -c 5 $file)" = %PDF- ] && [ "$(wc -c < $file)" -gt 2000 ]
done
