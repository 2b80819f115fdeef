#!/usr/bin/env bash
# The charts of doc/tools/r.md: its blocks run, draw two files, and hold the figures of the views.
set -euo pipefail
page=$PWD/doc/tools/r.md drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
cd "$drawn"
sed -n '/^```r$/,/^```$/{/^```/!p}' "$page" > charts.R
echo 'cat(rates$made_progress_percent, matrix, file = "figures", sep = "\n")' >> charts.R
Rscript charts.R
psql --no-psqlrc --quiet --tuples-only --no-align > views <<SQL
SELECT made_progress_percent::double precision FROM star_report.progress_rates
WHERE dimension = 'All' ORDER BY area_no DESC;
SELECT families FROM star_report.progress_cells
WHERE dimension = 'All' AND area_no = 3 ORDER BY latest_stage_no, start_stage_no;
SQL
[ "$(wc -l < views)" = 35 ]
diff views figures
for file in made_progress.pdf stages.pdf; do
    [ "$(head -c 5 $file)" = %PDF- ] && [ "$(wc -c < $file)" -gt 2000 ]
done
