-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of @type@.

\include comparison_operators.sql name=@type@ symbol=@symbol@ left=@type@ right=@type@ joins=HASHES,MERGES

CREATE FUNCTION @type@_hash(@type@) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_hash';
CREATE FUNCTION @type@_hash_extended(@type@, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_hash_extended';

COMMENT ON FUNCTION @type@_hash(@type@) IS 'hash';
COMMENT ON FUNCTION @type@_hash_extended(@type@, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY @type@_ops USING btree;
CREATE OPERATOR FAMILY @type@_ops USING hash;

CREATE OPERATOR CLASS @type@_ops DEFAULT FOR TYPE @type@ USING btree FAMILY @type@_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 @type@_cmp(@type@, @type@);
CREATE OPERATOR CLASS @type@_ops DEFAULT FOR TYPE @type@ USING hash FAMILY @type@_ops AS
    OPERATOR 1 =,
    FUNCTION 1 @type@_hash(@type@),
    FUNCTION 2 @type@_hash_extended(@type@, bigint);

COMMENT ON OPERATOR FAMILY @type@_ops USING btree IS 'order of @type@';
COMMENT ON OPERATOR FAMILY @type@_ops USING hash IS 'equality of @type@';
COMMENT ON OPERATOR CLASS @type@_ops USING btree IS 'order of @type@';
COMMENT ON OPERATOR CLASS @type@_ops USING hash IS 'equality of @type@';
