-- What every object of the extension has (array types, and row types of tables, members from PostgreSQL 17 on, come
-- with others)

CREATE TEMP VIEW member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS object
FROM pg_depend
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND (classid, objid) NOT IN (
      SELECT 'pg_type'::regclass, t.oid FROM pg_type AS t LEFT JOIN pg_class AS c ON typrelid = c.oid
      WHERE typcategory = 'A' OR relkind <> 'c');
SELECT count(*) > 150 AS many FROM member;

-- A comment
SELECT object FROM member WHERE obj_description(objid, classid::regclass::name) IS NULL;

-- PARALLEL SAFE, and a volatility that was chosen; but for those that make something or catch an error
SELECT object FROM member JOIN pg_proc ON classid = 'pg_proc'::regclass AND objid = oid
WHERE proparallel <> 's' OR provolatile = 'v' AND prokind = 'f' ORDER BY object COLLATE "C";

-- Functions in C are strict, but for those that have an answer to NULL
SELECT object FROM member JOIN pg_proc ON classid = 'pg_proc'::regclass AND objid = oid
WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND NOT proisstrict ORDER BY object COLLATE "C";

-- No rights above the caller's; no body that is looked up at run time, unless in pg_catalog, and then no other setting
-- but that results don't depend on the session's.  (A procedure that commits can have none: it looks nothing up.)
SELECT object, proconfig FROM member JOIN pg_proc ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid
JOIN pg_language ON prolang = pg_language.oid
WHERE prosecdef OR CASE lanname WHEN 'sql' THEN prosqlbody IS NULL OR proconfig IS NOT NULL
                                WHEN 'plpgsql' THEN proconfig[1] IS DISTINCT FROM 'search_path=pg_catalog, pg_temp'
                                     OR cardinality(proconfig) > 1
                                ELSE proconfig IS NOT NULL END
ORDER BY object COLLATE "C";

-- Tables and views: everybody may read them, and nothing else; all columns have comments
SELECT object, string_agg(privilege_type, ', ') FROM member
JOIN pg_class ON classid = 'pg_class'::regclass AND objid = oid
LEFT JOIN aclexplode(relacl) AS granted ON grantee = 0 WHERE relkind IN ('r', 'v') GROUP BY object
ORDER BY object COLLATE "C";
SELECT object, attname FROM member JOIN pg_attribute ON classid = 'pg_class'::regclass AND objid = attrelid
JOIN pg_class ON attrelid = pg_class.oid
WHERE relkind IN ('r', 'v') AND attnum > 0 AND col_description(attrelid, attnum) IS NULL;

-- Aggregates: a combine function, a state of a real type and, if its size is not fixed, of a stated one
SELECT object FROM member JOIN pg_aggregate ON classid = 'pg_proc'::regclass AND objid = aggfnoid
WHERE aggcombinefn = 0 OR aggtranstype = 'internal'::regtype
   OR aggtransspace = 0 AND (SELECT typlen FROM pg_type WHERE oid = aggtranstype) = -1;
SELECT aggfnoid::regprocedure AS with_an_inverse, aggminvtransfn FROM pg_aggregate
WHERE aggfnoid IN (SELECT objid FROM member) AND aggminvtransfn <> 0
ORDER BY aggfnoid::regprocedure::text COLLATE "C";

-- Operators: an estimate of their own, a commutator and a negator where there can be one
SELECT object FROM member JOIN pg_operator ON classid = 'pg_operator'::regclass AND objid = oid
WHERE oprresult = 'boolean'::regtype AND (oprrest = 0 OR oprjoin = 0 OR oprcom = 0 OR oprnegate = 0)
   OR oprname = '+' AND oprcom = 0;
SELECT oprname, oprrest, oprjoin FROM member JOIN pg_operator ON classid = 'pg_operator'::regclass AND objid = oid
WHERE oprresult = 'boolean'::regtype GROUP BY oprname, oprrest, oprjoin ORDER BY oprname COLLATE "C";

-- Types: btree and hash by default; text and binary.  The family of star_reading is not complete, and must
-- not be: see sql/integer_comparison.sql.
SELECT typname, method, count(opclass.oid) AS default_classes, bool_and(amvalidate(opclass.oid)) AS valid
FROM member JOIN pg_type ON classid = 'pg_type'::regclass AND objid = pg_type.oid
CROSS JOIN (VALUES ('btree'), ('hash')) AS m (method)
LEFT JOIN pg_opclass AS opclass ON opcintype = pg_type.oid AND opcdefault
    AND opcmethod = (SELECT oid FROM pg_am WHERE amname = method)
WHERE typtype = 'b'
GROUP BY typname, method ORDER BY typname COLLATE "C", method COLLATE "C";
SELECT object FROM member JOIN pg_type ON classid = 'pg_type'::regclass AND objid = oid
WHERE typreceive = 0 OR typsend = 0;
