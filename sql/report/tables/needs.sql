-- The needs recorded: of which family of the report each is, and which code the framework has for it, if any.
CREATE UNLOGGED TABLE {report}.staged_needs AS
-- if has_needs
SELECT DISTINCT f.family, f.service_user, n.family AS written, coalesce(code.known, n.need_code) AS need_code,
       code.known IS NOT NULL AS known, n.recorded, n.recorded_on, n.recorded_written
FROM ({needs}) AS n
CROSS JOIN LATERAL (VALUES (({need_codes})[coalesce(
    array_position({need_codes}, n.need_code),
    array_position({need_keys}, @extschema@.need_key(n.need_code)))])) AS code (known)
LEFT JOIN {made}_families AS f ON f.family::text COLLATE "default" = n.family
-- end
;
