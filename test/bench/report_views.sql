/* The views of the report that report.sql makes: 400,000 families, dimensions of 20 and 9 members. */
SET client_min_messages = warning;
-- inclusion
SELECT * FROM bench_report.inclusion;
-- completed_by
SELECT * FROM bench_report.completed_by;
-- activity
SELECT * FROM bench_report.activity;
-- reading_distributions
SELECT * FROM bench_report.reading_distributions;
-- stage_distributions
SELECT * FROM bench_report.stage_distributions;
-- mean_progress
SELECT * FROM bench_report.mean_progress;
-- progress_matrices
SELECT * FROM bench_report.progress_matrices;
-- progress_cells
SELECT * FROM bench_report.progress_cells;
-- progress_rates
SELECT * FROM bench_report.progress_rates;
-- progress_tests
SELECT * FROM bench_report.progress_tests;
-- member_differences
SELECT * FROM bench_report.member_differences;
-- member_residuals
SELECT * FROM bench_report.member_residuals;
-- family_patterns
SELECT * FROM bench_report.family_patterns;
-- star_changes
SELECT * FROM bench_report.star_changes;
-- area_links
SELECT * FROM bench_report.area_links;
-- overall_change
SELECT * FROM bench_report.overall_change;
-- areas_progressed
SELECT * FROM bench_report.areas_progressed;
-- journeys, one family
SELECT * FROM bench_report.journeys WHERE family = 12345;
-- family_stars, one family
SELECT * FROM bench_report.family_stars WHERE family = 12345;
-- progress_counts, one area and district
SELECT cluster, start_reading, latest_reading, sum(families) FROM bench_report.progress_counts
WHERE district = 'District 3' AND area_no = 3 GROUP BY cluster, start_reading, latest_reading;
-- progress_summary, one area and district
SELECT cluster, family_count(sum(matrix)) FROM bench_report.progress_summary
WHERE district = 'District 3' AND area_no = 3 GROUP BY cluster;
