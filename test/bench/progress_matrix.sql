-- count(*)
SELECT area_no, count(*) FROM pair GROUP BY area_no;
-- progress_matrix(first, latest)
SELECT area_no, progress_matrix(first, latest) FROM pair GROUP BY area_no;
-- 25 count(*) FILTER
SELECT area_no,
       count(*) FILTER (WHERE (first + 1) / 2 = 1 AND (latest + 1) / 2 = 1),
       count(*) FILTER (WHERE (first + 1) / 2 = 1 AND (latest + 1) / 2 = 2),
       count(*) FILTER (WHERE (first + 1) / 2 = 1 AND (latest + 1) / 2 = 3),
       count(*) FILTER (WHERE (first + 1) / 2 = 1 AND (latest + 1) / 2 = 4),
       count(*) FILTER (WHERE (first + 1) / 2 = 1 AND (latest + 1) / 2 = 5),
       count(*) FILTER (WHERE (first + 1) / 2 = 2 AND (latest + 1) / 2 = 1),
       count(*) FILTER (WHERE (first + 1) / 2 = 2 AND (latest + 1) / 2 = 2),
       count(*) FILTER (WHERE (first + 1) / 2 = 2 AND (latest + 1) / 2 = 3),
       count(*) FILTER (WHERE (first + 1) / 2 = 2 AND (latest + 1) / 2 = 4),
       count(*) FILTER (WHERE (first + 1) / 2 = 2 AND (latest + 1) / 2 = 5),
       count(*) FILTER (WHERE (first + 1) / 2 = 3 AND (latest + 1) / 2 = 1),
       count(*) FILTER (WHERE (first + 1) / 2 = 3 AND (latest + 1) / 2 = 2),
       count(*) FILTER (WHERE (first + 1) / 2 = 3 AND (latest + 1) / 2 = 3),
       count(*) FILTER (WHERE (first + 1) / 2 = 3 AND (latest + 1) / 2 = 4),
       count(*) FILTER (WHERE (first + 1) / 2 = 3 AND (latest + 1) / 2 = 5),
       count(*) FILTER (WHERE (first + 1) / 2 = 4 AND (latest + 1) / 2 = 1),
       count(*) FILTER (WHERE (first + 1) / 2 = 4 AND (latest + 1) / 2 = 2),
       count(*) FILTER (WHERE (first + 1) / 2 = 4 AND (latest + 1) / 2 = 3),
       count(*) FILTER (WHERE (first + 1) / 2 = 4 AND (latest + 1) / 2 = 4),
       count(*) FILTER (WHERE (first + 1) / 2 = 4 AND (latest + 1) / 2 = 5),
       count(*) FILTER (WHERE (first + 1) / 2 = 5 AND (latest + 1) / 2 = 1),
       count(*) FILTER (WHERE (first + 1) / 2 = 5 AND (latest + 1) / 2 = 2),
       count(*) FILTER (WHERE (first + 1) / 2 = 5 AND (latest + 1) / 2 = 3),
       count(*) FILTER (WHERE (first + 1) / 2 = 5 AND (latest + 1) / 2 = 4),
       count(*) FILTER (WHERE (first + 1) / 2 = 5 AND (latest + 1) / 2 = 5)
FROM pair GROUP BY area_no;
