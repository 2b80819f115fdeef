CREATE TABLE {report}.staged_members AS
SELECT dimension_no, dimension, member_no, member, service_users, with_a_star, with_first_star, reviewed,
       reviewed_twice, left_service, left_reviewed, stars, negative, no_change, positive, progressed_in, rose_in,
       change_points, mean_change_parts
FROM {report}.staged_counts;

COMMENT ON TABLE {report}.stored_members IS 'counts of families by member of each dimension';
