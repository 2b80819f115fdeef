-- One row a need recorded, with the family of the report that it is of, and whether the framework has it.
CREATE UNLOGGED TABLE {report}.staged_needs AS
SELECT DISTINCT f.family, f.service_user, n.family AS written, n.need_code,
       coalesce(n.need_code = ANY ({need_codes}), false) AS known
FROM ({needs}) AS n
LEFT JOIN {report}.staged_families AS f ON f.family::text COLLATE "default" = n.family;
