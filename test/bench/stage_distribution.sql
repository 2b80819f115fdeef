-- count(*)
SELECT area_no, count(*) FROM reading GROUP BY area_no;
-- count(reading)
SELECT area_no, count(reading) FROM reading GROUP BY area_no;
-- stage_distribution(reading)
SELECT area_no, stage_distribution(reading) FROM reading GROUP BY area_no;
-- ten count(*) FILTER
SELECT area_no,
       count(*) FILTER (WHERE reading = 1), count(*) FILTER (WHERE reading = 2),
       count(*) FILTER (WHERE reading = 3), count(*) FILTER (WHERE reading = 4),
       count(*) FILTER (WHERE reading = 5), count(*) FILTER (WHERE reading = 6),
       count(*) FILTER (WHERE reading = 7), count(*) FILTER (WHERE reading = 8),
       count(*) FILTER (WHERE reading = 9), count(*) FILTER (WHERE reading = 10)
FROM reading GROUP BY area_no;
