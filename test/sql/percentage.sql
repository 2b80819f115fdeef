SELECT percentage(1, 8, 0) AS half_away_from_zero, percentage(-1, 8, 0) AS negative, percentage(2, 3) AS unrounded,
       percentage(416, 777, 1) AS one_digit, percentage(0, 5, 2) AS zero;
SELECT percentage(1, 0, 0) AS no_base, percentage(NULL, 1, 0) AS no_part, percentage(1, NULL, 0) AS null_base;

-- Rounded once, on the exact value: twice would give 39 here, and numeric's own quotient 50 below.
SELECT percentage(5, 13, 1), percentage(5, 13, 0);
SELECT percentage(4949999999999999999, 10000000000000000000, 0) AS just_below_half,
       round(100 * 4949999999999999999::numeric / 10000000000000000000) AS rounded_twice;
SELECT percentage(2, 3, 25);
SELECT percentage(9223372036854775807, 9223372036854775807, 2);

-- Every percentage of small counts against arithmetic with integers

SELECT count(*) AS percentages,
       count(*) FILTER (WHERE percentage(part, base, digits) <>
                              div(200 * part * 10::numeric ^ digits + base, 2 * base) / 10::numeric ^ digits) AS wrong
FROM generate_series(1, 100) AS base, generate_series(0, base) AS part, generate_series(0, 3) AS digits;

SELECT percentage(1, 2, -1);
\echo :LAST_ERROR_SQLSTATE
SELECT percentage(1, 2, 101);
