-- The comparison operators of @left@ with @right@.

CREATE FUNCTION @name@_lt(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_lt';
CREATE FUNCTION @name@_le(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_le';
CREATE FUNCTION @name@_eq(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_eq';
CREATE FUNCTION @name@_ne(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_ne';
CREATE FUNCTION @name@_ge(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_ge';
CREATE FUNCTION @name@_gt(@left@, @right@) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_gt';
CREATE FUNCTION @name@_cmp(@left@, @right@) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_cmp';

COMMENT ON FUNCTION @name@_lt(@left@, @right@) IS 'implementation of < operator';
COMMENT ON FUNCTION @name@_le(@left@, @right@) IS 'implementation of <= operator';
COMMENT ON FUNCTION @name@_eq(@left@, @right@) IS 'implementation of = operator';
COMMENT ON FUNCTION @name@_ne(@left@, @right@) IS 'implementation of <> operator';
COMMENT ON FUNCTION @name@_ge(@left@, @right@) IS 'implementation of >= operator';
COMMENT ON FUNCTION @name@_gt(@left@, @right@) IS 'implementation of > operator';
COMMENT ON FUNCTION @name@_cmp(@left@, @right@) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, @joins@
);
CREATE OPERATOR <> (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = @left@, RIGHTARG = @right@, FUNCTION = @name@_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (@left@, @right@) IS 'less than';
COMMENT ON OPERATOR <= (@left@, @right@) IS 'less than or equal';
COMMENT ON OPERATOR = (@left@, @right@) IS 'equal';
COMMENT ON OPERATOR <> (@left@, @right@) IS 'not equal';
COMMENT ON OPERATOR >= (@left@, @right@) IS 'greater than or equal';
COMMENT ON OPERATOR > (@left@, @right@) IS 'greater than';
