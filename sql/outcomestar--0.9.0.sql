-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION outcomestar" to load this file. \quit

-- percentage: the one rule of rounding.

CREATE FUNCTION percentage(part numeric, base numeric, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION percentage(numeric, numeric, integer) IS 'part as a percentage of base, rounded half away from zero, once, to the digits given, or not rounded; NULL for a base of zero';
-- star_reading: one reading of a Star, 1 to 10.

-- The type star_reading: one byte, by value.

CREATE TYPE star_reading;

-- Text and binary input and output of star_reading.

CREATE FUNCTION star_reading_in(cstring) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_reading_out(star_reading) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_out';
CREATE FUNCTION star_reading_recv(internal) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_reading_send(star_reading) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_send';

COMMENT ON FUNCTION star_reading_in(cstring) IS 'text input of star_reading';
COMMENT ON FUNCTION star_reading_out(star_reading) IS 'text output of star_reading';
COMMENT ON FUNCTION star_reading_recv(internal) IS 'binary input of star_reading';
COMMENT ON FUNCTION star_reading_send(star_reading) IS 'binary output of star_reading';

CREATE TYPE star_reading (
    INPUT = star_reading_in, OUTPUT = star_reading_out, RECEIVE = star_reading_recv, SEND = star_reading_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, CATEGORY = 'N'
);
COMMENT ON TYPE star_reading IS 'a reading of a Star, a whole number from 1 to 10';

-- Casts.  Only the one to integer is implicit: with two, avg(reading) would be ambiguous.

-- star_reading to and from smallint.

CREATE FUNCTION star_reading_to_int2(star_reading) RETURNS smallint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION int2_to_star_reading(smallint) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_to_int2(star_reading) IS 'the reading as smallint';
COMMENT ON FUNCTION int2_to_star_reading(smallint) IS 'the smallint as a reading; an error for any but 1 to 10';

CREATE CAST (star_reading AS smallint) WITH FUNCTION star_reading_to_int2(star_reading) AS ASSIGNMENT;
CREATE CAST (smallint AS star_reading) WITH FUNCTION int2_to_star_reading(smallint) AS ASSIGNMENT;

COMMENT ON CAST (star_reading AS smallint) IS 'the reading as smallint';
COMMENT ON CAST (smallint AS star_reading) IS 'the smallint as a reading; an error for any but 1 to 10';
-- star_reading to and from integer.

CREATE FUNCTION star_reading_to_int4(star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION int4_to_star_reading(integer) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_to_int4(star_reading) IS 'the reading as integer';
COMMENT ON FUNCTION int4_to_star_reading(integer) IS 'the integer as a reading; an error for any but 1 to 10';

CREATE CAST (star_reading AS integer) WITH FUNCTION star_reading_to_int4(star_reading) AS IMPLICIT;
CREATE CAST (integer AS star_reading) WITH FUNCTION int4_to_star_reading(integer) AS ASSIGNMENT;

COMMENT ON CAST (star_reading AS integer) IS 'the reading as integer';
COMMENT ON CAST (integer AS star_reading) IS 'the integer as a reading; an error for any but 1 to 10';
-- star_reading to and from bigint.

CREATE FUNCTION star_reading_to_int8(star_reading) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION int8_to_star_reading(bigint) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_to_int8(star_reading) IS 'the reading as bigint';
COMMENT ON FUNCTION int8_to_star_reading(bigint) IS 'the bigint as a reading; an error for any but 1 to 10';

CREATE CAST (star_reading AS bigint) WITH FUNCTION star_reading_to_int8(star_reading) AS ASSIGNMENT;
CREATE CAST (bigint AS star_reading) WITH FUNCTION int8_to_star_reading(bigint) AS ASSIGNMENT;

COMMENT ON CAST (star_reading AS bigint) IS 'the reading as bigint';
COMMENT ON CAST (bigint AS star_reading) IS 'the bigint as a reading; an error for any but 1 to 10';
-- star_reading to and from numeric.

CREATE FUNCTION star_reading_to_numeric(star_reading) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION numeric_to_star_reading(numeric) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_to_numeric(star_reading) IS 'the reading as numeric';
COMMENT ON FUNCTION numeric_to_star_reading(numeric) IS 'the numeric as a reading; an error for any but 1 to 10';

CREATE CAST (star_reading AS numeric) WITH FUNCTION star_reading_to_numeric(star_reading) AS ASSIGNMENT;
CREATE CAST (numeric AS star_reading) WITH FUNCTION numeric_to_star_reading(numeric) AS ASSIGNMENT;

COMMENT ON CAST (star_reading AS numeric) IS 'the reading as numeric';
COMMENT ON CAST (numeric AS star_reading) IS 'the numeric as a reading; an error for any but 1 to 10';

-- Comparison

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of star_reading.

-- The comparison operators of star_reading with star_reading.

CREATE FUNCTION star_reading_lt(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_lt';
CREATE FUNCTION star_reading_le(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_le';
CREATE FUNCTION star_reading_eq(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_eq';
CREATE FUNCTION star_reading_ne(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_ne';
CREATE FUNCTION star_reading_ge(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_ge';
CREATE FUNCTION star_reading_gt(star_reading, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_gt';
CREATE FUNCTION star_reading_cmp(star_reading, star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_cmp';

COMMENT ON FUNCTION star_reading_lt(star_reading, star_reading) IS 'implementation of < operator';
COMMENT ON FUNCTION star_reading_le(star_reading, star_reading) IS 'implementation of <= operator';
COMMENT ON FUNCTION star_reading_eq(star_reading, star_reading) IS 'implementation of = operator';
COMMENT ON FUNCTION star_reading_ne(star_reading, star_reading) IS 'implementation of <> operator';
COMMENT ON FUNCTION star_reading_ge(star_reading, star_reading) IS 'implementation of >= operator';
COMMENT ON FUNCTION star_reading_gt(star_reading, star_reading) IS 'implementation of > operator';
COMMENT ON FUNCTION star_reading_cmp(star_reading, star_reading) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = star_reading, RIGHTARG = star_reading, FUNCTION = star_reading_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (star_reading, star_reading) IS 'less than';
COMMENT ON OPERATOR <= (star_reading, star_reading) IS 'less than or equal';
COMMENT ON OPERATOR = (star_reading, star_reading) IS 'equal';
COMMENT ON OPERATOR <> (star_reading, star_reading) IS 'not equal';
COMMENT ON OPERATOR >= (star_reading, star_reading) IS 'greater than or equal';
COMMENT ON OPERATOR > (star_reading, star_reading) IS 'greater than';

CREATE FUNCTION star_reading_hash(star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_hash';
CREATE FUNCTION star_reading_hash_extended(star_reading, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_hash_extended';

COMMENT ON FUNCTION star_reading_hash(star_reading) IS 'hash';
COMMENT ON FUNCTION star_reading_hash_extended(star_reading, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY star_reading_ops USING btree;
CREATE OPERATOR FAMILY star_reading_ops USING hash;

CREATE OPERATOR CLASS star_reading_ops DEFAULT FOR TYPE star_reading USING btree FAMILY star_reading_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 star_reading_cmp(star_reading, star_reading);
CREATE OPERATOR CLASS star_reading_ops DEFAULT FOR TYPE star_reading USING hash FAMILY star_reading_ops AS
    OPERATOR 1 =,
    FUNCTION 1 star_reading_hash(star_reading),
    FUNCTION 2 star_reading_hash_extended(star_reading, bigint);

COMMENT ON OPERATOR FAMILY star_reading_ops USING btree IS 'order of star_reading';
COMMENT ON OPERATOR FAMILY star_reading_ops USING hash IS 'equality of star_reading';
COMMENT ON OPERATOR CLASS star_reading_ops USING btree IS 'order of star_reading';
COMMENT ON OPERATOR CLASS star_reading_ops USING hash IS 'equality of star_reading';
-- star_reading against smallint: in the operator families, so that "reading = 7" uses an index
-- and a join with a column of numbers can hash.  No MERGES: that would take the integers' own
-- operators into the family too, and change how the planner sees every integer.

-- The comparison operators of star_reading with smallint.

CREATE FUNCTION star_reading_int2_lt(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_lt';
CREATE FUNCTION star_reading_int2_le(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_le';
CREATE FUNCTION star_reading_int2_eq(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_eq';
CREATE FUNCTION star_reading_int2_ne(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_ne';
CREATE FUNCTION star_reading_int2_ge(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_ge';
CREATE FUNCTION star_reading_int2_gt(star_reading, smallint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_gt';
CREATE FUNCTION star_reading_int2_cmp(star_reading, smallint) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int2_cmp';

COMMENT ON FUNCTION star_reading_int2_lt(star_reading, smallint) IS 'implementation of < operator';
COMMENT ON FUNCTION star_reading_int2_le(star_reading, smallint) IS 'implementation of <= operator';
COMMENT ON FUNCTION star_reading_int2_eq(star_reading, smallint) IS 'implementation of = operator';
COMMENT ON FUNCTION star_reading_int2_ne(star_reading, smallint) IS 'implementation of <> operator';
COMMENT ON FUNCTION star_reading_int2_ge(star_reading, smallint) IS 'implementation of >= operator';
COMMENT ON FUNCTION star_reading_int2_gt(star_reading, smallint) IS 'implementation of > operator';
COMMENT ON FUNCTION star_reading_int2_cmp(star_reading, smallint) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = star_reading, RIGHTARG = smallint, FUNCTION = star_reading_int2_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (star_reading, smallint) IS 'less than';
COMMENT ON OPERATOR <= (star_reading, smallint) IS 'less than or equal';
COMMENT ON OPERATOR = (star_reading, smallint) IS 'equal';
COMMENT ON OPERATOR <> (star_reading, smallint) IS 'not equal';
COMMENT ON OPERATOR >= (star_reading, smallint) IS 'greater than or equal';
COMMENT ON OPERATOR > (star_reading, smallint) IS 'greater than';
-- The comparison operators of smallint with star_reading.

CREATE FUNCTION int2_star_reading_lt(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_lt';
CREATE FUNCTION int2_star_reading_le(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_le';
CREATE FUNCTION int2_star_reading_eq(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_eq';
CREATE FUNCTION int2_star_reading_ne(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_ne';
CREATE FUNCTION int2_star_reading_ge(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_ge';
CREATE FUNCTION int2_star_reading_gt(smallint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_gt';
CREATE FUNCTION int2_star_reading_cmp(smallint, star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int2_star_reading_cmp';

COMMENT ON FUNCTION int2_star_reading_lt(smallint, star_reading) IS 'implementation of < operator';
COMMENT ON FUNCTION int2_star_reading_le(smallint, star_reading) IS 'implementation of <= operator';
COMMENT ON FUNCTION int2_star_reading_eq(smallint, star_reading) IS 'implementation of = operator';
COMMENT ON FUNCTION int2_star_reading_ne(smallint, star_reading) IS 'implementation of <> operator';
COMMENT ON FUNCTION int2_star_reading_ge(smallint, star_reading) IS 'implementation of >= operator';
COMMENT ON FUNCTION int2_star_reading_gt(smallint, star_reading) IS 'implementation of > operator';
COMMENT ON FUNCTION int2_star_reading_cmp(smallint, star_reading) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = smallint, RIGHTARG = star_reading, FUNCTION = int2_star_reading_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (smallint, star_reading) IS 'less than';
COMMENT ON OPERATOR <= (smallint, star_reading) IS 'less than or equal';
COMMENT ON OPERATOR = (smallint, star_reading) IS 'equal';
COMMENT ON OPERATOR <> (smallint, star_reading) IS 'not equal';
COMMENT ON OPERATOR >= (smallint, star_reading) IS 'greater than or equal';
COMMENT ON OPERATOR > (smallint, star_reading) IS 'greater than';

ALTER OPERATOR FAMILY star_reading_ops USING btree ADD
    OPERATOR 1 < (star_reading, smallint),
    OPERATOR 2 <= (star_reading, smallint),
    OPERATOR 3 = (star_reading, smallint),
    OPERATOR 4 >= (star_reading, smallint),
    OPERATOR 5 > (star_reading, smallint),
    FUNCTION 1 (star_reading, smallint) star_reading_int2_cmp(star_reading, smallint),
    OPERATOR 1 < (smallint, star_reading),
    OPERATOR 2 <= (smallint, star_reading),
    OPERATOR 3 = (smallint, star_reading),
    OPERATOR 4 >= (smallint, star_reading),
    OPERATOR 5 > (smallint, star_reading),
    FUNCTION 1 (smallint, star_reading) int2_star_reading_cmp(smallint, star_reading);
ALTER OPERATOR FAMILY star_reading_ops USING hash ADD
    OPERATOR 1 = (star_reading, smallint),
    OPERATOR 1 = (smallint, star_reading),
    FUNCTION 1 (smallint, smallint) hashint2(smallint),
    FUNCTION 2 (smallint, smallint) hashint2extended(smallint, bigint);
-- star_reading against integer: in the operator families, so that "reading = 7" uses an index
-- and a join with a column of numbers can hash.  No MERGES: that would take the integers' own
-- operators into the family too, and change how the planner sees every integer.

-- The comparison operators of star_reading with integer.

CREATE FUNCTION star_reading_int4_lt(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_lt';
CREATE FUNCTION star_reading_int4_le(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_le';
CREATE FUNCTION star_reading_int4_eq(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_eq';
CREATE FUNCTION star_reading_int4_ne(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_ne';
CREATE FUNCTION star_reading_int4_ge(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_ge';
CREATE FUNCTION star_reading_int4_gt(star_reading, integer) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_gt';
CREATE FUNCTION star_reading_int4_cmp(star_reading, integer) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int4_cmp';

COMMENT ON FUNCTION star_reading_int4_lt(star_reading, integer) IS 'implementation of < operator';
COMMENT ON FUNCTION star_reading_int4_le(star_reading, integer) IS 'implementation of <= operator';
COMMENT ON FUNCTION star_reading_int4_eq(star_reading, integer) IS 'implementation of = operator';
COMMENT ON FUNCTION star_reading_int4_ne(star_reading, integer) IS 'implementation of <> operator';
COMMENT ON FUNCTION star_reading_int4_ge(star_reading, integer) IS 'implementation of >= operator';
COMMENT ON FUNCTION star_reading_int4_gt(star_reading, integer) IS 'implementation of > operator';
COMMENT ON FUNCTION star_reading_int4_cmp(star_reading, integer) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = star_reading, RIGHTARG = integer, FUNCTION = star_reading_int4_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (star_reading, integer) IS 'less than';
COMMENT ON OPERATOR <= (star_reading, integer) IS 'less than or equal';
COMMENT ON OPERATOR = (star_reading, integer) IS 'equal';
COMMENT ON OPERATOR <> (star_reading, integer) IS 'not equal';
COMMENT ON OPERATOR >= (star_reading, integer) IS 'greater than or equal';
COMMENT ON OPERATOR > (star_reading, integer) IS 'greater than';
-- The comparison operators of integer with star_reading.

CREATE FUNCTION int4_star_reading_lt(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_lt';
CREATE FUNCTION int4_star_reading_le(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_le';
CREATE FUNCTION int4_star_reading_eq(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_eq';
CREATE FUNCTION int4_star_reading_ne(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_ne';
CREATE FUNCTION int4_star_reading_ge(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_ge';
CREATE FUNCTION int4_star_reading_gt(integer, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_gt';
CREATE FUNCTION int4_star_reading_cmp(integer, star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int4_star_reading_cmp';

COMMENT ON FUNCTION int4_star_reading_lt(integer, star_reading) IS 'implementation of < operator';
COMMENT ON FUNCTION int4_star_reading_le(integer, star_reading) IS 'implementation of <= operator';
COMMENT ON FUNCTION int4_star_reading_eq(integer, star_reading) IS 'implementation of = operator';
COMMENT ON FUNCTION int4_star_reading_ne(integer, star_reading) IS 'implementation of <> operator';
COMMENT ON FUNCTION int4_star_reading_ge(integer, star_reading) IS 'implementation of >= operator';
COMMENT ON FUNCTION int4_star_reading_gt(integer, star_reading) IS 'implementation of > operator';
COMMENT ON FUNCTION int4_star_reading_cmp(integer, star_reading) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = integer, RIGHTARG = star_reading, FUNCTION = int4_star_reading_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (integer, star_reading) IS 'less than';
COMMENT ON OPERATOR <= (integer, star_reading) IS 'less than or equal';
COMMENT ON OPERATOR = (integer, star_reading) IS 'equal';
COMMENT ON OPERATOR <> (integer, star_reading) IS 'not equal';
COMMENT ON OPERATOR >= (integer, star_reading) IS 'greater than or equal';
COMMENT ON OPERATOR > (integer, star_reading) IS 'greater than';

ALTER OPERATOR FAMILY star_reading_ops USING btree ADD
    OPERATOR 1 < (star_reading, integer),
    OPERATOR 2 <= (star_reading, integer),
    OPERATOR 3 = (star_reading, integer),
    OPERATOR 4 >= (star_reading, integer),
    OPERATOR 5 > (star_reading, integer),
    FUNCTION 1 (star_reading, integer) star_reading_int4_cmp(star_reading, integer),
    OPERATOR 1 < (integer, star_reading),
    OPERATOR 2 <= (integer, star_reading),
    OPERATOR 3 = (integer, star_reading),
    OPERATOR 4 >= (integer, star_reading),
    OPERATOR 5 > (integer, star_reading),
    FUNCTION 1 (integer, star_reading) int4_star_reading_cmp(integer, star_reading);
ALTER OPERATOR FAMILY star_reading_ops USING hash ADD
    OPERATOR 1 = (star_reading, integer),
    OPERATOR 1 = (integer, star_reading),
    FUNCTION 1 (integer, integer) hashint4(integer),
    FUNCTION 2 (integer, integer) hashint4extended(integer, bigint);
-- star_reading against bigint: in the operator families, so that "reading = 7" uses an index
-- and a join with a column of numbers can hash.  No MERGES: that would take the integers' own
-- operators into the family too, and change how the planner sees every integer.

-- The comparison operators of star_reading with bigint.

CREATE FUNCTION star_reading_int8_lt(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_lt';
CREATE FUNCTION star_reading_int8_le(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_le';
CREATE FUNCTION star_reading_int8_eq(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_eq';
CREATE FUNCTION star_reading_int8_ne(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_ne';
CREATE FUNCTION star_reading_int8_ge(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_ge';
CREATE FUNCTION star_reading_int8_gt(star_reading, bigint) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_gt';
CREATE FUNCTION star_reading_int8_cmp(star_reading, bigint) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_reading_int8_cmp';

COMMENT ON FUNCTION star_reading_int8_lt(star_reading, bigint) IS 'implementation of < operator';
COMMENT ON FUNCTION star_reading_int8_le(star_reading, bigint) IS 'implementation of <= operator';
COMMENT ON FUNCTION star_reading_int8_eq(star_reading, bigint) IS 'implementation of = operator';
COMMENT ON FUNCTION star_reading_int8_ne(star_reading, bigint) IS 'implementation of <> operator';
COMMENT ON FUNCTION star_reading_int8_ge(star_reading, bigint) IS 'implementation of >= operator';
COMMENT ON FUNCTION star_reading_int8_gt(star_reading, bigint) IS 'implementation of > operator';
COMMENT ON FUNCTION star_reading_int8_cmp(star_reading, bigint) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = star_reading, RIGHTARG = bigint, FUNCTION = star_reading_int8_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (star_reading, bigint) IS 'less than';
COMMENT ON OPERATOR <= (star_reading, bigint) IS 'less than or equal';
COMMENT ON OPERATOR = (star_reading, bigint) IS 'equal';
COMMENT ON OPERATOR <> (star_reading, bigint) IS 'not equal';
COMMENT ON OPERATOR >= (star_reading, bigint) IS 'greater than or equal';
COMMENT ON OPERATOR > (star_reading, bigint) IS 'greater than';
-- The comparison operators of bigint with star_reading.

CREATE FUNCTION int8_star_reading_lt(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_lt';
CREATE FUNCTION int8_star_reading_le(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_le';
CREATE FUNCTION int8_star_reading_eq(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_eq';
CREATE FUNCTION int8_star_reading_ne(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_ne';
CREATE FUNCTION int8_star_reading_ge(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_ge';
CREATE FUNCTION int8_star_reading_gt(bigint, star_reading) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_gt';
CREATE FUNCTION int8_star_reading_cmp(bigint, star_reading) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'int8_star_reading_cmp';

COMMENT ON FUNCTION int8_star_reading_lt(bigint, star_reading) IS 'implementation of < operator';
COMMENT ON FUNCTION int8_star_reading_le(bigint, star_reading) IS 'implementation of <= operator';
COMMENT ON FUNCTION int8_star_reading_eq(bigint, star_reading) IS 'implementation of = operator';
COMMENT ON FUNCTION int8_star_reading_ne(bigint, star_reading) IS 'implementation of <> operator';
COMMENT ON FUNCTION int8_star_reading_ge(bigint, star_reading) IS 'implementation of >= operator';
COMMENT ON FUNCTION int8_star_reading_gt(bigint, star_reading) IS 'implementation of > operator';
COMMENT ON FUNCTION int8_star_reading_cmp(bigint, star_reading) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = bigint, RIGHTARG = star_reading, FUNCTION = int8_star_reading_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (bigint, star_reading) IS 'less than';
COMMENT ON OPERATOR <= (bigint, star_reading) IS 'less than or equal';
COMMENT ON OPERATOR = (bigint, star_reading) IS 'equal';
COMMENT ON OPERATOR <> (bigint, star_reading) IS 'not equal';
COMMENT ON OPERATOR >= (bigint, star_reading) IS 'greater than or equal';
COMMENT ON OPERATOR > (bigint, star_reading) IS 'greater than';

ALTER OPERATOR FAMILY star_reading_ops USING btree ADD
    OPERATOR 1 < (star_reading, bigint),
    OPERATOR 2 <= (star_reading, bigint),
    OPERATOR 3 = (star_reading, bigint),
    OPERATOR 4 >= (star_reading, bigint),
    OPERATOR 5 > (star_reading, bigint),
    FUNCTION 1 (star_reading, bigint) star_reading_int8_cmp(star_reading, bigint),
    OPERATOR 1 < (bigint, star_reading),
    OPERATOR 2 <= (bigint, star_reading),
    OPERATOR 3 = (bigint, star_reading),
    OPERATOR 4 >= (bigint, star_reading),
    OPERATOR 5 > (bigint, star_reading),
    FUNCTION 1 (bigint, star_reading) int8_star_reading_cmp(bigint, star_reading);
ALTER OPERATOR FAMILY star_reading_ops USING hash ADD
    OPERATOR 1 = (star_reading, bigint),
    OPERATOR 1 = (bigint, star_reading),
    FUNCTION 1 (bigint, bigint) hashint8(bigint),
    FUNCTION 2 (bigint, bigint) hashint8extended(bigint, bigint);
-- min and max of star_reading.

CREATE FUNCTION star_reading_larger(star_reading, star_reading) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_reading_smaller(star_reading, star_reading) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_larger(star_reading, star_reading) IS 'larger of two';
COMMENT ON FUNCTION star_reading_smaller(star_reading, star_reading) IS 'smaller of two';

CREATE AGGREGATE max(star_reading) (
    SFUNC = star_reading_larger, STYPE = star_reading, COMBINEFUNC = star_reading_larger, SORTOP = >, PARALLEL = SAFE
);
CREATE AGGREGATE min(star_reading) (
    SFUNC = star_reading_smaller, STYPE = star_reading, COMBINEFUNC = star_reading_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(star_reading) IS 'largest star_reading; NULL for no rows';
COMMENT ON AGGREGATE min(star_reading) IS 'smallest star_reading; NULL for no rows';
-- journey_stage: a stage of the Journey of Change, 1 to 5.

-- The type journey_stage: one byte, by value.

CREATE TYPE journey_stage;

-- Text and binary input and output of journey_stage.

CREATE FUNCTION journey_stage_in(cstring) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION journey_stage_out(journey_stage) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_out';
CREATE FUNCTION journey_stage_recv(internal) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION journey_stage_send(journey_stage) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_send';

COMMENT ON FUNCTION journey_stage_in(cstring) IS 'text input of journey_stage';
COMMENT ON FUNCTION journey_stage_out(journey_stage) IS 'text output of journey_stage';
COMMENT ON FUNCTION journey_stage_recv(internal) IS 'binary input of journey_stage';
COMMENT ON FUNCTION journey_stage_send(journey_stage) IS 'binary output of journey_stage';

CREATE TYPE journey_stage (
    INPUT = journey_stage_in, OUTPUT = journey_stage_out, RECEIVE = journey_stage_recv, SEND = journey_stage_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, CATEGORY = 'U'
);
COMMENT ON TYPE journey_stage IS 'a stage of the Journey of Change: Stuck, Accepting help, Trying, Finding what works, Effective parenting';

CREATE FUNCTION journey_stage_to_int4(journey_stage) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION int4_to_journey_stage(integer) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage(reading integer) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'reading_to_stage';

COMMENT ON FUNCTION journey_stage_to_int4(journey_stage) IS 'the number of the stage, 1 to 5';
COMMENT ON FUNCTION int4_to_journey_stage(integer) IS 'the stage with this number, 1 to 5';
COMMENT ON FUNCTION stage(integer) IS 'the stage at which a reading stands: 1-2 Stuck, 3-4 Accepting help, 5-6 Trying, 7-8 Finding what works, 9-10 Effective parenting';

CREATE CAST (journey_stage AS integer) WITH FUNCTION journey_stage_to_int4(journey_stage);
CREATE CAST (integer AS journey_stage) WITH FUNCTION int4_to_journey_stage(integer);

COMMENT ON CAST (journey_stage AS integer) IS 'the number of the stage, 1 to 5';
COMMENT ON CAST (integer AS journey_stage) IS 'the stage with this number, 1 to 5';

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of journey_stage.

-- The comparison operators of journey_stage with journey_stage.

CREATE FUNCTION journey_stage_lt(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_lt';
CREATE FUNCTION journey_stage_le(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_le';
CREATE FUNCTION journey_stage_eq(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_eq';
CREATE FUNCTION journey_stage_ne(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_ne';
CREATE FUNCTION journey_stage_ge(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_ge';
CREATE FUNCTION journey_stage_gt(journey_stage, journey_stage) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_gt';
CREATE FUNCTION journey_stage_cmp(journey_stage, journey_stage) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_cmp';

COMMENT ON FUNCTION journey_stage_lt(journey_stage, journey_stage) IS 'implementation of < operator';
COMMENT ON FUNCTION journey_stage_le(journey_stage, journey_stage) IS 'implementation of <= operator';
COMMENT ON FUNCTION journey_stage_eq(journey_stage, journey_stage) IS 'implementation of = operator';
COMMENT ON FUNCTION journey_stage_ne(journey_stage, journey_stage) IS 'implementation of <> operator';
COMMENT ON FUNCTION journey_stage_ge(journey_stage, journey_stage) IS 'implementation of >= operator';
COMMENT ON FUNCTION journey_stage_gt(journey_stage, journey_stage) IS 'implementation of > operator';
COMMENT ON FUNCTION journey_stage_cmp(journey_stage, journey_stage) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = journey_stage, RIGHTARG = journey_stage, FUNCTION = journey_stage_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (journey_stage, journey_stage) IS 'less than';
COMMENT ON OPERATOR <= (journey_stage, journey_stage) IS 'less than or equal';
COMMENT ON OPERATOR = (journey_stage, journey_stage) IS 'equal';
COMMENT ON OPERATOR <> (journey_stage, journey_stage) IS 'not equal';
COMMENT ON OPERATOR >= (journey_stage, journey_stage) IS 'greater than or equal';
COMMENT ON OPERATOR > (journey_stage, journey_stage) IS 'greater than';

CREATE FUNCTION journey_stage_hash(journey_stage) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_hash';
CREATE FUNCTION journey_stage_hash_extended(journey_stage, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'journey_stage_hash_extended';

COMMENT ON FUNCTION journey_stage_hash(journey_stage) IS 'hash';
COMMENT ON FUNCTION journey_stage_hash_extended(journey_stage, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY journey_stage_ops USING btree;
CREATE OPERATOR FAMILY journey_stage_ops USING hash;

CREATE OPERATOR CLASS journey_stage_ops DEFAULT FOR TYPE journey_stage USING btree FAMILY journey_stage_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 journey_stage_cmp(journey_stage, journey_stage);
CREATE OPERATOR CLASS journey_stage_ops DEFAULT FOR TYPE journey_stage USING hash FAMILY journey_stage_ops AS
    OPERATOR 1 =,
    FUNCTION 1 journey_stage_hash(journey_stage),
    FUNCTION 2 journey_stage_hash_extended(journey_stage, bigint);

COMMENT ON OPERATOR FAMILY journey_stage_ops USING btree IS 'order of journey_stage';
COMMENT ON OPERATOR FAMILY journey_stage_ops USING hash IS 'equality of journey_stage';
COMMENT ON OPERATOR CLASS journey_stage_ops USING btree IS 'order of journey_stage';
COMMENT ON OPERATOR CLASS journey_stage_ops USING hash IS 'equality of journey_stage';
-- min and max of journey_stage.

CREATE FUNCTION journey_stage_larger(journey_stage, journey_stage) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION journey_stage_smaller(journey_stage, journey_stage) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION journey_stage_larger(journey_stage, journey_stage) IS 'larger of two';
COMMENT ON FUNCTION journey_stage_smaller(journey_stage, journey_stage) IS 'smaller of two';

CREATE AGGREGATE max(journey_stage) (
    SFUNC = journey_stage_larger, STYPE = journey_stage, COMBINEFUNC = journey_stage_larger, SORTOP = >, PARALLEL = SAFE
);
CREATE AGGREGATE min(journey_stage) (
    SFUNC = journey_stage_smaller, STYPE = journey_stage, COMBINEFUNC = journey_stage_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(journey_stage) IS 'largest journey_stage; NULL for no rows';
COMMENT ON AGGREGATE min(journey_stage) IS 'smallest journey_stage; NULL for no rows';
-- stage_distribution: families at each reading, or at each stage.

-- What the two summaries have in common: stage_distribution, exact counts of families.

CREATE TYPE stage_distribution;

-- Text and binary input and output of stage_distribution.

CREATE FUNCTION stage_distribution_in(cstring) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distribution_out(stage_distribution) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_out';
CREATE FUNCTION stage_distribution_recv(internal) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distribution_send(stage_distribution) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_send';

COMMENT ON FUNCTION stage_distribution_in(cstring) IS 'text input of stage_distribution';
COMMENT ON FUNCTION stage_distribution_out(stage_distribution) IS 'text output of stage_distribution';
COMMENT ON FUNCTION stage_distribution_recv(internal) IS 'binary input of stage_distribution';
COMMENT ON FUNCTION stage_distribution_send(stage_distribution) IS 'binary output of stage_distribution';

CREATE TYPE stage_distribution (
    INPUT = stage_distribution_in, OUTPUT = stage_distribution_out, RECEIVE = stage_distribution_recv, SEND = stage_distribution_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of stage_distribution.

-- The comparison operators of stage_distribution with stage_distribution.

CREATE FUNCTION stage_distribution_lt(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_lt';
CREATE FUNCTION stage_distribution_le(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_le';
CREATE FUNCTION stage_distribution_eq(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_eq';
CREATE FUNCTION stage_distribution_ne(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_ne';
CREATE FUNCTION stage_distribution_ge(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_ge';
CREATE FUNCTION stage_distribution_gt(stage_distribution, stage_distribution) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_gt';
CREATE FUNCTION stage_distribution_cmp(stage_distribution, stage_distribution) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_cmp';

COMMENT ON FUNCTION stage_distribution_lt(stage_distribution, stage_distribution) IS 'implementation of < operator';
COMMENT ON FUNCTION stage_distribution_le(stage_distribution, stage_distribution) IS 'implementation of <= operator';
COMMENT ON FUNCTION stage_distribution_eq(stage_distribution, stage_distribution) IS 'implementation of = operator';
COMMENT ON FUNCTION stage_distribution_ne(stage_distribution, stage_distribution) IS 'implementation of <> operator';
COMMENT ON FUNCTION stage_distribution_ge(stage_distribution, stage_distribution) IS 'implementation of >= operator';
COMMENT ON FUNCTION stage_distribution_gt(stage_distribution, stage_distribution) IS 'implementation of > operator';
COMMENT ON FUNCTION stage_distribution_cmp(stage_distribution, stage_distribution) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (stage_distribution, stage_distribution) IS 'less than';
COMMENT ON OPERATOR <= (stage_distribution, stage_distribution) IS 'less than or equal';
COMMENT ON OPERATOR = (stage_distribution, stage_distribution) IS 'equal';
COMMENT ON OPERATOR <> (stage_distribution, stage_distribution) IS 'not equal';
COMMENT ON OPERATOR >= (stage_distribution, stage_distribution) IS 'greater than or equal';
COMMENT ON OPERATOR > (stage_distribution, stage_distribution) IS 'greater than';

CREATE FUNCTION stage_distribution_hash(stage_distribution) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_hash';
CREATE FUNCTION stage_distribution_hash_extended(stage_distribution, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_hash_extended';

COMMENT ON FUNCTION stage_distribution_hash(stage_distribution) IS 'hash';
COMMENT ON FUNCTION stage_distribution_hash_extended(stage_distribution, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY stage_distribution_ops USING btree;
CREATE OPERATOR FAMILY stage_distribution_ops USING hash;

CREATE OPERATOR CLASS stage_distribution_ops DEFAULT FOR TYPE stage_distribution USING btree FAMILY stage_distribution_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 stage_distribution_cmp(stage_distribution, stage_distribution);
CREATE OPERATOR CLASS stage_distribution_ops DEFAULT FOR TYPE stage_distribution USING hash FAMILY stage_distribution_ops AS
    OPERATOR 1 =,
    FUNCTION 1 stage_distribution_hash(stage_distribution),
    FUNCTION 2 stage_distribution_hash_extended(stage_distribution, bigint);

COMMENT ON OPERATOR FAMILY stage_distribution_ops USING btree IS 'order of stage_distribution';
COMMENT ON OPERATOR FAMILY stage_distribution_ops USING hash IS 'equality of stage_distribution';
COMMENT ON OPERATOR CLASS stage_distribution_ops USING btree IS 'order of stage_distribution';
COMMENT ON OPERATOR CLASS stage_distribution_ops USING hash IS 'equality of stage_distribution';

-- Arithmetic

CREATE FUNCTION stage_distribution_add(stage_distribution, stage_distribution) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_add';
CREATE FUNCTION stage_distribution_subtract(stage_distribution, stage_distribution) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_subtract';
CREATE FUNCTION stage_distribution_final(stage_distribution) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_final';

COMMENT ON FUNCTION stage_distribution_add(stage_distribution, stage_distribution) IS 'implementation of + operator';
COMMENT ON FUNCTION stage_distribution_subtract(stage_distribution, stage_distribution) IS 'implementation of - operator';
COMMENT ON FUNCTION stage_distribution_final(stage_distribution) IS 'the counts, or NULL if no family was counted';

CREATE OPERATOR + (LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_add, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = stage_distribution, RIGHTARG = stage_distribution, FUNCTION = stage_distribution_subtract);

COMMENT ON OPERATOR + (stage_distribution, stage_distribution) IS 'the families of both';
COMMENT ON OPERATOR - (stage_distribution, stage_distribution) IS 'the families of the first without those of the second; an error if a count would fall below zero';

CREATE AGGREGATE rollup(stage_distribution) (
    SFUNC = stage_distribution_add, STYPE = stage_distribution, SSPACE = 144, FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add,
    MSFUNC = stage_distribution_add, MINVFUNC = stage_distribution_subtract, MSTYPE = stage_distribution, MSSPACE = 144, MFINALFUNC = stage_distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(stage_distribution) IS 'the families of all, added up; NULL if there are none';

-- Figures and other forms

CREATE FUNCTION family_count(stage_distribution) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_family_count';
CREATE FUNCTION by_stage(stage_distribution) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_by_stage';
CREATE FUNCTION stage_distribution_to_array(stage_distribution) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_to_array';
CREATE FUNCTION reading_counts(stage_distribution) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_reading_counts';

COMMENT ON FUNCTION family_count(stage_distribution) IS 'the number of families counted';
COMMENT ON FUNCTION by_stage(stage_distribution) IS 'the same families counted by stage';
COMMENT ON FUNCTION stage_distribution_to_array(stage_distribution) IS 'the counts, of readings or of stages, as an array';
COMMENT ON FUNCTION reading_counts(stage_distribution) IS 'the counts of readings as an array; an error for counts of stages';

CREATE CAST (stage_distribution AS bigint[]) WITH FUNCTION stage_distribution_to_array(stage_distribution);
COMMENT ON CAST (stage_distribution AS bigint[]) IS 'the counts, of readings or of stages, as an array';
COMMENT ON TYPE stage_distribution IS 'how many families there are at each reading, or at each stage';

-- The aggregate

CREATE FUNCTION stage_distribution_add_reading(stage_distribution, star_reading) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distribution_add_reading(stage_distribution, integer) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_add_integer';
CREATE FUNCTION stage_distribution_add_stage(stage_distribution, journey_stage) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION stage_distribution_add_reading(stage_distribution, star_reading) IS 'one more family at a reading';
COMMENT ON FUNCTION stage_distribution_add_reading(stage_distribution, integer) IS 'one more family at a reading';
COMMENT ON FUNCTION stage_distribution_add_stage(stage_distribution, journey_stage) IS 'one more family at a stage';

-- The form over star_reading does what the implicit cast to integer would do, without its cost.
CREATE AGGREGATE stage_distribution(reading star_reading) (
    SFUNC = stage_distribution_add_reading, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
CREATE AGGREGATE stage_distribution(reading integer) (
    SFUNC = stage_distribution_add_reading, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
CREATE AGGREGATE stage_distribution(stage journey_stage) (
    SFUNC = stage_distribution_add_stage, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
-- An exact match for each string type: otherwise stage_distribution(a_varchar_column) would be a cast.
CREATE FUNCTION stage_distribution_add_text(stage_distribution, text) RETURNS stage_distribution
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';
CREATE AGGREGATE stage_distribution(reading text) (
    SFUNC = stage_distribution_add_text, STYPE = stage_distribution, SSPACE = 144,
    COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
COMMENT ON FUNCTION stage_distribution_add_text(stage_distribution, text) IS 'an error that says which cast to write';
COMMENT ON AGGREGATE stage_distribution(text) IS 'an error that says which cast to write';
CREATE FUNCTION stage_distribution_add_text(stage_distribution, varchar) RETURNS stage_distribution
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';
CREATE AGGREGATE stage_distribution(reading varchar) (
    SFUNC = stage_distribution_add_text, STYPE = stage_distribution, SSPACE = 144,
    COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
COMMENT ON FUNCTION stage_distribution_add_text(stage_distribution, varchar) IS 'an error that says which cast to write';
COMMENT ON AGGREGATE stage_distribution(varchar) IS 'an error that says which cast to write';
CREATE FUNCTION stage_distribution_add_text(stage_distribution, bpchar) RETURNS stage_distribution
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';
CREATE AGGREGATE stage_distribution(reading bpchar) (
    SFUNC = stage_distribution_add_text, STYPE = stage_distribution, SSPACE = 144,
    COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
COMMENT ON FUNCTION stage_distribution_add_text(stage_distribution, bpchar) IS 'an error that says which cast to write';
COMMENT ON AGGREGATE stage_distribution(bpchar) IS 'an error that says which cast to write';

COMMENT ON AGGREGATE stage_distribution(star_reading) IS 'families at each reading; rows without a reading do not count';
COMMENT ON AGGREGATE stage_distribution(integer) IS 'families at each reading; rows without a reading do not count';
COMMENT ON AGGREGATE stage_distribution(journey_stage) IS 'families at each stage; rows without a stage do not count';

-- Figures

CREATE FUNCTION reading_total(stage_distribution) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_reading_total';
CREATE FUNCTION mean_reading(stage_distribution) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_mean_reading';
CREATE FUNCTION median_reading(stage_distribution) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_median_reading';

COMMENT ON FUNCTION reading_total(stage_distribution) IS 'the sum of all readings: numerator of mean_reading';
COMMENT ON FUNCTION mean_reading(stage_distribution) IS 'the mean reading, not rounded: reading_total / family_count';
COMMENT ON FUNCTION median_reading(stage_distribution) IS 'the median reading, to one decimal: of an even number of families half-way between the middle two';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.readings(distribution @extschema@.stage_distribution)
    RETURNS TABLE (reading integer, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT counted.reading::integer, counted.families
    FROM unnest(@extschema@.reading_counts(distribution)) WITH ORDINALITY AS counted (families, reading);
END;
CREATE FUNCTION @extschema@.stages(distribution @extschema@.stage_distribution)
    RETURNS TABLE (stage_no integer, stage text, families bigint, percent numeric)
    IMMUTABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
    SELECT counted.stage_no::integer, counted.stage_no::integer::@extschema@.journey_stage::text, counted.families,
           @extschema@.percentage(counted.families::numeric, sum(counted.families) OVER (), 0)
    FROM unnest(@extschema@.by_stage(distribution)::bigint[]) WITH ORDINALITY AS counted (families, stage_no);
END;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION readings(stage_distribution) IS 'one row a reading: families, zeros included';
COMMENT ON FUNCTION stages(stage_distribution) IS 'one row a stage: families, zeros included, and whole percent of all families in the distribution; rounded percentages need not add up to 100';
-- progress_matrix: families for each pair of first and latest reading, or stage.

-- What the two summaries have in common: progress_matrix, exact counts of families.

CREATE TYPE progress_matrix;

-- Text and binary input and output of progress_matrix.

CREATE FUNCTION progress_matrix_in(cstring) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_out(progress_matrix) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_out';
CREATE FUNCTION progress_matrix_recv(internal) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_send(progress_matrix) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_send';

COMMENT ON FUNCTION progress_matrix_in(cstring) IS 'text input of progress_matrix';
COMMENT ON FUNCTION progress_matrix_out(progress_matrix) IS 'text output of progress_matrix';
COMMENT ON FUNCTION progress_matrix_recv(internal) IS 'binary input of progress_matrix';
COMMENT ON FUNCTION progress_matrix_send(progress_matrix) IS 'binary output of progress_matrix';

CREATE TYPE progress_matrix (
    INPUT = progress_matrix_in, OUTPUT = progress_matrix_out, RECEIVE = progress_matrix_recv, SEND = progress_matrix_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of progress_matrix.

-- The comparison operators of progress_matrix with progress_matrix.

CREATE FUNCTION progress_matrix_lt(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_lt';
CREATE FUNCTION progress_matrix_le(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_le';
CREATE FUNCTION progress_matrix_eq(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_eq';
CREATE FUNCTION progress_matrix_ne(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_ne';
CREATE FUNCTION progress_matrix_ge(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_ge';
CREATE FUNCTION progress_matrix_gt(progress_matrix, progress_matrix) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_gt';
CREATE FUNCTION progress_matrix_cmp(progress_matrix, progress_matrix) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_cmp';

COMMENT ON FUNCTION progress_matrix_lt(progress_matrix, progress_matrix) IS 'implementation of < operator';
COMMENT ON FUNCTION progress_matrix_le(progress_matrix, progress_matrix) IS 'implementation of <= operator';
COMMENT ON FUNCTION progress_matrix_eq(progress_matrix, progress_matrix) IS 'implementation of = operator';
COMMENT ON FUNCTION progress_matrix_ne(progress_matrix, progress_matrix) IS 'implementation of <> operator';
COMMENT ON FUNCTION progress_matrix_ge(progress_matrix, progress_matrix) IS 'implementation of >= operator';
COMMENT ON FUNCTION progress_matrix_gt(progress_matrix, progress_matrix) IS 'implementation of > operator';
COMMENT ON FUNCTION progress_matrix_cmp(progress_matrix, progress_matrix) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (progress_matrix, progress_matrix) IS 'less than';
COMMENT ON OPERATOR <= (progress_matrix, progress_matrix) IS 'less than or equal';
COMMENT ON OPERATOR = (progress_matrix, progress_matrix) IS 'equal';
COMMENT ON OPERATOR <> (progress_matrix, progress_matrix) IS 'not equal';
COMMENT ON OPERATOR >= (progress_matrix, progress_matrix) IS 'greater than or equal';
COMMENT ON OPERATOR > (progress_matrix, progress_matrix) IS 'greater than';

CREATE FUNCTION progress_matrix_hash(progress_matrix) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_hash';
CREATE FUNCTION progress_matrix_hash_extended(progress_matrix, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_hash_extended';

COMMENT ON FUNCTION progress_matrix_hash(progress_matrix) IS 'hash';
COMMENT ON FUNCTION progress_matrix_hash_extended(progress_matrix, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY progress_matrix_ops USING btree;
CREATE OPERATOR FAMILY progress_matrix_ops USING hash;

CREATE OPERATOR CLASS progress_matrix_ops DEFAULT FOR TYPE progress_matrix USING btree FAMILY progress_matrix_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 progress_matrix_cmp(progress_matrix, progress_matrix);
CREATE OPERATOR CLASS progress_matrix_ops DEFAULT FOR TYPE progress_matrix USING hash FAMILY progress_matrix_ops AS
    OPERATOR 1 =,
    FUNCTION 1 progress_matrix_hash(progress_matrix),
    FUNCTION 2 progress_matrix_hash_extended(progress_matrix, bigint);

COMMENT ON OPERATOR FAMILY progress_matrix_ops USING btree IS 'order of progress_matrix';
COMMENT ON OPERATOR FAMILY progress_matrix_ops USING hash IS 'equality of progress_matrix';
COMMENT ON OPERATOR CLASS progress_matrix_ops USING btree IS 'order of progress_matrix';
COMMENT ON OPERATOR CLASS progress_matrix_ops USING hash IS 'equality of progress_matrix';

-- Arithmetic

CREATE FUNCTION progress_matrix_add(progress_matrix, progress_matrix) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_add';
CREATE FUNCTION progress_matrix_subtract(progress_matrix, progress_matrix) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_subtract';
CREATE FUNCTION progress_matrix_final(progress_matrix) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_final';

COMMENT ON FUNCTION progress_matrix_add(progress_matrix, progress_matrix) IS 'implementation of + operator';
COMMENT ON FUNCTION progress_matrix_subtract(progress_matrix, progress_matrix) IS 'implementation of - operator';
COMMENT ON FUNCTION progress_matrix_final(progress_matrix) IS 'the counts, or NULL if no family was counted';

CREATE OPERATOR + (LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_add, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = progress_matrix, RIGHTARG = progress_matrix, FUNCTION = progress_matrix_subtract);

COMMENT ON OPERATOR + (progress_matrix, progress_matrix) IS 'the families of both';
COMMENT ON OPERATOR - (progress_matrix, progress_matrix) IS 'the families of the first without those of the second; an error if a count would fall below zero';

CREATE AGGREGATE rollup(progress_matrix) (
    SFUNC = progress_matrix_add, STYPE = progress_matrix, SSPACE = 1040, FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add,
    MSFUNC = progress_matrix_add, MINVFUNC = progress_matrix_subtract, MSTYPE = progress_matrix, MSSPACE = 1040, MFINALFUNC = progress_matrix_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(progress_matrix) IS 'the families of all, added up; NULL if there are none';

-- Figures and other forms

CREATE FUNCTION family_count(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_family_count';
CREATE FUNCTION by_stage(progress_matrix) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_by_stage';
CREATE FUNCTION progress_matrix_to_array(progress_matrix) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_to_array';
CREATE FUNCTION reading_counts(progress_matrix) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_reading_counts';

COMMENT ON FUNCTION family_count(progress_matrix) IS 'the number of families counted';
COMMENT ON FUNCTION by_stage(progress_matrix) IS 'the same families counted by stage';
COMMENT ON FUNCTION progress_matrix_to_array(progress_matrix) IS 'the counts, of readings or of stages, as an array';
COMMENT ON FUNCTION reading_counts(progress_matrix) IS 'the counts of readings as an array; an error for counts of stages';

CREATE CAST (progress_matrix AS bigint[]) WITH FUNCTION progress_matrix_to_array(progress_matrix);
COMMENT ON CAST (progress_matrix AS bigint[]) IS 'the counts, of readings or of stages, as an array';
COMMENT ON TYPE progress_matrix IS 'how many families went from which first reading, or stage, to which latest one';

-- The aggregate

CREATE FUNCTION progress_matrix_add_readings(progress_matrix, first star_reading, latest star_reading) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_add_readings(progress_matrix, first integer, latest integer) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_add_integers';
CREATE FUNCTION progress_matrix_add_stages(progress_matrix, first journey_stage, latest journey_stage) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_add_text(progress_matrix, first text, latest text) RETURNS progress_matrix
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';

COMMENT ON FUNCTION progress_matrix_add_readings(progress_matrix, star_reading, star_reading) IS 'one more family that went from a first to a latest reading';
COMMENT ON FUNCTION progress_matrix_add_readings(progress_matrix, integer, integer) IS 'one more family that went from a first to a latest reading';
COMMENT ON FUNCTION progress_matrix_add_stages(progress_matrix, journey_stage, journey_stage) IS 'one more family that went from a first to a latest stage';
COMMENT ON FUNCTION progress_matrix_add_text(progress_matrix, text, text) IS 'an error that says which cast to write';

-- progress_matrix(first, latest), from the matrix of first and latest readings.

-- The form over star_reading does what the implicit cast to integer would do, without its cost.
CREATE AGGREGATE progress_matrix(first star_reading, latest star_reading) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE progress_matrix(first integer, latest integer) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE progress_matrix(first text, latest text) (
    SFUNC = progress_matrix_add_text, STYPE = progress_matrix, SSPACE = 1040,
    FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE progress_matrix(text, text) IS 'an error that says which cast to write';

CREATE AGGREGATE progress_matrix(first journey_stage, latest journey_stage) (
    SFUNC = progress_matrix_add_stages, STYPE = progress_matrix, SSPACE = 272,
    INITCOND = '{{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0}}',
    FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE progress_matrix(star_reading, star_reading) IS 'families for each pair of first and latest reading; rows without both do not count';
COMMENT ON AGGREGATE progress_matrix(integer, integer) IS 'families for each pair of first and latest reading; rows without both do not count';
COMMENT ON AGGREGATE progress_matrix(journey_stage, journey_stage) IS 'families for each pair of first and latest stage; rows without both do not count';

-- Margins and parts

CREATE FUNCTION initial_distribution(progress_matrix) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_initial_distribution';
CREATE FUNCTION final_distribution(progress_matrix) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_final_distribution';
CREATE FUNCTION starting_below(progress_matrix, reading integer) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_starting_below';

COMMENT ON FUNCTION initial_distribution(progress_matrix) IS 'where the families stood first';
COMMENT ON FUNCTION final_distribution(progress_matrix) IS 'where the same families stood latest';
COMMENT ON FUNCTION starting_below(progress_matrix, integer) IS 'the families whose first reading is below the one given, and only they';

-- Counts by stage: of readings or of stages

CREATE FUNCTION progressed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_progressed';
CREATE FUNCTION maintained(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_maintained';
CREATE FUNCTION regressed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_regressed';
CREATE FUNCTION stayed_at_top(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_stayed_at_top';

COMMENT ON FUNCTION progressed(progress_matrix) IS 'families whose end stage is above their start stage';
COMMENT ON FUNCTION maintained(progress_matrix) IS 'families whose end stage is their start stage';
COMMENT ON FUNCTION regressed(progress_matrix) IS 'families whose end stage is below their start stage';
COMMENT ON FUNCTION stayed_at_top(progress_matrix) IS 'families that start and end in the top stage: they had nowhere to go';

-- Counts by reading

CREATE FUNCTION moved_up(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_moved_up';
CREATE FUNCTION stayed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_stayed';
CREATE FUNCTION moved_down(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_moved_down';
CREATE FUNCTION crossed(progress_matrix, threshold integer) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_crossed';

COMMENT ON FUNCTION moved_up(progress_matrix) IS 'families whose latest reading is above their first';
COMMENT ON FUNCTION stayed(progress_matrix) IS 'families whose latest reading is their first';
COMMENT ON FUNCTION moved_down(progress_matrix) IS 'families whose latest reading is below their first';
COMMENT ON FUNCTION crossed(progress_matrix, integer) IS 'families whose first reading is below the threshold and whose latest is the threshold or above';

-- Means

CREATE FUNCTION mean_progress(progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_mean_progress';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.initial_mean(matrix @extschema@.progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE
    RETURN @extschema@.mean_reading(@extschema@.initial_distribution(matrix));
CREATE FUNCTION @extschema@.final_mean(matrix @extschema@.progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE
    RETURN @extschema@.mean_reading(@extschema@.final_distribution(matrix));

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION initial_mean(progress_matrix) IS 'mean of the first readings, not rounded';
COMMENT ON FUNCTION final_mean(progress_matrix) IS 'mean of the latest readings of the same families, not rounded';
COMMENT ON FUNCTION mean_progress(progress_matrix) IS 'final mean less initial mean, not rounded: (sum of latest - sum of first) / families';

-- Percentages

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.made_progress_percent(matrix @extschema@.progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN @extschema@.percentage(@extschema@.progressed(matrix)::numeric, (@extschema@.family_count(matrix) - @extschema@.stayed_at_top(matrix))::numeric, digits);
CREATE FUNCTION @extschema@.higher_progress_percent(matrix @extschema@.progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN @extschema@.percentage(@extschema@.progressed(matrix)::numeric, @extschema@.family_count(matrix)::numeric, digits);
CREATE FUNCTION @extschema@.lower_progress_percent(matrix @extschema@.progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN @extschema@.percentage(@extschema@.regressed(matrix)::numeric, @extschema@.family_count(matrix)::numeric, digits);

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION made_progress_percent(progress_matrix, integer) IS 'progressed as % of the families that had somewhere to go: all but those that stayed_at_top';
COMMENT ON FUNCTION higher_progress_percent(progress_matrix, integer) IS 'progressed as % of all families';
COMMENT ON FUNCTION lower_progress_percent(progress_matrix, integer) IS 'regressed as % of all families';

-- Rows

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.cells(matrix @extschema@.progress_matrix)
    RETURNS TABLE (start_stage_no integer, start_stage text, end_stage_no integer, end_stage text, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 25
BEGIN ATOMIC
    SELECT stage_no.first, stage_no.first::@extschema@.journey_stage::text,
           stage_no.latest, stage_no.latest::@extschema@.journey_stage::text, counted.families
    FROM unnest(@extschema@.by_stage(matrix)::bigint[]) WITH ORDINALITY AS counted (families, place),
         LATERAL (SELECT (place::integer - 1) / 5 + 1, (place::integer - 1) % 5 + 1) AS stage_no (first, latest);
END;
CREATE FUNCTION @extschema@.matrix_rows(matrix @extschema@.progress_matrix)
    RETURNS TABLE (start_stage_no integer, start_stage text, stage_1 bigint, stage_2 bigint, stage_3 bigint,
                   stage_4 bigint, stage_5 bigint, total bigint)
    IMMUTABLE PARALLEL SAFE ROWS 6
BEGIN ATOMIC
    SELECT cell.start_stage_no, coalesce(cell.start_stage_no::@extschema@.journey_stage::text, 'Total'),
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 1))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 2))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 3))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 4))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 5))::bigint,
           sum(cell.families)::bigint
    FROM @extschema@.cells(matrix) AS cell
    GROUP BY GROUPING SETS ((cell.start_stage_no), ())
    HAVING count(*) > 0
    ORDER BY cell.start_stage_no NULLS LAST;
END;
CREATE FUNCTION @extschema@.reading_cells(matrix @extschema@.progress_matrix)
    RETURNS TABLE (first_reading integer, latest_reading integer, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT (counted.place::integer - 1) / 10 + 1, (counted.place::integer - 1) % 10 + 1, counted.families
    FROM unnest(@extschema@.reading_counts(matrix)) WITH ORDINALITY AS counted (families, place);
END;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION cells(progress_matrix) IS 'one row for each start and end stage: families, zeros included';
COMMENT ON FUNCTION matrix_rows(progress_matrix) IS 'the table as it is printed: one row a start stage, one column an end stage, with totals; the row of column totals has no start_stage_no';
COMMENT ON FUNCTION reading_cells(progress_matrix) IS 'one row for each first and latest reading: families, zeros included';
-- mean_progress(first, latest): the figure straight from the rows.

-- mean_progress(first, latest), from the matrix of first and latest readings.

-- The form over star_reading does what the implicit cast to integer would do, without its cost.
CREATE AGGREGATE mean_progress(first star_reading, latest star_reading) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = mean_progress, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE mean_progress(first integer, latest integer) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = mean_progress, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE mean_progress(first text, latest text) (
    SFUNC = progress_matrix_add_text, STYPE = progress_matrix, SSPACE = 1040,
    FINALFUNC = mean_progress, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mean_progress(text, text) IS 'an error that says which cast to write';

COMMENT ON AGGREGATE mean_progress(star_reading, star_reading) IS 'mean latest reading less mean first reading, of the rows that have both; not rounded';
COMMENT ON AGGREGATE mean_progress(integer, integer) IS 'mean latest reading less mean first reading, of the rows that have both; not rounded';
-- outcome_star: all readings of one completed Star.

CREATE TYPE outcome_star;

-- Text and binary input and output of outcome_star.

CREATE FUNCTION outcome_star_in(cstring) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION outcome_star_out(outcome_star) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_out';
CREATE FUNCTION outcome_star_recv(internal) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION outcome_star_send(outcome_star) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_send';

COMMENT ON FUNCTION outcome_star_in(cstring) IS 'text input of outcome_star';
COMMENT ON FUNCTION outcome_star_out(outcome_star) IS 'text output of outcome_star';
COMMENT ON FUNCTION outcome_star_recv(internal) IS 'binary input of outcome_star';
COMMENT ON FUNCTION outcome_star_send(outcome_star) IS 'binary output of outcome_star';

CREATE FUNCTION outcome_star_subscript(internal) RETURNS internal
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION outcome_star_subscript(internal) IS 'subscripts of outcome_star';

CREATE TYPE outcome_star (
    INPUT = outcome_star_in, OUTPUT = outcome_star_out, RECEIVE = outcome_star_recv, SEND = outcome_star_send,
    LIKE = bigint, ELEMENT = star_reading, SUBSCRIPT = outcome_star_subscript
);
COMMENT ON TYPE outcome_star IS 'a completed Star: a reading, none, or a contradiction in each of up to 15 areas';

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of outcome_star.

-- The comparison operators of outcome_star with outcome_star.

CREATE FUNCTION outcome_star_lt(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_lt';
CREATE FUNCTION outcome_star_le(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_le';
CREATE FUNCTION outcome_star_eq(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_eq';
CREATE FUNCTION outcome_star_ne(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_ne';
CREATE FUNCTION outcome_star_ge(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_ge';
CREATE FUNCTION outcome_star_gt(outcome_star, outcome_star) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_gt';
CREATE FUNCTION outcome_star_cmp(outcome_star, outcome_star) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_cmp';

COMMENT ON FUNCTION outcome_star_lt(outcome_star, outcome_star) IS 'implementation of < operator';
COMMENT ON FUNCTION outcome_star_le(outcome_star, outcome_star) IS 'implementation of <= operator';
COMMENT ON FUNCTION outcome_star_eq(outcome_star, outcome_star) IS 'implementation of = operator';
COMMENT ON FUNCTION outcome_star_ne(outcome_star, outcome_star) IS 'implementation of <> operator';
COMMENT ON FUNCTION outcome_star_ge(outcome_star, outcome_star) IS 'implementation of >= operator';
COMMENT ON FUNCTION outcome_star_gt(outcome_star, outcome_star) IS 'implementation of > operator';
COMMENT ON FUNCTION outcome_star_cmp(outcome_star, outcome_star) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = outcome_star, RIGHTARG = outcome_star, FUNCTION = outcome_star_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (outcome_star, outcome_star) IS 'less than';
COMMENT ON OPERATOR <= (outcome_star, outcome_star) IS 'less than or equal';
COMMENT ON OPERATOR = (outcome_star, outcome_star) IS 'equal';
COMMENT ON OPERATOR <> (outcome_star, outcome_star) IS 'not equal';
COMMENT ON OPERATOR >= (outcome_star, outcome_star) IS 'greater than or equal';
COMMENT ON OPERATOR > (outcome_star, outcome_star) IS 'greater than';

CREATE FUNCTION outcome_star_hash(outcome_star) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_hash';
CREATE FUNCTION outcome_star_hash_extended(outcome_star, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_hash_extended';

COMMENT ON FUNCTION outcome_star_hash(outcome_star) IS 'hash';
COMMENT ON FUNCTION outcome_star_hash_extended(outcome_star, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY outcome_star_ops USING btree;
CREATE OPERATOR FAMILY outcome_star_ops USING hash;

CREATE OPERATOR CLASS outcome_star_ops DEFAULT FOR TYPE outcome_star USING btree FAMILY outcome_star_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 outcome_star_cmp(outcome_star, outcome_star);
CREATE OPERATOR CLASS outcome_star_ops DEFAULT FOR TYPE outcome_star USING hash FAMILY outcome_star_ops AS
    OPERATOR 1 =,
    FUNCTION 1 outcome_star_hash(outcome_star),
    FUNCTION 2 outcome_star_hash_extended(outcome_star, bigint);

COMMENT ON OPERATOR FAMILY outcome_star_ops USING btree IS 'order of outcome_star';
COMMENT ON OPERATOR FAMILY outcome_star_ops USING hash IS 'equality of outcome_star';
COMMENT ON OPERATOR CLASS outcome_star_ops USING btree IS 'order of outcome_star';
COMMENT ON OPERATOR CLASS outcome_star_ops USING hash IS 'equality of outcome_star';

-- Arrays of readings, by area

CREATE FUNCTION outcome_star(readings integer[]) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'integers_to_outcome_star';
CREATE FUNCTION outcome_star(readings star_reading[]) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'readings_to_outcome_star';
CREATE FUNCTION outcome_star_to_integers(outcome_star) RETURNS integer[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION outcome_star(integer[]) IS 'the Star with these readings in the order of their areas, NULL for none';
COMMENT ON FUNCTION outcome_star(star_reading[]) IS 'the Star with these readings in the order of their areas, NULL for none';
COMMENT ON FUNCTION outcome_star_to_integers(outcome_star) IS 'the readings in the order of their areas, NULL for none or a contradiction';

CREATE CAST (integer[] AS outcome_star) WITH FUNCTION outcome_star(integer[]) AS ASSIGNMENT;
CREATE CAST (star_reading[] AS outcome_star) WITH FUNCTION outcome_star(star_reading[]) AS ASSIGNMENT;
CREATE CAST (outcome_star AS integer[]) WITH FUNCTION outcome_star_to_integers(outcome_star) AS ASSIGNMENT;

COMMENT ON CAST (integer[] AS outcome_star) IS 'the Star with these readings in the order of their areas';
COMMENT ON CAST (star_reading[] AS outcome_star) IS 'the Star with these readings in the order of their areas';
COMMENT ON CAST (outcome_star AS integer[]) IS 'the readings in the order of their areas';

-- The aggregate

CREATE FUNCTION outcome_star_add_reading(outcome_star, area_no integer, reading star_reading) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION outcome_star_add_reading(outcome_star, area_no integer, reading integer) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_add_integer';
CREATE FUNCTION outcome_star_add_text(outcome_star, area_no integer, reading text) RETURNS outcome_star
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_reading_error';
CREATE FUNCTION outcome_star_merge(outcome_star, outcome_star) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION outcome_star_final(outcome_star) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION outcome_star_add_reading(outcome_star, integer, star_reading) IS 'the Star with one more reading';
COMMENT ON FUNCTION outcome_star_add_reading(outcome_star, integer, integer) IS 'the Star with one more reading';
COMMENT ON FUNCTION outcome_star_add_text(outcome_star, integer, text) IS 'an error that says which cast to write';
COMMENT ON FUNCTION outcome_star_merge(outcome_star, outcome_star) IS 'two versions of one Star merged: different readings of an area contradict each other';
COMMENT ON FUNCTION outcome_star_final(outcome_star) IS 'the Star, or NULL if it holds nothing';

CREATE AGGREGATE outcome_star(area_no integer, reading star_reading) (
    SFUNC = outcome_star_add_reading, STYPE = outcome_star, INITCOND = '{}',
    FINALFUNC = outcome_star_final, COMBINEFUNC = outcome_star_merge, PARALLEL = SAFE
);
CREATE AGGREGATE outcome_star(area_no integer, reading integer) (
    SFUNC = outcome_star_add_reading, STYPE = outcome_star, INITCOND = '{}',
    FINALFUNC = outcome_star_final, COMBINEFUNC = outcome_star_merge, PARALLEL = SAFE
);
CREATE AGGREGATE outcome_star(area_no integer, reading text) (
    SFUNC = outcome_star_add_text, STYPE = outcome_star, COMBINEFUNC = outcome_star_merge, PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_star(integer, star_reading) IS 'a Star from one row a reading; different readings of one area are a contradiction';
COMMENT ON AGGREGATE outcome_star(integer, integer) IS 'a Star from one row a reading; different readings of one area are a contradiction';
COMMENT ON AGGREGATE outcome_star(integer, text) IS 'an error that says which cast to write';

-- What is in a Star

CREATE FUNCTION conflict_areas(outcome_star) RETURNS integer[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_conflicts';
CREATE FUNCTION mean_reading(outcome_star) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_mean_reading';
CREATE FUNCTION until_area(outcome_star, last_area_no integer) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_until_area';
CREATE FUNCTION up_to_reading(outcome_star, highest_reading integer) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'outcome_star_up_to_reading';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.readings(star @extschema@.outcome_star) RETURNS TABLE (area_no integer, reading integer)
    IMMUTABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT held.area_no::integer, held.reading
    FROM unnest(star::integer[]) WITH ORDINALITY AS held (reading, area_no)
    WHERE held.reading IS NOT NULL;
END;
CREATE FUNCTION @extschema@.conflicts(star @extschema@.outcome_star) RETURNS TABLE (area_no integer)
    IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT conflict.area_no FROM unnest(@extschema@.conflict_areas(star)) AS conflict (area_no);
END;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION conflict_areas(outcome_star) IS 'the numbers of the areas with contradicting readings, as an array';
COMMENT ON FUNCTION mean_reading(outcome_star) IS 'mean over the areas with a reading, not rounded';
COMMENT ON FUNCTION until_area(outcome_star, integer) IS 'the Star without what it holds in areas above that number';
COMMENT ON FUNCTION up_to_reading(outcome_star, integer) IS 'the Star without readings above that one';
COMMENT ON FUNCTION readings(outcome_star) IS 'one row for each area with a reading';
COMMENT ON FUNCTION conflicts(outcome_star) IS 'one row for each area with contradicting readings';
-- star_journey: one family's Stars, one a date.

CREATE TYPE star_journey;

-- Text and binary input and output of star_journey.

CREATE FUNCTION star_journey_in(cstring) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_journey_out(star_journey) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_out';
CREATE FUNCTION star_journey_recv(internal) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_journey_send(star_journey) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_send';

COMMENT ON FUNCTION star_journey_in(cstring) IS 'text input of star_journey';
COMMENT ON FUNCTION star_journey_out(star_journey) IS 'text output of star_journey';
COMMENT ON FUNCTION star_journey_recv(internal) IS 'binary input of star_journey';
COMMENT ON FUNCTION star_journey_send(star_journey) IS 'binary output of star_journey';

CREATE TYPE star_journey (
    INPUT = star_journey_in, OUTPUT = star_journey_out, RECEIVE = star_journey_recv, SEND = star_journey_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE star_journey IS 'all Stars of one family in the order of their dates, one a date';

-- Comparison, sorting, btree and hash indexes, GROUP BY, DISTINCT and joins of star_journey.

-- The comparison operators of star_journey with star_journey.

CREATE FUNCTION star_journey_lt(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_lt';
CREATE FUNCTION star_journey_le(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_le';
CREATE FUNCTION star_journey_eq(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_eq';
CREATE FUNCTION star_journey_ne(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_ne';
CREATE FUNCTION star_journey_ge(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_ge';
CREATE FUNCTION star_journey_gt(star_journey, star_journey) RETURNS boolean
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_gt';
CREATE FUNCTION star_journey_cmp(star_journey, star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_cmp';

COMMENT ON FUNCTION star_journey_lt(star_journey, star_journey) IS 'implementation of < operator';
COMMENT ON FUNCTION star_journey_le(star_journey, star_journey) IS 'implementation of <= operator';
COMMENT ON FUNCTION star_journey_eq(star_journey, star_journey) IS 'implementation of = operator';
COMMENT ON FUNCTION star_journey_ne(star_journey, star_journey) IS 'implementation of <> operator';
COMMENT ON FUNCTION star_journey_ge(star_journey, star_journey) IS 'implementation of >= operator';
COMMENT ON FUNCTION star_journey_gt(star_journey, star_journey) IS 'implementation of > operator';
COMMENT ON FUNCTION star_journey_cmp(star_journey, star_journey) IS 'less than, equal to or greater than zero, for btree';

CREATE OPERATOR < (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES,MERGES
);
CREATE OPERATOR <> (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
    LEFTARG = star_journey, RIGHTARG = star_journey, FUNCTION = star_journey_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (star_journey, star_journey) IS 'less than';
COMMENT ON OPERATOR <= (star_journey, star_journey) IS 'less than or equal';
COMMENT ON OPERATOR = (star_journey, star_journey) IS 'equal';
COMMENT ON OPERATOR <> (star_journey, star_journey) IS 'not equal';
COMMENT ON OPERATOR >= (star_journey, star_journey) IS 'greater than or equal';
COMMENT ON OPERATOR > (star_journey, star_journey) IS 'greater than';

CREATE FUNCTION star_journey_hash(star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_hash';
CREATE FUNCTION star_journey_hash_extended(star_journey, bigint) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_hash_extended';

COMMENT ON FUNCTION star_journey_hash(star_journey) IS 'hash';
COMMENT ON FUNCTION star_journey_hash_extended(star_journey, bigint) IS 'hash with a seed';

CREATE OPERATOR FAMILY star_journey_ops USING btree;
CREATE OPERATOR FAMILY star_journey_ops USING hash;

CREATE OPERATOR CLASS star_journey_ops DEFAULT FOR TYPE star_journey USING btree FAMILY star_journey_ops AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 star_journey_cmp(star_journey, star_journey);
CREATE OPERATOR CLASS star_journey_ops DEFAULT FOR TYPE star_journey USING hash FAMILY star_journey_ops AS
    OPERATOR 1 =,
    FUNCTION 1 star_journey_hash(star_journey),
    FUNCTION 2 star_journey_hash_extended(star_journey, bigint);

COMMENT ON OPERATOR FAMILY star_journey_ops USING btree IS 'order of star_journey';
COMMENT ON OPERATOR FAMILY star_journey_ops USING hash IS 'equality of star_journey';
COMMENT ON OPERATOR CLASS star_journey_ops USING btree IS 'order of star_journey';
COMMENT ON OPERATOR CLASS star_journey_ops USING hash IS 'equality of star_journey';

-- The aggregates: one rule merges rows, Stars and journeys

CREATE FUNCTION star_journey_add_star(star_journey, star outcome_star, completed_on date) RETURNS star_journey
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_journey_add_reading(star_journey, area_no integer, reading star_reading, completed_on date) RETURNS star_journey
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_journey_add_reading(star_journey, area_no integer, reading integer, completed_on date) RETURNS star_journey
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_add_integer';
CREATE FUNCTION star_journey_add_text(star_journey, area_no integer, reading text, completed_on date) RETURNS star_journey
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_reading_error';
CREATE FUNCTION star_journey_merge(star_journey, star_journey) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION star_journey_final(star_journey) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_journey_add_star(star_journey, outcome_star, date) IS 'the journey with one more Star, merged with the one of its date';
COMMENT ON FUNCTION star_journey_add_reading(star_journey, integer, star_reading, date) IS 'the journey with one more reading in the Star of its date';
COMMENT ON FUNCTION star_journey_add_reading(star_journey, integer, integer, date) IS 'the journey with one more reading in the Star of its date';
COMMENT ON FUNCTION star_journey_add_text(star_journey, integer, text, date) IS 'an error that says which cast to write';
COMMENT ON FUNCTION star_journey_merge(star_journey, star_journey) IS 'the Stars of both, those of one date merged';
COMMENT ON FUNCTION star_journey_final(star_journey) IS 'the journey, or NULL if it has no Star';

CREATE AGGREGATE star_journey(outcome_star,date) (
    SFUNC = star_journey_add_star, STYPE = star_journey, SSPACE = 96,
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE AGGREGATE star_journey(integer,star_reading,date) (
    SFUNC = star_journey_add_reading, STYPE = star_journey, SSPACE = 96,
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE AGGREGATE star_journey(integer,integer,date) (
    SFUNC = star_journey_add_reading, STYPE = star_journey, SSPACE = 96,
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE AGGREGATE rollup(star_journey) (
    SFUNC = star_journey_merge, STYPE = star_journey, SSPACE = 96,
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);

CREATE AGGREGATE star_journey(integer, text, date) (
    SFUNC = star_journey_add_text, STYPE = star_journey, SSPACE = 96,
    COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);

COMMENT ON AGGREGATE star_journey(outcome_star, date) IS 'a family''s journey from one row a Star (star, completed_on)';
COMMENT ON AGGREGATE star_journey(integer, star_reading, date) IS 'a family''s journey from one row a reading (area_no, reading, completed_on)';
COMMENT ON AGGREGATE star_journey(integer, integer, date) IS 'a family''s journey from one row a reading (area_no, reading, completed_on)';
COMMENT ON AGGREGATE star_journey(integer, text, date) IS 'an error that says which cast to write';
COMMENT ON AGGREGATE rollup(star_journey) IS 'the Stars of all, those of one date merged; NULL if there are none';

-- Parts

CREATE FUNCTION star_count(star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_star_count';
CREATE FUNCTION first_star(star_journey) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_first_star';
CREATE FUNCTION first_on(star_journey) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_first_on';
CREATE FUNCTION latest_star(star_journey) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_latest_star';
CREATE FUNCTION latest_on(star_journey) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_latest_on';
CREATE FUNCTION nth_star(star_journey, n integer) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_nth_star';
CREATE FUNCTION nth_on(star_journey, n integer) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_nth_on';
CREATE FUNCTION until(star_journey, last_day date) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_until';
CREATE FUNCTION start_star(star_journey, rule text) RETURNS outcome_star
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_start_star';
CREATE FUNCTION doubled(star_journey) RETURNS star_journey
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_doubled';
CREATE FUNCTION conflict_count(star_journey) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_conflict_count';
CREATE FUNCTION star_dates(star_journey) RETURNS date[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_dates';
CREATE FUNCTION star_array(star_journey) RETURNS outcome_star[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'star_journey_to_stars';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.stars(journey @extschema@.star_journey) RETURNS TABLE (star_no integer, completed_on date, star @extschema@.outcome_star)
    IMMUTABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT place.star_no::integer, place.completed_on, place.star
    FROM unnest(@extschema@.star_dates(journey), @extschema@.star_array(journey)) WITH ORDINALITY AS place (completed_on, star, star_no);
END;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION star_count(star_journey) IS 'the number of Stars';
COMMENT ON FUNCTION first_star(star_journey) IS 'the first Star';
COMMENT ON FUNCTION first_on(star_journey) IS 'the date of the first Star';
COMMENT ON FUNCTION latest_star(star_journey) IS 'the latest Star; NULL for a journey of one Star';
COMMENT ON FUNCTION latest_on(star_journey) IS 'the date of the latest Star; NULL for a journey of one Star';
COMMENT ON FUNCTION nth_star(star_journey, integer) IS 'the n-th Star, from 1; from the end for a negative n, -1 being the last; NULL if there is none';
COMMENT ON FUNCTION nth_on(star_journey, integer) IS 'the date of the n-th Star, from 1; from the end for a negative n, -1 being the last; NULL if there is none';
COMMENT ON FUNCTION until(star_journey, date) IS 'the journey up to and with that date; NULL if it had not begun';
COMMENT ON FUNCTION start_star(star_journey, text) IS 'the Star that counts as the start: rule ''first'', or ''lower of first two'' (of the first two before the latest the one with the lower mean over the areas both have, else the first)';
COMMENT ON FUNCTION doubled(star_journey) IS 'the journey of a Star with readings 1 to 5 (stages) on the scale of 1 to 10: each reading doubled';
COMMENT ON FUNCTION conflict_count(star_journey) IS 'in how many areas, over all Stars, readings contradict each other';
COMMENT ON FUNCTION star_dates(star_journey) IS 'the dates of the Stars, in order';
COMMENT ON FUNCTION star_array(star_journey) IS 'the Stars, in order';
COMMENT ON FUNCTION stars(star_journey) IS 'one row a Star, in the order of their dates';
-- What changed between two Stars of a family, or over its journey.

CREATE FUNCTION mean_change(first outcome_star, latest outcome_star) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'mean_change_of_stars';
CREATE FUNCTION mean_change(star_journey) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'mean_change_of_journey';
CREATE FUNCTION overall_change(first outcome_star, latest outcome_star, band numeric DEFAULT 0.25) RETURNS text
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_of_stars';
CREATE FUNCTION overall_change(star_journey, band numeric DEFAULT 0.25) RETURNS text
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_of_journey';
CREATE FUNCTION areas_progressed(first outcome_star, latest outcome_star) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'areas_progressed_between';
CREATE FUNCTION areas_progressed(star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION areas_maintained(first outcome_star, latest outcome_star) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'areas_maintained_between';
CREATE FUNCTION areas_maintained(star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION areas_regressed(first outcome_star, latest outcome_star) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'areas_regressed_between';
CREATE FUNCTION areas_regressed(star_journey) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION mean_change(outcome_star, outcome_star) IS 'mean over the areas that both have of latest less first reading, not rounded; NULL without a common area';
COMMENT ON FUNCTION mean_change(star_journey) IS 'mean_change from the first to the latest Star; NULL for one Star or no common area';
COMMENT ON FUNCTION overall_change(outcome_star, outcome_star, numeric) IS 'negative for a mean_change below -band, positive for one above band, else no change; NULL without a common area';
COMMENT ON FUNCTION overall_change(star_journey, numeric) IS 'overall_change from the first to the latest Star; NULL for one Star or no common area';
COMMENT ON FUNCTION areas_progressed(outcome_star, outcome_star) IS 'in how many areas the latest stage is above the first; 0 without a common area';
COMMENT ON FUNCTION areas_progressed(star_journey) IS 'in how many areas the latest stage is above the first; NULL for one Star';
COMMENT ON FUNCTION areas_maintained(outcome_star, outcome_star) IS 'in how many areas the latest stage is the first one; 0 without a common area';
COMMENT ON FUNCTION areas_maintained(star_journey) IS 'in how many areas the latest stage is the first one; NULL for one Star';
COMMENT ON FUNCTION areas_regressed(outcome_star, outcome_star) IS 'in how many areas the latest stage is below the first; 0 without a common area';
COMMENT ON FUNCTION areas_regressed(star_journey) IS 'in how many areas the latest stage is below the first; NULL for one Star';
-- Counts of all areas of a Star in one pass: arrays with one summary for each area.

CREATE FUNCTION stage_distributions_add(stage_distribution[], star outcome_star) RETURNS stage_distribution[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distributions_combine(stage_distribution[], stage_distribution[]) RETURNS stage_distribution[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distributions_final(stage_distribution[]) RETURNS stage_distribution[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrices_add(progress_matrix[], first outcome_star, latest outcome_star) RETURNS progress_matrix[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrices_add_stars';
CREATE FUNCTION progress_matrices_add(progress_matrix[], star_journey) RETURNS progress_matrix[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrices_add_journey';
CREATE FUNCTION progress_matrices_combine(progress_matrix[], progress_matrix[]) RETURNS progress_matrix[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrices_final(progress_matrix[]) RETURNS progress_matrix[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION stage_distributions_add(stage_distribution[], outcome_star) IS 'one more family at the readings of a Star';
COMMENT ON FUNCTION stage_distributions_combine(stage_distribution[], stage_distribution[]) IS 'the families of both, area by area';
COMMENT ON FUNCTION stage_distributions_final(stage_distribution[]) IS 'the distributions, or NULL if no family was counted';
COMMENT ON FUNCTION progress_matrices_add(progress_matrix[], outcome_star, outcome_star) IS 'one more family that went from a first to a latest Star';
COMMENT ON FUNCTION progress_matrices_add(progress_matrix[], star_journey) IS 'one more family that went from the first to the latest Star of its journey';
COMMENT ON FUNCTION progress_matrices_combine(progress_matrix[], progress_matrix[]) IS 'the families of both, area by area';
COMMENT ON FUNCTION progress_matrices_final(progress_matrix[]) IS 'the matrices, or NULL if no family was counted';

CREATE AGGREGATE stage_distributions(star outcome_star) (
    SFUNC = stage_distributions_add, STYPE = stage_distribution[], SSPACE = 1040, INITCOND = '{}',
    FINALFUNC = stage_distributions_final, COMBINEFUNC = stage_distributions_combine, PARALLEL = SAFE
);
CREATE AGGREGATE progress_matrices(first outcome_star, latest outcome_star) (
    SFUNC = progress_matrices_add, STYPE = progress_matrix[], SSPACE = 8208, INITCOND = '{}',
    FINALFUNC = progress_matrices_final, COMBINEFUNC = progress_matrices_combine, PARALLEL = SAFE
);
CREATE AGGREGATE progress_matrices(journey star_journey) (
    SFUNC = progress_matrices_add, STYPE = progress_matrix[], SSPACE = 8208, INITCOND = '{}',
    FINALFUNC = progress_matrices_final, COMBINEFUNC = progress_matrices_combine, PARALLEL = SAFE
);

COMMENT ON AGGREGATE stage_distributions(outcome_star) IS 'an array with a stage_distribution for each area, from whole Stars';
COMMENT ON AGGREGATE progress_matrices(outcome_star, outcome_star) IS 'an array with a progress_matrix for each area, from first and latest Stars';
COMMENT ON AGGREGATE progress_matrices(star_journey) IS 'an array with a progress_matrix for each area, from journeys; those of one Star do not count';
-- Quarters of a year that begins in any month.

CREATE FUNCTION quarter_start(day date, quarter_starts integer) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION quarter_start(date, integer) IS 'the first day of the quarter of a day, where quarters begin in that month and every three months from there';
-- Dates that somebody typed, in one format.

CREATE FUNCTION date_from_text(written text, format text) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION date_from_text(text, text) IS 'the date that is written in a format, YYYY-MM-DD, DD/MM/YYYY or MM/DD/YYYY, also before a time of day; NULL if none is';
-- Editions of the Star: labels of areas and stages, and other names of areas.  Numbers are common to all.

CREATE FUNCTION area_key(area_name text) RETURNS text
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION area_key(text) IS 'the form in which names of areas are compared: lower case, straight apostrophes, single spaces';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- What is shipped, and what users add, are two tables each under one view: an update of the extension can change the
-- first, and a restore brings back the second.
CREATE TABLE @extschema@.shipped_editions (
    edition text PRIMARY KEY CHECK (edition <> ''),
    areas text[] NOT NULL CONSTRAINT from_1_to_15_areas CHECK (cardinality(areas) BETWEEN 1 AND 15 AND array_ndims(areas) = 1 AND array_lower(areas, 1) = 1),
    stages text[] NOT NULL CONSTRAINT five_stages CHECK (cardinality(stages) = 5 AND array_ndims(stages) = 1 AND array_lower(stages, 1) = 1),
    highest_reading integer NOT NULL DEFAULT 10 CONSTRAINT readings_1_to_10_or_1_to_5 CHECK (highest_reading IN (5, 10)),
    CONSTRAINT no_label_missing CHECK (array_position(areas || stages, NULL) IS NULL AND array_position(areas || stages, '') IS NULL)
);
CREATE TABLE @extschema@.shipped_area_names (
    edition text NOT NULL,
    area_no integer NOT NULL CHECK (area_no BETWEEN 1 AND 15),
    area_name text NOT NULL CHECK (@extschema@.area_key(area_name) <> '')
);
CREATE UNIQUE INDEX shipped_area_names_key ON @extschema@.shipped_area_names (edition, @extschema@.area_key(area_name));
COMMENT ON COLUMN @extschema@.shipped_editions.edition IS 'the name of the edition';
COMMENT ON COLUMN @extschema@.shipped_editions.areas IS 'the labels of its areas, in the order of their numbers';
COMMENT ON COLUMN @extschema@.shipped_editions.stages IS 'the labels of its five stages, in the order of their numbers';
COMMENT ON COLUMN @extschema@.shipped_editions.highest_reading IS '10; or 5, if readings are stages';
COMMENT ON COLUMN @extschema@.shipped_area_names.edition IS 'the edition';
COMMENT ON COLUMN @extschema@.shipped_area_names.area_no IS 'the number of the area';
COMMENT ON COLUMN @extschema@.shipped_area_names.area_name IS 'a name of it';
COMMENT ON INDEX @extschema@.shipped_area_names_key IS 'a name is a name of one area';
GRANT SELECT ON @extschema@.shipped_editions, @extschema@.shipped_area_names TO PUBLIC;
CREATE TABLE @extschema@.own_editions (
    edition text PRIMARY KEY CHECK (edition <> ''),
    areas text[] NOT NULL CONSTRAINT from_1_to_15_areas CHECK (cardinality(areas) BETWEEN 1 AND 15 AND array_ndims(areas) = 1 AND array_lower(areas, 1) = 1),
    stages text[] NOT NULL CONSTRAINT five_stages CHECK (cardinality(stages) = 5 AND array_ndims(stages) = 1 AND array_lower(stages, 1) = 1),
    highest_reading integer NOT NULL DEFAULT 10 CONSTRAINT readings_1_to_10_or_1_to_5 CHECK (highest_reading IN (5, 10)),
    CONSTRAINT no_label_missing CHECK (array_position(areas || stages, NULL) IS NULL AND array_position(areas || stages, '') IS NULL)
);
CREATE TABLE @extschema@.own_area_names (
    edition text NOT NULL,
    area_no integer NOT NULL CHECK (area_no BETWEEN 1 AND 15),
    area_name text NOT NULL CHECK (@extschema@.area_key(area_name) <> '')
);
CREATE UNIQUE INDEX own_area_names_key ON @extschema@.own_area_names (edition, @extschema@.area_key(area_name));
COMMENT ON COLUMN @extschema@.own_editions.edition IS 'the name of the edition';
COMMENT ON COLUMN @extschema@.own_editions.areas IS 'the labels of its areas, in the order of their numbers';
COMMENT ON COLUMN @extschema@.own_editions.stages IS 'the labels of its five stages, in the order of their numbers';
COMMENT ON COLUMN @extschema@.own_editions.highest_reading IS '10; or 5, if readings are stages';
COMMENT ON COLUMN @extschema@.own_area_names.edition IS 'the edition';
COMMENT ON COLUMN @extschema@.own_area_names.area_no IS 'the number of the area';
COMMENT ON COLUMN @extschema@.own_area_names.area_name IS 'a name of it';
COMMENT ON INDEX @extschema@.own_area_names_key IS 'a name is a name of one area';
GRANT SELECT ON @extschema@.own_editions, @extschema@.own_area_names TO PUBLIC;

COMMENT ON TABLE @extschema@.shipped_editions IS 'editions that come with the extension; all editions: view editions';
COMMENT ON TABLE @extschema@.own_editions IS 'editions that users add; one of the name of a shipped edition takes its place';
COMMENT ON TABLE @extschema@.shipped_area_names IS 'other names of areas that come with the extension; all names: view area_names';
COMMENT ON TABLE @extschema@.own_area_names IS 'other names of areas that users add, for any edition';

SELECT pg_extension_config_dump('@extschema@.own_editions', '');
SELECT pg_extension_config_dump('@extschema@.own_area_names', '');
GRANT INSERT, UPDATE, DELETE ON @extschema@.own_editions, @extschema@.own_area_names TO @extowner@;

CREATE VIEW @extschema@.editions AS
SELECT edition, areas, stages, highest_reading, false AS shipped FROM @extschema@.own_editions
UNION ALL
SELECT edition, areas, stages, highest_reading, true FROM @extschema@.shipped_editions
WHERE edition NOT IN (SELECT edition FROM @extschema@.own_editions);

CREATE VIEW @extschema@.area_names AS
SELECT edition, area_no::integer, area_name, shipped
FROM @extschema@.editions, unnest(areas) WITH ORDINALITY AS label (area_name, area_no)
UNION ALL
SELECT edition, area_no, area_name, false FROM @extschema@.own_area_names
UNION ALL
SELECT edition, area_no, area_name, true FROM @extschema@.shipped_area_names;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON VIEW editions IS 'all editions of the Star, own and shipped: what a report can be made for';
COMMENT ON COLUMN editions.edition IS 'its name, as create_star_report takes it';
COMMENT ON COLUMN editions.areas IS 'the labels of its areas, in the order of their numbers';
COMMENT ON COLUMN editions.stages IS 'the labels of its stages, in the order of their numbers';
COMMENT ON COLUMN editions.highest_reading IS '10; or 5, if readings are stages';
COMMENT ON COLUMN editions.shipped IS 'does it come with the extension?';
COMMENT ON VIEW area_names IS 'all names by which an area is known in an edition: labels, and others met in tables and reports';
COMMENT ON COLUMN area_names.edition IS 'the edition';
COMMENT ON COLUMN area_names.area_no IS 'the number of the area';
COMMENT ON COLUMN area_names.area_name IS 'a name of it; case, kind of apostrophe and white space do not matter';
COMMENT ON COLUMN area_names.shipped IS 'does the name come with the extension?';
GRANT SELECT ON editions, area_names TO PUBLIC;

-- Family Star Plus.  The label of area 5 in edition 2 is not published: edition 1's is shown.
INSERT INTO shipped_editions VALUES
    ('Family Star Plus 1',
     ARRAY['Physical health', 'Your well-being', 'Meeting emotional needs', 'Keeping your children safe',
           'Social networks', 'Education and learning', 'Boundaries and behaviour', 'Family routine',
           'Home and money', 'Progress to work'],
     ARRAY['Stuck', 'Accepting help', 'Trying', 'Finding what works', 'Effective parenting']),
    ('Family Star Plus 2',
     ARRAY['My children''s health', 'How I feel', 'My children''s emotions', 'Keeping my children safe',
           'Social networks', 'My children''s learning', 'My children''s behaviour', 'Our family routine',
           'Home and money', 'Work'],
     ARRAY['Stuck', 'Accepting help', 'Trying', 'Finding what works', 'Managing well']);

INSERT INTO shipped_area_names
SELECT edition, area_no, area_name
FROM shipped_editions, (VALUES
    (1, 'Physical health'),
    (1, 'My children''s health'),
    (1, 'Your children''s health'),
    (1, 'Good or improved physical health'),
    (2, 'Your well-being'),
    (2, 'Your wellbeing'),
    (2, 'Adult Wellbeing'),
    (2, 'Adult well-being'),
    (2, 'How I feel'),
    (2, 'Positive adult wellbeing'),
    (3, 'Meeting emotional needs'),
    (3, 'Meeting Children''s Emotional Needs'),
    (3, 'My children''s emotions'),
    (4, 'Keeping your children safe'),
    (4, 'Keeping my children safe'),
    (4, 'Keeping Children Safe'),
    (5, 'Social networks'),
    (5, 'Positive and supportive social networks'),
    (6, 'Education and learning'),
    (6, 'My children''s learning'),
    (6, 'Positive and appropriate education and learning'),
    (7, 'Boundaries and behaviour'),
    (7, 'Boundaries and behaviours'),
    (7, 'My children''s behaviour'),
    (7, 'Positive boundaries and behaviours'),
    (8, 'Family routine'),
    (8, 'Family routines'),
    (8, 'Our family routine'),
    (8, 'Positive family routines'),
    (9, 'Home and money'),
    (9, 'Positive experiences with home and money'),
    (10, 'Progress to work'),
    (10, 'Work'),
    (10, 'Achieving progress to work')
) AS known (area_no, area_name);
-- Frameworks: which headline outcomes and family needs a programme has, and which areas can evidence a need from which
-- reading on.  They change and councils adapt them, so they are rows; a framework is named after its programme and the
-- years it ran.

CREATE TABLE shipped_frameworks (
    framework text PRIMARY KEY CHECK (framework <> ''),
    valid_from date,
    valid_to date,
    CONSTRAINT valid_from_is_not_after_valid_to CHECK (valid_from <= valid_to)
);
CREATE TABLE shipped_headline_outcomes (
    framework text REFERENCES shipped_frameworks ON UPDATE CASCADE ON DELETE CASCADE,
    headline_no integer CHECK (headline_no > 0),
    headline text NOT NULL CHECK (headline <> ''),
    PRIMARY KEY (framework, headline_no)
);
CREATE TABLE shipped_headline_areas (
    framework text,
    headline_no integer,
    area_no integer CONSTRAINT area_is_from_1_to_15 CHECK (area_no BETWEEN 1 AND 15),
    PRIMARY KEY (framework, headline_no, area_no),
    FOREIGN KEY (framework, headline_no) REFERENCES shipped_headline_outcomes ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE shipped_family_needs (
    framework text,
    headline_no integer NOT NULL,
    need_code text CHECK (need_code <> ''),
    need_label text NOT NULL CHECK (need_label <> ''),
    star_can_evidence text NOT NULL DEFAULT 'yes' CHECK (star_can_evidence IN ('yes', 'no', 'other_star')),
    other_evidence text NOT NULL DEFAULT 'star_or_other'
        CHECK (other_evidence IN ('star_or_other', 'no_assessment_item', 'star_and_hard', 'hard_only', 'other_star')),
    note text,
    PRIMARY KEY (framework, need_code),
    FOREIGN KEY (framework, headline_no) REFERENCES shipped_headline_outcomes ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT other_evidence_says_what_star_can_evidence CHECK (
        (star_can_evidence = 'no') = (other_evidence = 'hard_only') AND (star_can_evidence = 'other_star') = (other_evidence = 'other_star'))
);
CREATE TABLE shipped_need_area_evidence (
    framework text,
    need_code text,
    source_no integer NOT NULL DEFAULT 1 CHECK (source_no > 0),
    area_no integer CONSTRAINT area_is_from_1_to_15 CHECK (area_no BETWEEN 1 AND 15),
    listed_as text NOT NULL DEFAULT 'named' CHECK (listed_as IN ('named', 'all_other')),
    criterion text DEFAULT 'reach' CHECK (criterion IN ('reach', 'any_progress_within')),
    threshold integer CONSTRAINT threshold_is_a_reading CHECK (threshold BETWEEN 1 AND 10),
    further_threshold integer CONSTRAINT further_threshold_is_a_reading CHECK (further_threshold BETWEEN 1 AND 10),
    further_kind text CHECK (further_kind IN ('own', 'further')),
    further_threshold_2 integer CONSTRAINT further_threshold_2_is_a_reading CHECK (further_threshold_2 BETWEEN 1 AND 10),
    further_kind_2 text CHECK (further_kind_2 IN ('own', 'further')),
    from_reading integer CONSTRAINT from_reading_is_a_reading CHECK (from_reading BETWEEN 1 AND 10),
    to_reading integer CONSTRAINT to_reading_is_a_reading CHECK (to_reading BETWEEN 1 AND 10),
    emphasised boolean NOT NULL DEFAULT false,
    qualifier text,
    PRIMARY KEY (framework, need_code, area_no, criterion),
    FOREIGN KEY (framework, need_code) REFERENCES shipped_family_needs ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT reach_has_a_threshold_and_any_progress_within_has_from_and_to CHECK (
        CASE criterion WHEN 'reach' THEN threshold IS NOT NULL AND from_reading IS NULL AND to_reading IS NULL
                       ELSE from_reading IS NOT NULL AND to_reading IS NOT NULL
                            AND threshold IS NULL AND further_threshold IS NULL AND further_threshold_2 IS NULL END),
    CONSTRAINT further_thresholds_rise CHECK (
        further_threshold > threshold AND further_threshold_2 > further_threshold AND (further_threshold_2 IS NULL OR further_threshold IS NOT NULL)),
    CONSTRAINT further_thresholds_have_a_kind CHECK (
        (further_threshold IS NULL) = (further_kind IS NULL) AND (further_threshold_2 IS NULL) = (further_kind_2 IS NULL)),
    CONSTRAINT from_reading_is_below_to_reading CHECK (from_reading < to_reading)
);
CREATE UNIQUE INDEX shipped_need_area_evidence_sources ON shipped_need_area_evidence (framework, need_code, source_no, criterion) WHERE listed_as = 'named';

COMMENT ON COLUMN shipped_frameworks.framework IS 'its name';
COMMENT ON COLUMN shipped_frameworks.valid_from IS 'the first day on which it is in force; NULL for open';
COMMENT ON COLUMN shipped_frameworks.valid_to IS 'the last day on which it is in force; NULL for open';
COMMENT ON COLUMN shipped_headline_outcomes.framework IS 'the framework';
COMMENT ON COLUMN shipped_headline_outcomes.headline_no IS 'the number of the headline outcome';
COMMENT ON COLUMN shipped_headline_outcomes.headline IS 'what it is called';
COMMENT ON COLUMN shipped_headline_areas.framework IS 'the framework';
COMMENT ON COLUMN shipped_headline_areas.headline_no IS 'the number of the headline outcome';
COMMENT ON COLUMN shipped_headline_areas.area_no IS 'the number of an area that belongs to it';
COMMENT ON COLUMN shipped_family_needs.framework IS 'the framework';
COMMENT ON COLUMN shipped_family_needs.headline_no IS 'the headline outcome that the need belongs to';
COMMENT ON COLUMN shipped_family_needs.need_code IS 'the code of the need, as text: 1:3';
COMMENT ON COLUMN shipped_family_needs.need_label IS 'what the need is, in short';
COMMENT ON COLUMN shipped_family_needs.star_can_evidence IS 'yes; no: hard records only; other_star: another version of the Star';
COMMENT ON COLUMN shipped_family_needs.other_evidence IS 'what else the framework asks for or takes: star_or_other, no_assessment_item, star_and_hard, hard_only, other_star';
COMMENT ON COLUMN shipped_family_needs.note IS 'what else there is to know';
COMMENT ON COLUMN shipped_need_area_evidence.framework IS 'the framework';
COMMENT ON COLUMN shipped_need_area_evidence.need_code IS 'the need';
COMMENT ON COLUMN shipped_need_area_evidence.source_no IS 'the number of the source: each area named is one, all others together are one';
COMMENT ON COLUMN shipped_need_area_evidence.area_no IS 'the number of the area';
COMMENT ON COLUMN shipped_need_area_evidence.listed_as IS 'named, or one of all_other areas';
COMMENT ON COLUMN shipped_need_area_evidence.criterion IS 'reach: reach the threshold; any_progress_within: weaker evidence beside that, any rise between two readings';
COMMENT ON COLUMN shipped_need_area_evidence.threshold IS 'reach: the reading from which on the area is evidence';
COMMENT ON COLUMN shipped_need_area_evidence.further_threshold IS 'reach: a level above the threshold';
COMMENT ON COLUMN shipped_need_area_evidence.further_kind IS 'its kind. own: it has a meaning of its own, crossing it is evidence; further: only more of the same';
COMMENT ON COLUMN shipped_need_area_evidence.further_threshold_2 IS 'reach: a level above that';
COMMENT ON COLUMN shipped_need_area_evidence.further_kind_2 IS 'its kind: own or further';
COMMENT ON COLUMN shipped_need_area_evidence.from_reading IS 'any_progress_within: the lower reading';
COMMENT ON COLUMN shipped_need_area_evidence.to_reading IS 'any_progress_within: the upper reading';
COMMENT ON COLUMN shipped_need_area_evidence.emphasised IS 'does the framework name it first among all others?';
COMMENT ON COLUMN shipped_need_area_evidence.qualifier IS 'what the level means for the need, in short';
COMMENT ON INDEX shipped_need_area_evidence_sources IS 'each area named is a source of its own';
GRANT SELECT ON shipped_frameworks, shipped_headline_outcomes, shipped_headline_areas, shipped_family_needs, shipped_need_area_evidence TO PUBLIC;
CREATE TABLE own_frameworks (
    framework text PRIMARY KEY CHECK (framework <> ''),
    valid_from date,
    valid_to date,
    CONSTRAINT valid_from_is_not_after_valid_to CHECK (valid_from <= valid_to)
);
CREATE TABLE own_headline_outcomes (
    framework text REFERENCES own_frameworks ON UPDATE CASCADE ON DELETE CASCADE,
    headline_no integer CHECK (headline_no > 0),
    headline text NOT NULL CHECK (headline <> ''),
    PRIMARY KEY (framework, headline_no)
);
CREATE TABLE own_headline_areas (
    framework text,
    headline_no integer,
    area_no integer CONSTRAINT area_is_from_1_to_15 CHECK (area_no BETWEEN 1 AND 15),
    PRIMARY KEY (framework, headline_no, area_no),
    FOREIGN KEY (framework, headline_no) REFERENCES own_headline_outcomes ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE own_family_needs (
    framework text,
    headline_no integer NOT NULL,
    need_code text CHECK (need_code <> ''),
    need_label text NOT NULL CHECK (need_label <> ''),
    star_can_evidence text NOT NULL DEFAULT 'yes' CHECK (star_can_evidence IN ('yes', 'no', 'other_star')),
    other_evidence text NOT NULL DEFAULT 'star_or_other'
        CHECK (other_evidence IN ('star_or_other', 'no_assessment_item', 'star_and_hard', 'hard_only', 'other_star')),
    note text,
    PRIMARY KEY (framework, need_code),
    FOREIGN KEY (framework, headline_no) REFERENCES own_headline_outcomes ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT other_evidence_says_what_star_can_evidence CHECK (
        (star_can_evidence = 'no') = (other_evidence = 'hard_only') AND (star_can_evidence = 'other_star') = (other_evidence = 'other_star'))
);
CREATE TABLE own_need_area_evidence (
    framework text,
    need_code text,
    source_no integer NOT NULL DEFAULT 1 CHECK (source_no > 0),
    area_no integer CONSTRAINT area_is_from_1_to_15 CHECK (area_no BETWEEN 1 AND 15),
    listed_as text NOT NULL DEFAULT 'named' CHECK (listed_as IN ('named', 'all_other')),
    criterion text DEFAULT 'reach' CHECK (criterion IN ('reach', 'any_progress_within')),
    threshold integer CONSTRAINT threshold_is_a_reading CHECK (threshold BETWEEN 1 AND 10),
    further_threshold integer CONSTRAINT further_threshold_is_a_reading CHECK (further_threshold BETWEEN 1 AND 10),
    further_kind text CHECK (further_kind IN ('own', 'further')),
    further_threshold_2 integer CONSTRAINT further_threshold_2_is_a_reading CHECK (further_threshold_2 BETWEEN 1 AND 10),
    further_kind_2 text CHECK (further_kind_2 IN ('own', 'further')),
    from_reading integer CONSTRAINT from_reading_is_a_reading CHECK (from_reading BETWEEN 1 AND 10),
    to_reading integer CONSTRAINT to_reading_is_a_reading CHECK (to_reading BETWEEN 1 AND 10),
    emphasised boolean NOT NULL DEFAULT false,
    qualifier text,
    PRIMARY KEY (framework, need_code, area_no, criterion),
    FOREIGN KEY (framework, need_code) REFERENCES own_family_needs ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT reach_has_a_threshold_and_any_progress_within_has_from_and_to CHECK (
        CASE criterion WHEN 'reach' THEN threshold IS NOT NULL AND from_reading IS NULL AND to_reading IS NULL
                       ELSE from_reading IS NOT NULL AND to_reading IS NOT NULL
                            AND threshold IS NULL AND further_threshold IS NULL AND further_threshold_2 IS NULL END),
    CONSTRAINT further_thresholds_rise CHECK (
        further_threshold > threshold AND further_threshold_2 > further_threshold AND (further_threshold_2 IS NULL OR further_threshold IS NOT NULL)),
    CONSTRAINT further_thresholds_have_a_kind CHECK (
        (further_threshold IS NULL) = (further_kind IS NULL) AND (further_threshold_2 IS NULL) = (further_kind_2 IS NULL)),
    CONSTRAINT from_reading_is_below_to_reading CHECK (from_reading < to_reading)
);
CREATE UNIQUE INDEX own_need_area_evidence_sources ON own_need_area_evidence (framework, need_code, source_no, criterion) WHERE listed_as = 'named';

COMMENT ON COLUMN own_frameworks.framework IS 'its name';
COMMENT ON COLUMN own_frameworks.valid_from IS 'the first day on which it is in force; NULL for open';
COMMENT ON COLUMN own_frameworks.valid_to IS 'the last day on which it is in force; NULL for open';
COMMENT ON COLUMN own_headline_outcomes.framework IS 'the framework';
COMMENT ON COLUMN own_headline_outcomes.headline_no IS 'the number of the headline outcome';
COMMENT ON COLUMN own_headline_outcomes.headline IS 'what it is called';
COMMENT ON COLUMN own_headline_areas.framework IS 'the framework';
COMMENT ON COLUMN own_headline_areas.headline_no IS 'the number of the headline outcome';
COMMENT ON COLUMN own_headline_areas.area_no IS 'the number of an area that belongs to it';
COMMENT ON COLUMN own_family_needs.framework IS 'the framework';
COMMENT ON COLUMN own_family_needs.headline_no IS 'the headline outcome that the need belongs to';
COMMENT ON COLUMN own_family_needs.need_code IS 'the code of the need, as text: 1:3';
COMMENT ON COLUMN own_family_needs.need_label IS 'what the need is, in short';
COMMENT ON COLUMN own_family_needs.star_can_evidence IS 'yes; no: hard records only; other_star: another version of the Star';
COMMENT ON COLUMN own_family_needs.other_evidence IS 'what else the framework asks for or takes: star_or_other, no_assessment_item, star_and_hard, hard_only, other_star';
COMMENT ON COLUMN own_family_needs.note IS 'what else there is to know';
COMMENT ON COLUMN own_need_area_evidence.framework IS 'the framework';
COMMENT ON COLUMN own_need_area_evidence.need_code IS 'the need';
COMMENT ON COLUMN own_need_area_evidence.source_no IS 'the number of the source: each area named is one, all others together are one';
COMMENT ON COLUMN own_need_area_evidence.area_no IS 'the number of the area';
COMMENT ON COLUMN own_need_area_evidence.listed_as IS 'named, or one of all_other areas';
COMMENT ON COLUMN own_need_area_evidence.criterion IS 'reach: reach the threshold; any_progress_within: weaker evidence beside that, any rise between two readings';
COMMENT ON COLUMN own_need_area_evidence.threshold IS 'reach: the reading from which on the area is evidence';
COMMENT ON COLUMN own_need_area_evidence.further_threshold IS 'reach: a level above the threshold';
COMMENT ON COLUMN own_need_area_evidence.further_kind IS 'its kind. own: it has a meaning of its own, crossing it is evidence; further: only more of the same';
COMMENT ON COLUMN own_need_area_evidence.further_threshold_2 IS 'reach: a level above that';
COMMENT ON COLUMN own_need_area_evidence.further_kind_2 IS 'its kind: own or further';
COMMENT ON COLUMN own_need_area_evidence.from_reading IS 'any_progress_within: the lower reading';
COMMENT ON COLUMN own_need_area_evidence.to_reading IS 'any_progress_within: the upper reading';
COMMENT ON COLUMN own_need_area_evidence.emphasised IS 'does the framework name it first among all others?';
COMMENT ON COLUMN own_need_area_evidence.qualifier IS 'what the level means for the need, in short';
COMMENT ON INDEX own_need_area_evidence_sources IS 'each area named is a source of its own';
GRANT SELECT ON own_frameworks, own_headline_outcomes, own_headline_areas, own_family_needs, own_need_area_evidence TO PUBLIC;

-- A framework of one's own can be complete, or have only what differs from one that is shipped.
ALTER TABLE own_frameworks ADD extends text REFERENCES shipped_frameworks;
COMMENT ON COLUMN own_frameworks.extends IS 'the shipped framework from which it takes every headline and need that it does not have itself; NULL for a complete one';

COMMENT ON TABLE shipped_frameworks IS 'frameworks that come with the extension; all frameworks: view frameworks';
COMMENT ON TABLE own_frameworks IS 'frameworks that users add; one of the name of a shipped framework takes its place';
COMMENT ON TABLE shipped_headline_outcomes IS 'headline outcomes that come with the extension; all of them: view headline_outcomes';
COMMENT ON TABLE own_headline_outcomes IS 'headline outcomes of the frameworks that users add';
COMMENT ON TABLE shipped_headline_areas IS 'areas of headline outcomes that come with the extension; all of them: view headline_areas';
COMMENT ON TABLE own_headline_areas IS 'areas of headline outcomes of the frameworks that users add';
COMMENT ON TABLE shipped_family_needs IS 'family needs that come with the extension; all of them: view family_needs';
COMMENT ON TABLE own_family_needs IS 'family needs of the frameworks that users add';
COMMENT ON TABLE shipped_need_area_evidence IS 'which areas evidence which need, as it comes with the extension; all of it: view need_area_evidence';
COMMENT ON TABLE own_need_area_evidence IS 'which areas evidence which need of own_family_needs';

GRANT INSERT, UPDATE, DELETE ON own_frameworks, own_headline_outcomes, own_headline_areas, own_family_needs, own_need_area_evidence TO @extowner@;

-- Here everything is named with its schema, the rows too: in the extension's schema could be functions meant as traps.
-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

SELECT pg_extension_config_dump('@extschema@.own_frameworks', '');
SELECT pg_extension_config_dump('@extschema@.own_headline_outcomes', '');
SELECT pg_extension_config_dump('@extschema@.own_headline_areas', '');
SELECT pg_extension_config_dump('@extschema@.own_family_needs', '');
SELECT pg_extension_config_dump('@extschema@.own_need_area_evidence', '');

CREATE VIEW @extschema@.frameworks AS
SELECT framework, valid_from, valid_to, extends, false AS shipped FROM @extschema@.own_frameworks
UNION ALL
SELECT framework, valid_from, valid_to, NULL, true FROM @extschema@.shipped_frameworks
WHERE framework NOT IN (SELECT framework FROM @extschema@.own_frameworks);

-- In each of these views: the rows of one's own, and those that are shipped for the framework or for the one it extends.
-- What a framework of one's own has takes the place of the whole headline or need.
CREATE VIEW @extschema@.headline_outcomes AS
SELECT framework, headline_no, headline, false AS shipped FROM @extschema@.own_headline_outcomes
UNION ALL
SELECT f.framework, s.headline_no, s.headline, true
FROM @extschema@.frameworks AS f JOIN @extschema@.shipped_headline_outcomes AS s ON s.framework = CASE WHEN f.shipped THEN f.framework ELSE f.extends END
WHERE NOT EXISTS (SELECT FROM @extschema@.own_headline_outcomes AS own WHERE (own.framework, own.headline_no) = (f.framework, s.headline_no));

CREATE VIEW @extschema@.headline_areas AS
SELECT framework, headline_no, headline, area_no, false AS shipped
FROM @extschema@.own_headline_areas JOIN @extschema@.own_headline_outcomes USING (framework, headline_no)
UNION ALL
SELECT f.framework, h.headline_no, h.headline, s.area_no, true
FROM @extschema@.frameworks AS f JOIN @extschema@.headline_outcomes AS h ON h.framework = f.framework AND h.shipped
JOIN @extschema@.shipped_headline_areas AS s ON s.framework = CASE WHEN f.shipped THEN f.framework ELSE f.extends END AND s.headline_no = h.headline_no;

CREATE VIEW @extschema@.family_needs AS
SELECT framework, n.headline_no, h.headline, n.need_code, n.need_label, n.star_can_evidence, n.other_evidence, n.note, n.shipped
FROM (SELECT framework, headline_no, need_code, need_label, star_can_evidence, other_evidence, note, false AS shipped FROM @extschema@.own_family_needs
      UNION ALL
      SELECT f.framework, s.headline_no, s.need_code, s.need_label, s.star_can_evidence, s.other_evidence, s.note, true
      FROM @extschema@.frameworks AS f JOIN @extschema@.shipped_family_needs AS s ON s.framework = CASE WHEN f.shipped THEN f.framework ELSE f.extends END
      WHERE NOT EXISTS (SELECT FROM @extschema@.own_family_needs AS own WHERE (own.framework, own.need_code) = (f.framework, s.need_code))) AS n
JOIN @extschema@.headline_outcomes AS h USING (framework, headline_no);

CREATE VIEW @extschema@.need_area_evidence AS
SELECT framework, need_code, source_no, area_no, listed_as, criterion, threshold, further_threshold, further_kind, further_threshold_2, further_kind_2,
       from_reading, to_reading, emphasised, qualifier, false AS shipped
FROM @extschema@.own_need_area_evidence
UNION ALL
SELECT f.framework, s.need_code, s.source_no, s.area_no, s.listed_as, s.criterion, s.threshold, s.further_threshold, s.further_kind, s.further_threshold_2, s.further_kind_2,
       s.from_reading, s.to_reading, s.emphasised, s.qualifier, true
FROM @extschema@.frameworks AS f JOIN @extschema@.shipped_need_area_evidence AS s ON s.framework = CASE WHEN f.shipped THEN f.framework ELSE f.extends END
WHERE NOT EXISTS (SELECT FROM @extschema@.own_family_needs AS own WHERE (own.framework, own.need_code) = (f.framework, s.need_code));

-- Supporting Families Outcomes Framework 2022-25, with the mapping of Family Star Plus that its publisher made, in words of
-- our own; and the Troubled Families programme before it.
INSERT INTO @extschema@.shipped_frameworks VALUES ('supporting_families_2022_25', '2022-04-01', '2025-03-31'), ('troubled_families_2018_20', '2018-04-01', '2020-03-31');

INSERT INTO @extschema@.shipped_headline_outcomes
SELECT 'supporting_families_2022_25', headline_no, headline
FROM (VALUES
    (1, 'Getting a good education'),
    (2, 'Good early years development'),
    (3, 'Improved mental and physical health'),
    (4, 'Promoting recovery and reducing harm from substance misuse'),
    (5, 'Improved family relationships'),
    (6, 'Children safe from abuse and exploitation'),
    (7, 'Crime prevention and tackling crime'),
    (8, 'Safe from domestic abuse'),
    (9, 'Secure housing'),
    (10, 'Financial stability')
) AS published (headline_no, headline);

INSERT INTO @extschema@.shipped_family_needs (framework, headline_no, need_code, need_label, star_can_evidence, other_evidence, note)
SELECT 'supporting_families_2022_25', published.*
FROM (VALUES
    (1, '1:1', 'Attendance below 90% over two terms', 'no', 'hard_only', 'hard outcomes required'),
    (1, '1:2', 'Attendance below 50% over two terms', 'no', 'hard_only', 'hard outcomes required'),
    (1, '1:3', 'Not engaging with education', 'yes', 'star_or_other', NULL),
    (1, '1:4', 'Special educational needs not met', 'yes', 'no_assessment_item',
        'two levels mean different things: 3 = engaging with support, 8 = child learning; framework evidence names no practitioner or self-assessment item'),
    (2, '2:1', 'Expectant or new parent needing extra support', 'yes', 'star_or_other', 'one named area plus a catch-all of the nine others'),
    (2, '2:2', 'Physical health needs unmet, age 0-5', 'yes', 'star_or_other', 'age 0-5'),
    (2, '2:3', 'Developmental needs unmet, age 0-5', 'yes', 'no_assessment_item',
        'age 0-5; framework evidence names no practitioner or self-assessment item'),
    (3, '3:1', 'Child mental health support', 'yes', 'star_or_other', NULL),
    (3, '3:2', 'Adult mental health support', 'yes', 'star_or_other', NULL),
    (3, '3:3', 'Physical health need affecting the family', 'yes', 'star_or_other', 'child and/or parent: the two areas cover different people'),
    (4, '4:1', 'Adult drug or alcohol problem', 'yes', 'star_or_other', 'one area has three levels (7, 8, 9)'),
    (4, '4:2', 'Child or youth drug or alcohol problem', 'yes', 'star_or_other', NULL),
    (5, '5:1', 'Support with parenting', 'yes', 'star_or_other', 'one named area plus a catch-all of the nine others'),
    (5, '5:2', 'Damaging conflict between parents', 'yes', 'star_or_other',
        'Family Star (Relationships) may fit better where effect of conflict on children is the main issue'),
    (5, '5:3', 'Child violent or abusive at home', 'yes', 'star_or_other', NULL),
    (5, '5:4', 'Young carer needing support', 'other_star', 'other_star', 'another Star version: Young Carer''s Star'),
    (6, '6:1', 'Abuse or neglect within the household', 'yes', 'star_or_other', 'four areas listed'),
    (6, '6:2', 'Missing-from-home episodes, child', 'yes', 'star_or_other', NULL),
    (6, '6:3', 'Child sexual exploitation or risk', 'yes', 'star_and_hard', 'also needs hard evidence: no more police reports'),
    (6, '6:4', 'Child criminal exploitation or risk', 'yes', 'star_and_hard', 'also needs hard evidence: no more police reports'),
    (6, '6:5', 'Child radicalisation or risk', 'yes', 'star_or_other', NULL),
    (6, '6:6', 'Child harmed outside the family', 'yes', 'star_or_other',
        'framework evidence also lists plan closure and no police or school reports'),
    (7, '7:1', 'Adult crime or ASB, last 12 months', 'no', 'hard_only', 'hard outcomes required'),
    (7, '7:2', 'Under-18 at risk of crime', 'yes', 'no_assessment_item',
        'framework evidence is hard (6 months offence-free) and names no practitioner or self-assessment item'),
    (7, '7:3', 'Under-18 crime or ASB, last 12 months', 'yes', 'no_assessment_item',
        'framework evidence is hard (6 months offence-free) and names no practitioner or self-assessment item'),
    (8, '8:1', 'Domestic abuse, victim', 'yes', 'star_and_hard',
        'also needs hard evidence: no incidents before closure, no referral for 6 months after'),
    (8, '8:2', 'Domestic abuse, adult perpetrator', 'yes', 'star_and_hard',
        'also needs hard evidence: no incidents before closure, no referral for 6 months after'),
    (8, '8:3', 'Domestic abuse, child affected', 'yes', 'star_and_hard',
        'also needs hard evidence: no incidents before closure, no referral for 6 months after'),
    (9, '9:1', 'Council temporary accommodation at risk', 'yes', 'star_or_other', NULL),
    (9, '9:2', 'Unsuitable housing or eviction risk', 'yes', 'star_or_other', NULL),
    (9, '9:3', 'Age 16-17 excluded from home, or risk', 'yes', 'star_or_other', 'age 16-17'),
    (10, '10:1', 'Adult out of work', 'yes', 'star_or_other', '8 = work-ready and looking; 9 = in work where appropriate'),
    (10, '10:2', 'Money management or problem debt', 'yes', 'star_or_other', NULL),
    (10, '10:3', 'Young person NEET', 'yes', 'star_or_other', 'weak fit: 8 shows parental encouragement, not being in education or work')
) AS published;

-- Areas that the framework names for a need
INSERT INTO @extschema@.shipped_need_area_evidence (framework, need_code, source_no, area_no, threshold, further_threshold, further_kind, further_threshold_2, further_kind_2, qualifier)
SELECT 'supporting_families_2022_25', published.*
FROM (VALUES
    ('1:3', 1, 6, 7, 8, 'further', NULL, NULL, 'engaged in school, or encouraged towards training'),
    ('1:3', 2, 7, 7, 8, 'further', NULL, NULL, 'difficult behaviour mostly managed'),
    ('1:4', 1, 6, 3, 8, 'own', NULL, NULL, '3: using support steadily; 8: child mostly learning well'),
    ('2:1', 1, 6, 7, 8, 'further', NULL, NULL, 'early-years development, support taken up'),
    ('2:2', 1, 4, 8, NULL, NULL, NULL, NULL, 'supervised, accident risks dealt with, safe with parents'),
    ('2:2', 2, 1, 8, NULL, NULL, NULL, NULL, 'health needs met (GP, dentist, conditions)'),
    ('2:3', 1, 6, 8, NULL, NULL, NULL, NULL, 'early developmental needs met'),
    ('2:3', 2, 3, 8, NULL, NULL, NULL, NULL, 'personal, social, emotional development supported'),
    ('3:1', 1, 3, 8, NULL, NULL, NULL, NULL, 'child''s emotional needs mostly met'),
    ('3:2', 1, 2, 7, 8, 'further', NULL, NULL, 'parent''s mental health, coping and support'),
    ('3:3', 1, 1, 8, NULL, NULL, NULL, NULL, 'child''s condition or disability managed'),
    ('3:3', 2, 2, 8, NULL, NULL, NULL, NULL, 'parent''s own condition managed'),
    ('4:1', 1, 2, 7, 8, 'further', 9, 'own', '7: acting to cut harm; 8: further; 9: not using to cope'),
    ('4:1', 2, 4, 8, NULL, NULL, NULL, NULL, 'children protected from effects of parent''s use'),
    ('4:2', 1, 4, 7, 8, 'own', NULL, NULL, '7: family better equipped; 8: no more trouble from use'),
    ('4:2', 2, 3, 7, 8, 'further', NULL, NULL, 'child coping in healthier ways'),
    ('5:1', 1, 3, 7, 8, 'own', NULL, NULL, '7: relationships better; 8: emotional needs mostly met'),
    ('5:2', 1, 4, 8, NULL, NULL, NULL, NULL, 'domestic abuse ended, effect on children understood'),
    ('5:3', 1, 4, 8, NULL, NULL, NULL, NULL, 'harm to siblings ended'),
    ('5:3', 2, 7, 7, 8, 'own', NULL, NULL, '7: better equipped, boundaries; 8: problems managed'),
    ('6:1', 1, 3, 7, NULL, NULL, NULL, NULL, 'emotional neglect; parents learning to respond'),
    ('6:1', 2, 4, 8, NULL, NULL, NULL, NULL, 'abuse ended, environment safe'),
    ('6:1', 3, 1, 8, NULL, NULL, NULL, NULL, 'physical neglect; health needs met'),
    ('6:1', 4, 8, 8, NULL, NULL, NULL, NULL, 'meals, bedtimes, clean enough home'),
    ('6:2', 1, 4, 8, NULL, NULL, NULL, NULL, 'risk-taking and supervision, at home and outside'),
    ('6:3', 1, 4, 8, NULL, NULL, NULL, NULL, 'sexual abuse risk ended'),
    ('6:4', 1, 4, 8, NULL, NULL, NULL, NULL, 'criminal exploitation risk ended'),
    ('6:5', 1, 4, 8, NULL, NULL, NULL, NULL, 'radicalisation and internet risks ended'),
    ('6:6', 1, 4, 8, NULL, NULL, NULL, NULL, 'bullying, online or racial harm ended'),
    ('7:2', 1, 4, 8, NULL, NULL, NULL, NULL, 'kept out of crime and ASB'),
    ('7:3', 1, 4, 8, NULL, NULL, NULL, NULL, 'crime/ASB risk ended, parents keep it so'),
    ('8:1', 1, 4, 8, NULL, NULL, NULL, NULL, 'children safe, abuse ended'),
    ('8:1', 2, 2, 8, NULL, NULL, NULL, NULL, 'abuse ended'),
    ('8:2', 1, 4, 8, NULL, NULL, NULL, NULL, 'exposed parent no longer at risk'),
    ('8:2', 2, 2, 8, NULL, NULL, NULL, NULL, 'abuse acknowledged and ended'),
    ('8:3', 1, 4, 8, NULL, NULL, NULL, NULL, 'children safe, abuse ended'),
    ('8:3', 2, 2, 8, NULL, NULL, NULL, NULL, 'past exposure to violence ended'),
    ('9:1', 1, 9, 8, NULL, NULL, NULL, NULL, 'secure home, nothing done that risks it'),
    ('9:2', 1, 9, 8, NULL, NULL, NULL, NULL, 'suitable home, no eviction risk'),
    ('9:3', 1, 4, 8, NULL, NULL, NULL, NULL, 'older children safe at home and out'),
    ('9:3', 2, 7, 8, NULL, NULL, NULL, NULL, 'older children''s behaviour managed'),
    ('10:1', 1, 10, 8, 9, 'own', NULL, NULL, '8: mostly work-ready, looking; 9: in work if appropriate'),
    ('10:2', 1, 9, 8, 9, 'own', NULL, NULL, '8: managing better; 9: managing well, debts repaid'),
    ('10:3', 1, 6, 8, NULL, NULL, NULL, NULL, 'school leavers encouraged into training or work')
) AS published;

-- All other areas, where they count together
INSERT INTO @extschema@.shipped_need_area_evidence (framework, need_code, source_no, listed_as, area_no, emphasised, threshold, further_threshold, further_kind, qualifier)
SELECT 'supporting_families_2022_25', need_code, source_no, 'all_other', area_no, area_no = ANY (emphasised), threshold, further_threshold, further_kind, qualifier
FROM (VALUES
    ('2:1', 2, '{1,2,3,4,5,7,8,9,10}'::integer[], '{1,4,7,8,9}'::integer[], 7, 8, 'further', 'support taken up, parenting more effective'),
    ('5:1', 2, '{1,2,4,5,6,7,8,9,10}'::integer[], '{}'::integer[], 7, 8, 'further', 'positive parenting')
) AS published (need_code, source_no, areas, emphasised, threshold, further_threshold, further_kind, qualifier), unnest(areas) AS area_no;

-- Weaker evidence
INSERT INTO @extschema@.shipped_need_area_evidence (framework, need_code, source_no, area_no, criterion, from_reading, to_reading, qualifier)
SELECT 'supporting_families_2022_25', need_code, source_no, area_no, 'any_progress_within', from_reading, to_reading, qualifier
FROM (VALUES
    ('2:2', 1, 4, 1, 8, 'home-safety awareness rising; not yet safe below 8'),
    ('3:1', 1, 3, 1, 8, 'family better able to support child')
) AS published (need_code, source_no, area_no, from_reading, to_reading, qualifier);

-- Troubled Families: areas by headline, no needs and no thresholds
INSERT INTO @extschema@.shipped_headline_outcomes
SELECT 'troubled_families_2018_20', headline_no, headline
FROM (VALUES
    (1, 'Crime and anti-social behaviour'),
    (2, 'Poor health'),
    (3, 'Domestic violence and abuse'),
    (4, 'Children who need help'),
    (5, 'Poor school attendance'),
    (6, 'Unemployment')
) AS published (headline_no, headline);

INSERT INTO @extschema@.shipped_headline_areas
SELECT 'troubled_families_2018_20', headline_no, area_no
FROM (VALUES (1, '{5,7}'::integer[]), (2, '{1,2}'::integer[]), (3, '{4,3}'::integer[]), (4, '{9,8}'::integer[]), (5, '{6}'::integer[]), (6, '{10}'::integer[]))
    AS published (headline_no, areas), unnest(areas) AS area_no;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON VIEW frameworks IS 'all frameworks, own and shipped';
COMMENT ON COLUMN frameworks.framework IS 'its name, as need_evidence takes it: the programme and the years it ran';
COMMENT ON COLUMN frameworks.valid_from IS 'the first day on which it is in force; NULL for open';
COMMENT ON COLUMN frameworks.valid_to IS 'the last day on which it is in force; NULL for open';
COMMENT ON COLUMN frameworks.extends IS 'the shipped framework from which it takes what it does not have itself';
COMMENT ON COLUMN frameworks.shipped IS 'does it come with the extension?';
COMMENT ON VIEW headline_outcomes IS 'the headline outcomes of all frameworks, own and shipped';
COMMENT ON COLUMN headline_outcomes.framework IS 'the framework';
COMMENT ON COLUMN headline_outcomes.headline_no IS 'the number of the headline outcome: sorts headline';
COMMENT ON COLUMN headline_outcomes.headline IS 'what it is called';
COMMENT ON COLUMN headline_outcomes.shipped IS 'does the row come with the extension?';
COMMENT ON VIEW headline_areas IS 'the areas by headline outcome of frameworks without thresholds, own and shipped';
COMMENT ON COLUMN headline_areas.framework IS 'the framework';
COMMENT ON COLUMN headline_areas.headline_no IS 'the number of the headline outcome: sorts headline';
COMMENT ON COLUMN headline_areas.headline IS 'what it is called';
COMMENT ON COLUMN headline_areas.area_no IS 'the number of an area that belongs to it';
COMMENT ON COLUMN headline_areas.shipped IS 'does the row come with the extension?';
COMMENT ON VIEW family_needs IS 'the family needs of all frameworks, own and shipped';
COMMENT ON COLUMN family_needs.framework IS 'the framework';
COMMENT ON COLUMN family_needs.headline_no IS 'the number of the headline outcome: sorts headline';
COMMENT ON COLUMN family_needs.headline IS 'the headline outcome that the need belongs to';
COMMENT ON COLUMN family_needs.need_code IS 'the code of the need, as text: 1:3';
COMMENT ON COLUMN family_needs.need_label IS 'what the need is, in short';
COMMENT ON COLUMN family_needs.star_can_evidence IS 'yes; no: hard records only; other_star: another version of the Star';
COMMENT ON COLUMN family_needs.other_evidence IS 'star_or_other: the Star, or other evidence. no_assessment_item: the Star, though the framework names no assessment for it. star_and_hard: a hard record is needed as well. hard_only, other_star: no evidence from this Star';
COMMENT ON COLUMN family_needs.note IS 'what else there is to know';
COMMENT ON COLUMN family_needs.shipped IS 'does the row come with the extension?';
COMMENT ON VIEW need_area_evidence IS 'which areas evidence which need of all frameworks, own and shipped';
COMMENT ON COLUMN need_area_evidence.framework IS 'the framework';
COMMENT ON COLUMN need_area_evidence.need_code IS 'the need';
COMMENT ON COLUMN need_area_evidence.source_no IS 'the number of the source: each area named is one, all others together are one';
COMMENT ON COLUMN need_area_evidence.area_no IS 'the number of the area';
COMMENT ON COLUMN need_area_evidence.listed_as IS 'named, or one of all_other areas';
COMMENT ON COLUMN need_area_evidence.criterion IS 'reach: reach the threshold; any_progress_within: weaker evidence beside that, any rise between two readings';
COMMENT ON COLUMN need_area_evidence.threshold IS 'reach: the reading from which on the area is evidence';
COMMENT ON COLUMN need_area_evidence.further_threshold IS 'reach: a level above the threshold';
COMMENT ON COLUMN need_area_evidence.further_kind IS 'its kind. own: it has a meaning of its own, crossing it is evidence; further: only more of the same';
COMMENT ON COLUMN need_area_evidence.further_threshold_2 IS 'reach: a level above that';
COMMENT ON COLUMN need_area_evidence.further_kind_2 IS 'its kind: own or further';
COMMENT ON COLUMN need_area_evidence.from_reading IS 'any_progress_within: the lower reading';
COMMENT ON COLUMN need_area_evidence.to_reading IS 'any_progress_within: the upper reading';
COMMENT ON COLUMN need_area_evidence.emphasised IS 'does the framework name it first among all others?';
COMMENT ON COLUMN need_area_evidence.qualifier IS 'what the level means for the need, in short';
COMMENT ON COLUMN need_area_evidence.shipped IS 'does the row come with the extension?';
GRANT SELECT ON frameworks, headline_outcomes, headline_areas, family_needs, need_area_evidence TO PUBLIC;
-- need_evidence: what a family's first and latest Star show of a need.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- What the rule needs to know of all needs, in the form in which need_evidence.c reads it: in evidence a row for each area.
CREATE VIEW @extschema@.need_rules AS
SELECT framework, n.need_code, n.star_can_evidence, n.other_evidence,
       coalesce(array_agg(ARRAY[CASE WHEN e.criterion = 'any_progress_within' THEN 3 WHEN e.listed_as = 'all_other' THEN 2 ELSE 1 END, e.area_no,
                                coalesce(e.threshold, e.from_reading), coalesce(e.further_threshold, e.to_reading, 0), coalesce(e.further_threshold_2, 0),
                                CASE e.further_kind WHEN 'own' THEN 1 ELSE 0 END, CASE e.further_kind_2 WHEN 'own' THEN 1 ELSE 0 END]::smallint[]
                          ORDER BY e.source_no, e.area_no) FILTER (WHERE e.area_no IS NOT NULL), '{}') AS evidence,
       CASE WHEN f.shipped OR f.extends IS NOT NULL THEN
           'The framework is written for edition 2 of the Star; readings of edition 1 count by the number of the area.' END AS remark
FROM @extschema@.frameworks AS f JOIN @extschema@.family_needs AS n USING (framework) LEFT JOIN @extschema@.need_area_evidence AS e USING (framework, need_code)
GROUP BY framework, n.headline_no, n.need_code, n.star_can_evidence, n.other_evidence, f.shipped, f.extends
ORDER BY framework, n.headline_no, n.need_code;

-- Not in SQL, where the plan of every query with need_evidence would show what these views are made of, once a column.
CREATE FUNCTION @extschema@.all_need_rules() RETURNS @extschema@.need_rules[]
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT rules FROM @extschema@.need_rules AS rules);
END $$;
COMMENT ON FUNCTION @extschema@.all_need_rules() IS 'internal: all needs, as need_evidence reads them';

CREATE FUNCTION @extschema@.edition_1_areas() RETURNS text[]
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT areas FROM @extschema@.editions WHERE edition = 'Family Star Plus 1');
END $$;
COMMENT ON FUNCTION @extschema@.edition_1_areas() IS 'internal: labels of areas in edition 1, in the order of their numbers';

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON VIEW need_rules IS 'internal: all needs, as need_evidence reads them';
COMMENT ON COLUMN need_rules.framework IS 'the framework';
COMMENT ON COLUMN need_rules.need_code IS 'the need';
COMMENT ON COLUMN need_rules.star_can_evidence IS 'as in family_needs';
COMMENT ON COLUMN need_rules.other_evidence IS 'as in family_needs';
COMMENT ON COLUMN need_rules.evidence IS 'a row for each row of need_area_evidence: 1 for a named area, 2 for one of all others, 3 for any progress within; area, three levels, are the last two of a meaning of their own';
COMMENT ON COLUMN need_rules.remark IS 'what has to be said of the framework beside each result';
GRANT SELECT ON need_rules TO PUBLIC;

-- A column of need_evidence each: a query computes those that it asks for.
CREATE FUNCTION need_evidence_result(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[]) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_result(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[]) IS 'internal: the column result of need_evidence';
CREATE FUNCTION need_evidence_why(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[],text[]) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_why(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[],text[]) IS 'internal: the column why of need_evidence';
CREATE FUNCTION need_evidence_highest_level(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[]) RETURNS integer
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_highest_level(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[]) IS 'internal: the column highest_level of need_evidence';
CREATE FUNCTION need_evidence_fell_areas(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[]) RETURNS integer[]
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_fell_areas(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[]) IS 'internal: the column fell_areas of need_evidence';
CREATE FUNCTION need_evidence_support_still_needed(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[]) RETURNS boolean
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_support_still_needed(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[]) IS 'internal: the column support_still_needed of need_evidence';
CREATE FUNCTION need_evidence_other_evidence(first outcome_star, latest outcome_star, need_code text, framework text, need_recorded boolean, strict boolean, needs need_rules[]) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION need_evidence_other_evidence(outcome_star, outcome_star, text, text, boolean, boolean, need_rules[]) IS 'internal: the column other_evidence of need_evidence';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- Both take their place in a query that has them in FROM: a column that is not asked for costs nothing, and all needs are
-- read once a query, not once a family.  That is what the parentheses of (SELECT all_need_rules()) are for.
CREATE FUNCTION @extschema@.need_evidence(
    first @extschema@.outcome_star, latest @extschema@.outcome_star, need_code text, framework text DEFAULT 'supporting_families_2022_25',
    need_recorded boolean DEFAULT true, strict boolean DEFAULT false)
    RETURNS TABLE (result text, why text, highest_level integer, fell_areas integer[], support_still_needed boolean, other_evidence text)
    STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT
        @extschema@.need_evidence_result(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules())),
        @extschema@.need_evidence_why(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules()),
                                       (SELECT @extschema@.edition_1_areas())),
        @extschema@.need_evidence_highest_level(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules())),
        @extschema@.need_evidence_fell_areas(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules())),
        @extschema@.need_evidence_support_still_needed(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules())),
        @extschema@.need_evidence_other_evidence(first, latest, need_code, framework, need_recorded, strict, (SELECT @extschema@.all_need_rules()));
END;

CREATE FUNCTION @extschema@.need_evidence(
    journey @extschema@.star_journey, need_code text, framework text DEFAULT 'supporting_families_2022_25',
    need_recorded boolean DEFAULT true, strict boolean DEFAULT false)
    RETURNS TABLE (result text, why text, highest_level integer, fell_areas integer[], support_still_needed boolean, other_evidence text)
    STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT evidence.result, evidence.why, evidence.highest_level, evidence.fell_areas, evidence.support_still_needed, evidence.other_evidence
    FROM @extschema@.need_evidence(@extschema@.first_star(journey), @extschema@.latest_star(journey), need_code, framework, need_recorded, strict) AS evidence;
END;

SET LOCAL search_path TO @extschema@, pg_temp;

COMMENT ON FUNCTION need_evidence(outcome_star, outcome_star, text, text, boolean, boolean) IS
    'what a first and a latest Star show of a family need, in one row: evidence, not a met outcome; for many families write it into FROM';
COMMENT ON FUNCTION need_evidence(star_journey, text, text, boolean, boolean) IS
    'what the first and the latest Star of a journey show of a family need, in one row; a journey of one Star cannot tell';
-- The source of a report: a table of anybody's making, its columns checked, and turned into expressions that give
-- what is usable and NULL for the rest.  The report's options are a jsonb object with the names of the arguments of
-- create_star_report.

CREATE FUNCTION nearest_name(written text, names text[]) RETURNS text
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION nearest_name(text, text[]) IS 'of these names the one most like the one written, for hints; NULL if none is';

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.report_hint(written text, names text[], what text) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN concat(
        'Perhaps you mean "' || @extschema@.nearest_name(written, names) || '". ',
        what, ': ', coalesce(nullif(array_to_string(names, ', '), ''), 'none'), '.');
COMMENT ON FUNCTION @extschema@.report_hint(text, text[], text) IS 'internal: a hint for a name that is not there';

-- SQL is put together from templates, in one pass, so that nothing in a name or label is taken for a place to fill.
CREATE FUNCTION @extschema@.report_fill(template text, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (SELECT string_agg(CASE WHEN fields ? field THEN coalesce(fields->>field, '') || substr(piece, length(field) + 3) ELSE piece END, '' ORDER BY place)
            FROM regexp_split_to_table(template, '(?=[{][a-z_0-9]+[}])') WITH ORDINALITY AS part (piece, place),
                 LATERAL substring(piece FROM '^[{]([a-z_0-9]+)[}]') AS field);
COMMENT ON FUNCTION @extschema@.report_fill(text, jsonb) IS 'internal: the template with each {field} filled in';

-- Columns: what they are to a report

CREATE FUNCTION @extschema@.report_column_kind(column_type oid) RETURNS text
    STABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    type pg_type;
BEGIN
    LOOP
        SELECT * INTO type FROM pg_type WHERE oid = column_type;
        EXIT WHEN type.typtype <> 'd';
        column_type := type.typbasetype;
    END LOOP;
    RETURN CASE
        WHEN type.oid IN ('int2'::regtype, 'int4'::regtype) THEN 'integer'
        WHEN type.oid = 'int8'::regtype THEN 'bigint'
        WHEN type.oid IN ('numeric'::regtype, 'float4'::regtype, 'float8'::regtype) THEN 'number'
        WHEN type.oid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype, 'uuid'::regtype) THEN type.typname::text
        WHEN type.oid = '@extschema@.star_reading'::regtype THEN 'reading'
        WHEN type.oid = '@extschema@.outcome_star'::regtype THEN 'star'
        WHEN type.typcategory IN ('S', 'E') THEN 'text'
        ELSE 'other'
    END;
END $$;
COMMENT ON FUNCTION @extschema@.report_column_kind(oid) IS 'internal: what a type is to a report';

CREATE FUNCTION @extschema@.report_columns(relation regclass) RETURNS text[]
    STABLE STRICT PARALLEL SAFE LANGUAGE sql
    RETURN (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped);
COMMENT ON FUNCTION @extschema@.report_columns(regclass) IS 'internal: the names of the columns of a table';

CREATE FUNCTION @extschema@.report_column(relation regclass, column_name text, argument text, kinds text[], what text) RETURNS text
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    attribute pg_attribute;
    kind text;
BEGIN
    SELECT * INTO attribute FROM pg_attribute
    WHERE attrelid = relation AND attname = column_name AND attnum > 0 AND NOT attisdropped;
    IF NOT FOUND THEN
        RAISE undefined_column USING
            MESSAGE = format('there is no column %s in %s', coalesce(quote_ident(column_name), 'NULL'), relation),
            DETAIL = format('Argument %s.', argument),
            HINT = @extschema@.report_hint(column_name, @extschema@.report_columns(relation), 'Its columns');
    END IF;
    kind := @extschema@.report_column_kind(attribute.atttypid);
    IF kind <> ALL (kinds) THEN
        RAISE datatype_mismatch USING
            MESSAGE = format('column %I of %s has type %s, which cannot hold %s', column_name, relation, format_type(attribute.atttypid, attribute.atttypmod), what),
            DETAIL = format('Argument %s.', argument),
            HINT = format('Columns that can: %s. A view can cast others.', coalesce((
                SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND @extschema@.report_column_kind(atttypid) = ANY (kinds)), 'none'));
    END IF;
    IF NOT has_column_privilege(relation, attribute.attnum, 'SELECT') THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('permission denied for column %I of %s', column_name, relation),
            DETAIL = format('Argument %s: the report reads it with the rights of %I.', argument, current_user);
    END IF;
    RETURN kind;
END $$;
COMMENT ON FUNCTION @extschema@.report_column(regclass, text, text, text[], text) IS 'internal: checks a column, and says what it is to a report';

-- Columns as expressions.  Patterns do without backslashes, which mean something else where standard_conforming_strings
-- is off; and texts without the collation of their column: some have no patterns, and several of them no comparison.

-- Can what a column holds be used as a number from 1 to most, and which number is it, if so?  A filter and a plain
-- column take half the time of a CASE in each row.
CREATE FUNCTION @extschema@.report_whole_number(relation regclass, column_name text, argument text, what text, most integer, OUT usable text, OUT number text)
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind CONSTANT text := @extschema@.report_column(relation, column_name, argument, '{integer,bigint,number,reading,text}'::text[], what);
    digits CONSTANT text := '''^[ \t\r\n]*0*[1-9][0-9]?(?:[.]0*)?[ \t\r\n]*$''';
BEGIN
    usable := format(CASE kind
        WHEN 'number' THEN 's.%1$I BETWEEN 1 AND %2$s AND s.%1$I = trunc(s.%1$I)'
        WHEN 'text' THEN 'CASE WHEN s.%1$I::text COLLATE "C" ~ %3$s THEN ltrim(split_part(s.%1$I::text COLLATE "C", ''.'', 1), E'' \t\r\n0'')::integer BETWEEN 1 AND %2$s END'
        WHEN 'reading' THEN CASE WHEN most = 10 THEN 's.%1$I IS NOT NULL' ELSE 's.%1$I::integer BETWEEN 1 AND %2$s' END
        ELSE 's.%1$I BETWEEN 1 AND %2$s' END, column_name, most, digits);
    number := format(CASE kind
        WHEN 'text' THEN 'CASE WHEN s.%1$I::text COLLATE "C" ~ %3$s THEN ltrim(split_part(s.%1$I::text COLLATE "C", ''.'', 1), E'' \t\r\n0'')::integer END'
        WHEN 'bigint' THEN 'CASE WHEN s.%1$I BETWEEN 1 AND %2$s THEN s.%1$I::integer END'
        WHEN 'number' THEN 'CASE WHEN s.%1$I BETWEEN 1 AND %2$s THEN s.%1$I::integer END'
        ELSE 's.%1$I::integer' END, column_name, most, digits);
END $$;
COMMENT ON FUNCTION @extschema@.report_whole_number(regclass, text, text, text, integer) IS 'internal: the number in a column, as SQL expressions';

CREATE FUNCTION @extschema@.report_date(relation regclass, column_name text, argument text, options jsonb) RETURNS text
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind text := @extschema@.report_column(relation, column_name, argument, '{date,timestamp,timestamptz,text}'::text[], 'dates');
BEGIN
    RETURN format(CASE kind
        WHEN 'date' THEN 's.%1$I'
        WHEN 'timestamp' THEN 's.%1$I::date'
        -- a time zone shifts the first and last ones out of their type
        WHEN 'timestamptz' THEN '(s.%1$I AT TIME ZONE CASE WHEN s.%1$I BETWEEN ''1000-01-01 UTC'' AND ''9999-12-31 UTC'' THEN %2$L ELSE ''UTC'' END)::date'
        ELSE '@extschema@.date_from_text(s.%1$I::text COLLATE "C", text %3$L)'
    END, column_name, options->>'time_zone', options->>'date_format');
END $$;
COMMENT ON FUNCTION @extschema@.report_date(regclass, text, text, jsonb) IS 'internal: the date in a column, as an SQL expression';

-- Labels are compared byte by byte: a result must not depend on which of two equal ones comes first.
CREATE FUNCTION @extschema@.report_label(column_name text) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN format($e$nullif(btrim(s.%I::text, E' \t\r\n'), '') COLLATE "C"$e$, column_name);
COMMENT ON FUNCTION @extschema@.report_label(text) IS 'internal: the label in a column, as an SQL expression';

-- Three answers are known, and written in several ways; any other one is kept as it is.
CREATE FUNCTION @extschema@.report_completed_by(column_name text) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN format($e$CASE lower(replace(%1$s, ' and ', ' & ')) WHEN 'worker & service user' THEN 'Worker & Service User' WHEN 'worker only' THEN 'Worker Only'
                  WHEN 'service user only' THEN 'Service User Only' ELSE %1$s END$e$, @extschema@.report_label(column_name));
COMMENT ON FUNCTION @extschema@.report_completed_by(text) IS 'internal: who completed a Star, as an SQL expression';

-- The same type for the families of both tables: their own, or else the wider one
CREATE FUNCTION @extschema@.report_family(relation regclass, column_name text, other regclass) RETURNS text
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kinds CONSTANT text[] := '{integer,bigint,number,text,date,timestamp,timestamptz,uuid,other}';
    kind text := @extschema@.report_column(relation, column_name, 'family', kinds, 'families');
    other_kind text := CASE WHEN other IS NULL THEN kind ELSE @extschema@.report_column(other, column_name, 'family', kinds, 'families') END;
    type oid := (SELECT atttypid FROM pg_attribute WHERE attrelid = relation AND attname = column_name);
    other_type oid := coalesce((SELECT atttypid FROM pg_attribute WHERE attrelid = other AND attname = column_name), type);
BEGIN
    RETURN CASE WHEN kind = 'number' THEN format('trim_scale(s.%I::text::numeric)', column_name) ELSE format('s.%I', column_name) END || CASE
        WHEN kind IN ('integer', 'bigint') AND other_kind IN ('integer', 'bigint') OR kind = 'uuid' AND other_kind = 'uuid' THEN
            CASE WHEN type = other_type AND type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype) THEN ''
                 WHEN kind = 'uuid' THEN '::uuid' ELSE '::bigint' END
        ELSE '::text COLLATE "default"'  -- the same one in both tables and at every refresh
    END;
END $$;
COMMENT ON FUNCTION @extschema@.report_family(regclass, text, regclass) IS 'internal: the family in a column, as an SQL expression';

-- One row of the source is "r" in what follows: its family, dated (the date, usable or not), date_usable, and readings in
-- one of three shapes.  Each shape says what star_journey takes, whether a row has any reading that is usable, whether all
-- of it is, and what its readings are one by one.

CREATE FUNCTION @extschema@.report_long_shape(relation regclass, options jsonb, area_count integer) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    by_name CONSTANT boolean := @extschema@.report_column(relation, options->>'area', 'area', '{integer,bigint,number,text}'::text[], 'areas') = 'text';
    area record;
    reading record;
BEGIN
    SELECT * INTO area FROM @extschema@.report_whole_number(relation, options->>'area', 'area', 'areas', area_count);
    SELECT * INTO reading FROM @extschema@.report_whole_number(relation, options->>'reading', 'reading', 'readings', (options->>'highest_reading')::integer);
    RETURN jsonb_build_object(
        'joins', CASE WHEN by_name THEN format(
            $e$ LEFT JOIN (SELECT DISTINCT @extschema@.area_key(area_name) AS area_key, area_no FROM @extschema@.area_names WHERE edition = %L AND area_no <= %s
                           UNION SELECT area_no::text, area_no FROM generate_series(1, %2$s) AS area_no) AS area_name
                ON area_name.area_key = @extschema@.area_key(s.%I::text COLLATE "C")$e$, options->>'edition', area_count, options->>'area') ELSE '' END,
        'columns', format('%s AS area_no, %s AS area_usable, s.%I::text COLLATE "C" AS area_written, %s AS reading, %s AS reading_usable, s.%I::text COLLATE "C" AS reading_written',
            CASE WHEN by_name THEN 'area_name.area_no' ELSE area.number END, CASE WHEN by_name THEN 'area_name.area_no IS NOT NULL' ELSE area.usable END,
            options->>'area', reading.number, reading.usable, options->>'reading'),
        'journey', '@extschema@.star_journey(r.area_no, r.reading, r.dated)',
        'any_reading', '(r.area_usable AND r.reading_usable)',
        'all_readings', '(r.area_usable AND r.reading_usable)',
        'cells', 'SELECT CASE WHEN r.area_usable THEN r.area_no END, r.area_written, CASE WHEN r.reading_usable THEN r.reading END, r.reading_written');
END $$;
COMMENT ON FUNCTION @extschema@.report_long_shape(regclass, jsonb, integer) IS 'internal: one row a reading, as parts of SQL statements';

CREATE FUNCTION @extschema@.report_wide_shape(relation regclass, options jsonb, area_count integer) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    areas text[] := ARRAY(SELECT jsonb_array_elements_text(options->'areas'));
BEGIN
    IF cardinality(areas) <> area_count THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('edition "%s" has another number of areas than there are columns', options->>'edition'),
            DETAIL = format('Argument areas: %s; areas of the edition: %s.', cardinality(areas), area_count),
            HINT = 'Give one column for each area, in the order of the areas: ' || (
                SELECT array_to_string(editions.areas, ', ') FROM @extschema@.editions WHERE edition = options->>'edition') || '.';
    ELSIF (SELECT count(area) > count(DISTINCT area) FROM unnest(areas) AS area) THEN
        RAISE invalid_parameter_value USING MESSAGE = 'a column is given for two areas', DETAIL = format('Argument areas: %s.', areas);
    END IF;
    RETURN (
        SELECT jsonb_build_object(
            'joins', '',
            'columns', string_agg(format('CASE WHEN %s THEN %s END AS reading_%s, s.%I::text COLLATE "C" AS written_%3$s', usable, number, area_no, area), ', '),
            'journey', format('@extschema@.star_journey(@extschema@.outcome_star(ARRAY[%s]), r.dated)', string_agg('r.reading_' || area_no, ', ')),
            'any_reading', format('(%s)', string_agg(format('r.reading_%s IS NOT NULL', area_no), ' OR ')),
            'all_readings', format('(%s)', string_agg(format('r.reading_%s IS NOT NULL', area_no), ' AND ')),
            'cells', 'VALUES ' || string_agg(format('(%s, NULL, r.reading_%1$s, r.written_%1$s)', area_no), ', '))
        FROM unnest(areas) WITH ORDINALITY AS place (area, area_no), @extschema@.report_whole_number(relation, area, 'areas', 'readings', (options->>'highest_reading')::integer));
END $$;
COMMENT ON FUNCTION @extschema@.report_wide_shape(regclass, jsonb, integer) IS 'internal: one row a Star and a column an area, as parts of SQL statements';

CREATE FUNCTION @extschema@.report_star_shape(relation regclass, options jsonb, area_count integer) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM @extschema@.report_column(relation, options->>'star', 'star', '{star}'::text[], 'whole Stars: cast it to outcome_star, or name its columns in areas');
    RETURN jsonb_build_object(
        'joins', '',
        'columns', format('s.%I::@extschema@.outcome_star AS whole_star, @extschema@.up_to_reading(@extschema@.until_area(s.%1$I::@extschema@.outcome_star, %s), %s) AS star',
                          options->>'star', area_count, options->>'highest_reading'),
        'journey', '@extschema@.star_journey(r.star, r.dated)',
        'any_reading', '(r.star OPERATOR(@extschema@.<>) ''{}'')',
        'all_readings', '(r.star OPERATOR(@extschema@.<>) ''{}'' AND r.star OPERATOR(@extschema@.=) r.whole_star)',
        'cells', format('SELECT CASE WHEN area_no <= %s THEN area_no END, area_no::text, CASE WHEN reading <= %s THEN reading END, reading::text FROM @extschema@.readings(r.whole_star)',
                        area_count, options->>'highest_reading'));
END $$;
COMMENT ON FUNCTION @extschema@.report_star_shape(regclass, jsonb, integer) IS 'internal: one row a Star and a column with all of it, as parts of SQL statements';

CREATE FUNCTION @extschema@.report_shape(relation regclass, options jsonb, area_count integer) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF num_nonnulls(options->>'area', options->>'areas', options->>'star') > 1 OR (options->>'area' IS NULL) <> (options->>'reading' IS NULL)
       OR num_nonnulls(options->>'area', options->>'areas', options->>'star') = 0 THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'the shape of the source must be given in one way',
            DETAIL = 'Given: ' || coalesce((SELECT string_agg(argument, ', ' ORDER BY place)
                FROM unnest('{area,reading,areas,star}'::text[]) WITH ORDINALITY AS a (argument, place)
                WHERE options->>argument IS NOT NULL), 'nothing') || '.',
            HINT = 'Name either area and reading (one row a reading), or areas (one row a Star, a column an area), or star (one row a Star, a column of type outcome_star).';
    END IF;
    RETURN CASE
        WHEN options->>'area' IS NOT NULL THEN @extschema@.report_long_shape(relation, options, area_count)
        WHEN options->>'areas' IS NOT NULL THEN @extschema@.report_wide_shape(relation, options, area_count)
        ELSE @extschema@.report_star_shape(relation, options, area_count)
    END;
END $$;
COMMENT ON FUNCTION @extschema@.report_shape(regclass, jsonb, integer) IS 'internal: the shape of the source, as parts of SQL statements';

-- Where each dimension comes from: the table of families if it has such a column, else the source.
CREATE FUNCTION @extschema@.report_dimensions(options jsonb, OUT dimension_no integer, OUT dimension text, OUT of_families boolean) RETURNS SETOF record
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    relation CONSTANT regclass := options->>'source';
    families CONSTANT regclass := options->>'families';
    kinds CONSTANT text[] := '{integer,bigint,number,text,date,timestamp,timestamptz,uuid,other}';
BEGIN
    FOR dimension_no, dimension IN SELECT ordinality, value FROM jsonb_array_elements_text(options->'dimensions') WITH ORDINALITY LOOP
        of_families := coalesce(dimension = ANY (@extschema@.report_columns(families)), false);
        IF NOT of_families AND dimension <> ALL (@extschema@.report_columns(relation)) AND families IS NOT NULL THEN
            RAISE undefined_column USING
                MESSAGE = format('there is no column %I in %s nor in %s', dimension, families, relation),
                DETAIL = 'Argument dimensions.',
                HINT = @extschema@.report_hint(dimension, ARRAY(
                    SELECT DISTINCT name FROM unnest(@extschema@.report_columns(families) || @extschema@.report_columns(relation)) AS name ORDER BY name), 'Their columns');
        END IF;
        PERFORM @extschema@.report_column(CASE WHEN of_families THEN families ELSE relation END, dimension, 'dimensions', kinds, 'labels');
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION @extschema@.report_dimensions(jsonb) IS 'internal: the dimensions, and where they come from';

-- A query over stored families, once for all of them and once for each dimension: its rows get dimension_no,
-- dimension and member.
CREATE FUNCTION @extschema@.report_by_dimension(options jsonb, template text, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (SELECT string_agg(@extschema@.report_fill(template, fields || jsonb_build_object(
                       'dimension', format('%s AS dimension_no, %L::text AS dimension, %s AS member', dimension_no, dimension, member),
                       'group_by', CASE WHEN dimension_no = 0 THEN '' ELSE ' GROUP BY ' || member END,
                       'by_member', member)), ' UNION ALL ' ORDER BY dimension_no)
            FROM (SELECT 0 AS dimension_no, 'All' AS dimension, '''All''::text' AS member
                  UNION ALL
                  SELECT place::integer, name, format('members[%s]', place)
                  FROM jsonb_array_elements_text(options->'dimensions') WITH ORDINALITY AS dimension (name, place)) AS listed);
COMMENT ON FUNCTION @extschema@.report_by_dimension(jsonb, text, jsonb) IS 'internal: a query for all families and by each dimension';

-- A date can be used from 1900, and if it is not in the future.
CREATE FUNCTION @extschema@.report_date_usable(dated text, options jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN format('(%s BETWEEN ''1900-01-01'' AND %L)', dated, options->>'today');
COMMENT ON FUNCTION @extschema@.report_date_usable(text, jsonb) IS 'internal: can a date be used? as an SQL expression';

-- All of the source, checked: its shape, its rows "r", and which of them have no family.
CREATE FUNCTION @extschema@.report_source(options jsonb) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    relation CONSTANT regclass := options->>'source';
    completed_by CONSTANT text := options->>'completed_by';
    area_count CONSTANT integer := (SELECT cardinality(areas) FROM @extschema@.editions WHERE edition = options->>'edition');
    family CONSTANT text := @extschema@.report_family(relation, options->>'family', (options->>'families')::regclass);
    dated CONSTANT text := @extschema@.report_date(relation, options->>'completed_on', 'completed_on', options);
    shape CONSTANT jsonb := @extschema@.report_shape(relation, options, area_count);
    is_text CONSTANT boolean := family LIKE '%::text COLLATE "default"';
    no_family CONSTANT text := CASE WHEN is_text THEN $e$coalesce(btrim(r.family, E' \t\r\n') = '', true)$e$ ELSE 'r.family IS NULL' END;
BEGIN
    IF completed_by IS NOT NULL THEN
        PERFORM @extschema@.report_column(relation, completed_by, 'completed_by', '{integer,bigint,text}'::text[], 'who completed a Star');
    END IF;
    RETURN shape || jsonb_build_object(
        'rows', format('SELECT %s AS family, %s AS dated, %s AS date_usable, s.%I::text COLLATE "C" AS date_written, %s, %s AS completed_by%s FROM %s AS s%s',
            family, dated, @extschema@.report_date_usable(dated, options), options->>'completed_on', shape->>'columns',
            CASE WHEN completed_by IS NULL THEN 'NULL::text' ELSE @extschema@.report_completed_by(completed_by) END,
            (SELECT string_agg(format(', %s AS member_%s', @extschema@.report_label(dimension), dimension_no), '')
             FROM @extschema@.report_dimensions(options) WHERE NOT of_families),
            relation, shape->>'joins'),
        'no_family', no_family,
        'families_are_text', is_text,
        'usable', format('NOT %s AND r.date_usable AND %s', no_family, shape->>'any_reading'));
END $$;
COMMENT ON FUNCTION @extschema@.report_source(jsonb) IS 'internal: the source, as parts of SQL statements';

-- The table of families, checked: its rows "r", and one row a family.
CREATE FUNCTION @extschema@.report_service_users(options jsonb) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    families CONSTANT regclass := options->>'families';
    family CONSTANT text := @extschema@.report_family(families, options->>'family', (options->>'source')::regclass);
    added CONSTANT text := @extschema@.report_date(families, 'added_on', 'families', options);
    has_left CONSTANT boolean := 'left_on' = ANY (@extschema@.report_columns(families));
    left_on CONSTANT text := CASE WHEN has_left THEN @extschema@.report_date(families, 'left_on', 'families', options) ELSE 'NULL::date' END;
BEGIN
    RETURN jsonb_build_object(
        'has_left', has_left,
        'service_users', format('SELECT %1$s AS family, s.added_on::text COLLATE "C" AS added_written, %2$s AS added, CASE WHEN %3$s THEN %2$s END AS added_on,
                                        %4$s AS left_written, %5$s AS departed, CASE WHEN %6$s THEN %5$s END AS left_on%7$s FROM %8$s AS s',
            family, added, @extschema@.report_date_usable(added, options),
            CASE WHEN has_left THEN 's.left_on::text COLLATE "C"' ELSE 'NULL::text' END, left_on, @extschema@.report_date_usable(left_on, options),
            (SELECT string_agg(format(', %s AS member_%s', @extschema@.report_label(dimension), dimension_no), '')
             FROM @extschema@.report_dimensions(options) WHERE of_families),
            families));
END $$;
COMMENT ON FUNCTION @extschema@.report_service_users(jsonb) IS 'internal: the table of families, as parts of SQL statements';

SET LOCAL search_path TO @extschema@, pg_temp;
-- headline_movement: how families moved in the areas of each headline outcome, for frameworks without thresholds.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE FUNCTION @extschema@.headline_movement(matrices @extschema@.progress_matrix[], framework text DEFAULT 'troubled_families_2018_20')
    RETURNS TABLE (headline_no integer, headline text, area_no integer, area text, families bigint, up bigint, same bigint, down bigint, at_9_or_10 bigint, at_9_or_10_percent numeric)
    STABLE PARALLEL SAFE ROWS 10 LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known CONSTANT text[] := ARRAY(SELECT DISTINCT h.framework FROM @extschema@.headline_areas AS h ORDER BY 1);
BEGIN
    IF framework <> ALL (known) THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('there is no framework "%s" with areas of headline outcomes', framework),
            HINT = @extschema@.report_hint(framework, known, 'There are');
    END IF;
    RETURN QUERY
    SELECT h.headline_no, h.headline, h.area_no, (@extschema@.edition_1_areas())[h.area_no], coalesce(moved.families, 0),
           coalesce(@extschema@.progressed(m), 0), coalesce(@extschema@.maintained(m), 0), coalesce(@extschema@.regressed(m), 0),
           coalesce(top.families, 0), @extschema@.percentage(top.families, moved.families, 1)
    FROM @extschema@.headline_areas AS h
    CROSS JOIN LATERAL (SELECT matrices[h.area_no]) AS of_area (m)
    CROSS JOIN LATERAL (SELECT @extschema@.family_count(m)) AS moved (families)
    LEFT JOIN LATERAL @extschema@.stages(@extschema@.final_distribution(m)) AS top ON top.stage_no = 5
    WHERE h.framework = headline_movement.framework
    ORDER BY h.headline_no, h.area_no;
END $$;
COMMENT ON FUNCTION @extschema@.headline_movement(@extschema@.progress_matrix[], text) IS
    'families by headline outcome and area, from what progress_matrices gives: up, same and down by stage, and at 9 or 10 in the latest Star, beside their base: families with both readings in the area. A family is counted in every area: never add headlines up';

SET LOCAL search_path TO @extschema@, pg_temp;
-- Evidence for family needs in a report: what the Stars show of each need that is recorded, and how many needs.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- The table of needs, checked, as a query: families as text, since it may name them in another type than the source.
CREATE FUNCTION @extschema@.report_needs(options jsonb) RETURNS text
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    needs CONSTANT regclass := options->>'needs';
    family text;
    known CONSTANT text[] := ARRAY(SELECT DISTINCT framework FROM @extschema@.family_needs ORDER BY framework);
BEGIN
    IF options->>'needs' IS NULL THEN
        RETURN 'SELECT NULL::text AS family, NULL::text AS need_code WHERE false';
    ELSIF options->>'framework' IS NULL THEN
        RAISE null_value_not_allowed USING MESSAGE = 'argument framework is missing';
    ELSIF options->>'framework' <> ALL (known) THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('there is no framework "%s" with family needs', options->>'framework'),
            HINT = @extschema@.report_hint(options->>'framework', known, 'There are');
    ELSIF options->>'highest_reading' <> '10' THEN
        RAISE feature_not_supported USING
            MESSAGE = format('needs are judged by readings of 1 to 10, and those of edition "%s" are 1 to %s', options->>'edition', options->>'highest_reading');
    ELSIF EXISTS (SELECT FROM @extschema@.frameworks WHERE framework = options->>'framework' AND (shipped OR extends IS NOT NULL))
          AND NOT EXISTS (SELECT FROM @extschema@.shipped_editions WHERE edition = options->>'edition') THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('framework "%s" is about the areas of Family Star Plus, not of edition "%s"', options->>'framework', options->>'edition'),
            HINT = 'Name a framework of your own, see own_frameworks.';
    END IF;
    PERFORM @extschema@.report_column(needs, 'need_code', 'needs', '{text}'::text[], 'codes of needs');
    family := @extschema@.report_family(needs, options->>'family', NULL::regclass);
    RETURN format('SELECT (%s)::text COLLATE "default" AS family, (nullif(btrim(s.need_code::text, E'' \t\r\n''), '''') COLLATE "default") AS need_code FROM %s AS s', family, needs);
END $$;
COMMENT ON FUNCTION @extschema@.report_needs(jsonb) IS 'internal: the table of needs, as a query';

-- One row a need recorded, with the family of the report that it is of, and whether the framework has it
CREATE FUNCTION @extschema@.report_needs_query(fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT DISTINCT f.family, f.service_user, n.family AS written, n.need_code, coalesce(n.need_code = ANY ({need_codes}), false) AS known
        FROM ({needs}) AS n LEFT JOIN {schema}.staged_families AS f ON f.family::text COLLATE "default" = n.family', fields);
COMMENT ON FUNCTION @extschema@.report_needs_query(jsonb) IS 'internal: the query of staged_needs';

-- What the Stars show of each.  A family that is not compared has no latest Star, which is said, and areas have the labels of the report.
CREATE FUNCTION @extschema@.report_evidence_query(fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT f.family, f.members, n.need_code, by_default.result, strict.result AS strict_result,
               CASE WHEN f.latest_star IS NULL AND by_default.result = ''cannot_tell'' THEN ''The Star cannot tell: there is no review to compare with.''
                    ELSE @extschema@.need_evidence_why(f.start_star, f.latest_star, n.need_code, {framework}, true, false,
                                                       (SELECT @extschema@.all_need_rules()), {area_labels}) END AS why,
               by_default.highest_level, nullif(array_to_string(by_default.fell_areas, '', ''), '''') AS fell_areas, by_default.support_still_needed, by_default.other_evidence
        FROM {schema}.staged_needs AS n JOIN {schema}.staged_families AS f USING (family)
        CROSS JOIN LATERAL @extschema@.need_evidence(f.start_star, f.latest_star, n.need_code, {framework}, true, false) AS by_default
        CROSS JOIN LATERAL @extschema@.need_evidence(f.start_star, f.latest_star, n.need_code, {framework}, true, true) AS strict
        WHERE n.known AND n.service_user', fields);
COMMENT ON FUNCTION @extschema@.report_evidence_query(jsonb) IS 'internal: the query of stored_evidence';

-- What of the needs could not be used
CREATE FUNCTION @extschema@.report_needs_left_out_query(fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT CASE WHEN family IS NULL THEN ''need of an unknown family'' ELSE ''unknown need'' END AS issue, family, NULL::date, NULL::integer,
               CASE WHEN family IS NULL THEN concat_ws('' '', quote_literal(written), need_code) ELSE need_code END,
               CASE WHEN family IS NULL THEN ''no service user of the report: left out''
                    WHEN need_code IS NULL THEN ''no code of a need: left out'' ELSE ''not a need of the framework: left out'' END
        FROM {schema}.staged_needs WHERE family IS NULL OR NOT known', fields);
COMMENT ON FUNCTION @extschema@.report_needs_left_out_query(jsonb) IS 'internal: needs that data_quality lists';

-- Every need of the framework for each member, by the default rule and strictly: needs recorded, by result
CREATE FUNCTION @extschema@.report_evidence_summary_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT c.dimension_no, c.dimension, c.member_no, c.member, n.headline_no, n.headline, n.need_no, n.need_code, n.need_label, n.other_evidence, rule.rule_no, rule.rule,
               coalesce(sum(e.families), 0)::bigint AS recorded' || (
            SELECT string_agg(format(',
               coalesce(sum(e.families) FILTER (WHERE e.result = %L), 0)::bigint AS %I', result, result), '' ORDER BY place)
            FROM unnest('{improved,further_only,held,partly,some_progress,not_shown,cannot_tell,hard_only,other_star}'::text[]) WITH ORDINALITY AS r (result, place)) || '
        FROM {schema}.staged_counts AS c
        CROSS JOIN (SELECT *, row_number() OVER (ORDER BY headline_no, substring(need_code FROM ''[0-9]{1,18}$'')::bigint, need_code COLLATE "C")::integer AS need_no
                    FROM @extschema@.family_needs WHERE framework = {framework}) AS n
        CROSS JOIN (VALUES (1, ''default''), (2, ''strict'')) AS rule (rule_no, rule)
        LEFT JOIN (SELECT dimension_no, member, need_code, counted.rule_no, counted.result, counted.families
                   FROM ({by_dimension}) AS evidence, LATERAL (VALUES (1, evidence.result, evidence.families), (2, evidence.strict_result, evidence.families)) AS counted (rule_no, result, families)
                  ) AS e USING (dimension_no, member, need_code, rule_no)
        WHERE {has_needs}
        GROUP BY c.dimension_no, c.dimension, c.member_no, c.member, n.headline_no, n.headline, n.need_no, n.need_code, n.need_label, n.other_evidence, rule.rule_no, rule.rule',
        fields || jsonb_build_object('by_dimension', @extschema@.report_by_dimension(options, '
            SELECT {dimension}, need_code, result, strict_result, count(*) AS families
            FROM {schema}.staged_evidence GROUP BY need_code, result, strict_result, {by_member}', fields)));
COMMENT ON FUNCTION @extschema@.report_evidence_summary_query(jsonb, jsonb) IS 'internal: the query of stored_evidence_summary';

SET LOCAL search_path TO @extschema@, pg_temp;
-- The figures of a report, computed from its source into tables of the report's schema.  Each is made beside the one
-- in use, as staged_..., so that readers go on; then it takes the other's place, or only its rows do.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- What the templates below are filled with: the source, and the options as literals.
CREATE FUNCTION @extschema@.report_fields(options jsonb) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    source CONSTANT jsonb := @extschema@.report_source(options);
    families CONSTANT jsonb := CASE WHEN options->>'families' IS NOT NULL THEN @extschema@.report_service_users(options) END;
BEGIN
    RETURN source || coalesce(families, '{"has_left": false}') || jsonb_build_object(
        'schema', quote_ident(options->>'report_schema'),
        'start_rule', format('text %L', options->>'start_rule'),
        -- readings of 1 to 5 are stored doubled
        'change_band', format('numeric %L', (options->>'change_band')::numeric * 10 / (options->>'highest_reading')::integer),
        'highest_reading', options->>'highest_reading',
        'date_format', options->>'date_format',
        'period_from', format('date %L', coalesce(options->>'period_from', '-infinity')),
        'period_to', format('date %L', coalesce(options->>'period_to', 'infinity')),
        'starts_in_period', CASE WHEN coalesce(options->>'period_from', options->>'period_to') IS NULL THEN 'journey IS NOT NULL'
                                 ELSE format('@extschema@.first_on(journey) BETWEEN date %L AND date %L', coalesce(options->>'period_from', '-infinity'), coalesce(options->>'period_to', 'infinity')) END,
        'stars_before_period', CASE WHEN options->>'period_from' IS NULL THEN '0'
                                    ELSE format('coalesce(sum(@extschema@.star_count(@extschema@.until(journey, date %L - 1))), 0)', options->>'period_from') END,
        'journey_of_period', format(CASE options->>'highest_reading' WHEN '5' THEN '@extschema@.doubled(%s)' ELSE '%s' END,
                                    CASE WHEN options->>'period_to' IS NULL THEN 'journey' ELSE format('@extschema@.until(journey, date %L)', options->>'period_to') END),
        'one_row_a_family', coalesce((
            SELECT bool_or(indisunique AND indimmediate AND indisvalid AND indpred IS NULL AND indnkeyatts = 1 AND indkey[0] = attnum)
            FROM pg_attribute JOIN pg_index ON indrelid = attrelid JOIN pg_class ON pg_class.oid = attrelid
            WHERE (relkind = 'p' OR NOT relhassubclass) AND attrelid = (options->>'families')::regclass AND attname = options->>'family'), false),
        'area_keys', quote_literal(ARRAY(SELECT @extschema@.area_key(area_name) FROM @extschema@.area_names WHERE edition = options->>'edition' ORDER BY area_no, area_name)) || '::text[]',
        'needs', @extschema@.report_needs(options),
        'has_needs', options->>'needs' IS NOT NULL,
        'framework', quote_nullable(options->>'framework') || '::text',
        'need_codes', quote_literal(ARRAY(SELECT need_code FROM @extschema@.family_needs WHERE framework = options->>'framework')) || '::text[]',
        'area_labels', quote_literal((SELECT areas FROM @extschema@.editions WHERE edition = options->>'edition')) || '::text[]',
        'has_completed_by', options->>'completed_by' IS NOT NULL,
        'has_families', families IS NOT NULL,
        'empty_matrix', quote_literal((SELECT array_agg(array_fill(0, ARRAY[10])) FROM generate_series(1, 10))),
        'quarter_starts', options->>'quarter_starts',
        'source_members', (SELECT string_agg(format(', (array_agg(star.member_%s ORDER BY star.completed_on) FILTER (WHERE star.completed_on <= date %L))[1] AS member_%1$s',
                                                      dimension_no, coalesce(options->>'period_to', 'infinity')), '')
                           FROM @extschema@.report_dimensions(options) WHERE NOT of_families),
        'star_members', (SELECT string_agg(format(', min(r.member_%s) AS member_%1$s', dimension_no), '')
                         FROM @extschema@.report_dimensions(options) WHERE NOT of_families),
        'family_members', (SELECT string_agg(format(', min(r.member_%s) AS member_%1$s', dimension_no), '')
                           FROM @extschema@.report_dimensions(options) WHERE of_families),
        'members', (SELECT string_agg(format('coalesce(member_%s, ''not recorded'')', dimension_no), ', ' ORDER BY dimension_no)
                    FROM @extschema@.report_dimensions(options)));
END $$;
COMMENT ON FUNCTION @extschema@.report_fields(jsonb) IS 'internal: what the templates of SQL statements are filled with';

-- One row a service user: all rows of the table of families, and all families with a Star.  A family is compared if
-- its latest Star lies in the period, and only then has it a latest_star here.
CREATE FUNCTION @extschema@.report_families_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        WITH journey AS (' ||
            CASE WHEN options->>'completed_by' IS NULL AND fields->>'source_members' IS NULL THEN '
            SELECT r.family, {journey} AS journey, NULL::text[] AS completed_by
            FROM ({rows}) AS r WHERE {usable} GROUP BY r.family' ELSE '
            SELECT star.family, @extschema@.rollup(star.journey) AS journey, array_agg(star.completed_by ORDER BY star.completed_on) AS completed_by{source_members}
            FROM (SELECT r.family, r.dated AS completed_on, {journey} AS journey,
                         CASE WHEN min(r.completed_by) = max(r.completed_by) THEN min(r.completed_by) END AS completed_by{star_members}
                  FROM ({rows}) AS r WHERE {usable} GROUP BY r.family, r.dated) AS star
            GROUP BY star.family' END ||
            CASE WHEN options->>'families' IS NULL THEN '
        ), family AS (
            SELECT family, false AS listed, NULL::date AS added_on, NULL::date AS left_on, completed_by,
                   ARRAY[{members}]::text[] AS members, {journey_of_period} AS journey
            FROM journey' ELSE '
        ), service_user AS (
            ' || CASE WHEN (fields->>'one_row_a_family')::boolean THEN '
            SELECT *, true AS listed FROM ({service_users}) AS r WHERE NOT {no_family}' ELSE '
            SELECT r.family, true AS listed, min(r.added_on) AS added_on,
                   CASE WHEN count(r.left_on) = count(*) THEN max(r.left_on) END AS left_on{family_members}
            FROM ({service_users}) AS r WHERE NOT {no_family} GROUP BY r.family' END || '
        ), family AS (
            SELECT family, coalesce(listed, false) AS listed, added_on, left_on, completed_by,
                   ARRAY[{members}]::text[] AS members, {journey_of_period} AS journey
            FROM journey FULL JOIN service_user USING (family)' END || '
        ), started AS (
            SELECT *, @extschema@.start_star(journey, {start_rule}) AS start_star,
                   CASE WHEN @extschema@.latest_on(journey) >= {period_from} THEN @extschema@.latest_star(journey) END AS latest_star
            FROM family WHERE listed OR journey IS NOT NULL OFFSET 0 -- so that the two Stars are looked up once
        )
        SELECT family, members COLLATE "default" AS members, added_on, left_on, journey, completed_by COLLATE "default" AS completed_by, start_star, latest_star,
               @extschema@.overall_change(start_star, latest_star, {change_band}) AS overall_change,
               @extschema@.areas_progressed(start_star, latest_star) AS areas_progressed,
               coalesce(added_on <= {period_to}, true) AND coalesce(left_on >= {period_from}, true)
                   OR coalesce(@extschema@.nth_on(journey, -1) >= {period_from}, false) AS service_user
        FROM started', fields);
COMMENT ON FUNCTION @extschema@.report_families_query(jsonb, jsonb) IS 'internal: the query of stored_families';

-- What is wrong with rows of the source, and with readings in them; also dates without a reading in a row, which are
-- Stars without readings if no other row has one.
CREATE FUNCTION @extschema@.report_problems_query(fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT problem.issue, CASE WHEN NOT {no_family} THEN r.family END AS family,
               CASE WHEN isfinite(r.dated) THEN r.dated END AS completed_on, problem.area_no, problem.value
        FROM ({rows}) AS r, LATERAL (
            SELECT CASE WHEN {no_family} THEN ''no family''
                        WHEN isfinite(r.dated) AND r.dated < ''1900-01-01'' THEN ''date before 1900''
                        WHEN isfinite(r.dated) THEN ''date in the future''
                        WHEN r.dated IS NOT NULL OR coalesce(btrim(r.date_written, E'' \t\r\n''), '''') = '''' THEN ''no date''
                        ELSE ''not a date'' END AS issue,
                   NULL::integer AS area_no, CASE WHEN NOT {no_family} THEN r.date_written END AS value
            WHERE {no_family} OR r.date_usable IS NOT TRUE
            UNION ALL
            SELECT CASE WHEN cell.area_no IS NULL AND coalesce(btrim(cell.area_written, E'' \t\r\n''), '''') = '''' THEN ''no area''
                        WHEN cell.area_no IS NULL THEN ''unknown area''
                        WHEN cell.reading_written ~ ''^[ \t\r\n]*[-+]?[0-9]+([.]0*)?[ \t\r\n]*$'' THEN ''reading out of range''
                        ELSE ''not a reading'' END,
                   cell.area_no, CASE WHEN cell.area_no IS NULL THEN cell.area_written ELSE cell.reading_written END
            FROM ({cells}) AS cell (area_no, area_written, reading, reading_written)
            WHERE NOT {no_family} AND r.date_usable
              AND (cell.area_no IS NULL OR cell.reading IS NULL AND btrim(cell.reading_written, E'' \t\r\n'') <> '''')
            UNION ALL
            SELECT ''Star without readings'', NULL, NULL
            WHERE NOT {no_family} AND r.date_usable AND r.dated <= {period_to} AND {any_reading} IS NOT TRUE
        ) AS problem
        WHERE (NOT {no_family} AND r.date_usable AND {all_readings}) IS NOT TRUE', fields);
COMMENT ON FUNCTION @extschema@.report_problems_query(jsonb) IS 'internal: the query of staged_problems';

-- All of data_quality: those, and what contradicts itself
CREATE FUNCTION @extschema@.report_left_out_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        SELECT issue, family, completed_on, area_no, value COLLATE "default" AS value, coalesce(found.detail, reason.detail) COLLATE "default" AS detail, count(*) AS occurrences
        FROM (
            SELECT issue, family, completed_on, area_no, value, CASE issue
                       WHEN ''unknown area'' THEN ''no area of the edition: left out'' || coalesce(''; perhaps '' || nearest, '''')
                       WHEN ''not a date'' THEN (SELECT ''not a date in the format {date_format}, but in '' || string_agg(format, '' or '' ORDER BY format) || '' it would be: left out''
                                                 FROM unnest(''{YYYY-MM-DD,DD/MM/YYYY,MM/DD/YYYY}''::text[]) AS format WHERE @extschema@.date_from_text(value, format) IS NOT NULL) END AS detail
            FROM {schema}.staged_problems
            LEFT JOIN (SELECT value, @extschema@.nearest_name(@extschema@.area_key(value), {area_keys}) AS nearest -- once a name, not once a row
                       FROM {schema}.staged_problems WHERE issue = ''unknown area'' GROUP BY value) AS unknown USING (value)
            WHERE issue <> ''Star without readings''
            UNION ALL
            SELECT DISTINCT issue, family, completed_on, area_no, value, NULL FROM {schema}.staged_problems AS p
            WHERE issue = ''Star without readings'' AND NOT EXISTS (
                SELECT FROM {schema}.staged_families AS f WHERE f.family = p.family AND p.completed_on = ANY (@extschema@.star_dates(f.journey)))
            UNION ALL
            SELECT * FROM ({needs_left_out}) AS needs_left_out
            UNION ALL
            SELECT ''contradicting readings'', f.family, star.completed_on, conflict.area_no, ''?'', NULL
            FROM {schema}.staged_families AS f, @extschema@.stars(f.journey) AS star, @extschema@.conflicts(star.star) AS conflict
            WHERE @extschema@.conflict_count(f.journey) > 0' ||
        CASE WHEN NOT (fields->>'families_are_text')::boolean THEN '' ELSE '
            UNION ALL
            SELECT ''similar families'', min(family COLLATE "C") COLLATE "default", NULL, NULL, string_agg(quote_literal(family), '' / '' ORDER BY family COLLATE "C"), NULL
            FROM {schema}.staged_families GROUP BY @extschema@.area_key(family) HAVING count(*) > 1' END ||
        CASE WHEN options->>'completed_by' IS NULL THEN '' ELSE '
            UNION ALL
            SELECT ''contradicting completed_by'', r.family, r.dated, NULL, string_agg(DISTINCT r.completed_by, '' / '' ORDER BY r.completed_by), NULL
            FROM ({rows}) AS r WHERE {usable} AND r.dated <= {period_to} GROUP BY r.family, r.dated HAVING min(r.completed_by) <> max(r.completed_by)' END ||
        coalesce((
            SELECT string_agg(format('
            UNION ALL
            SELECT ''dimension changes'', r.family, NULL, NULL, string_agg(DISTINCT r.member_%1$s, '' / '' ORDER BY r.member_%1$s),
                   ''more than one '' || {dimension_%1$s} || '': the one of the first Star counts''
            FROM ({rows}) AS r WHERE {usable} AND r.dated <= {period_to} GROUP BY r.family HAVING min(r.member_%1$s) <> max(r.member_%1$s)', dimension_no), '')
            FROM generate_series(1, jsonb_array_length(options->'dimensions')) AS dimension_no
            WHERE fields->>'source_members' LIKE format('%%member_%s %%', dimension_no)), '') ||
        CASE WHEN options->>'families' IS NULL THEN '' ELSE '
            UNION ALL
            SELECT event.issue, CASE WHEN NOT {no_family} THEN r.family END, NULL, NULL, event.value, event.detail
            FROM ({service_users}) AS r, LATERAL (VALUES
                (''no family'', NULL, ''a row of the families without a family: left out'', {no_family}),
                (''not a date'', r.added_written, ''added_on is no date: not counted'', isfinite(r.added) IS NOT TRUE AND btrim(r.added_written, E'' \t\r\n'') <> ''''),
                (''not a date'', r.left_written, ''left_on is no date: not counted'', isfinite(r.departed) IS NOT TRUE AND btrim(r.left_written, E'' \t\r\n'') <> ''''),
                (''date before 1900'', r.added_written, ''added_on is before 1900: not counted'', isfinite(r.added) AND r.added < ''1900-01-01''),
                (''date before 1900'', r.left_written, ''left_on is before 1900: not counted'', isfinite(r.departed) AND r.departed < ''1900-01-01''),
                (''date in the future'', r.added_written, ''added_on is in the future: not counted'', isfinite(r.added) AND r.added >= ''1900-01-01'' AND r.added_on IS NULL),
                (''date in the future'', r.left_written, ''left_on is in the future: not counted'', isfinite(r.departed) AND r.departed >= ''1900-01-01'' AND r.left_on IS NULL),
                (''left before added'', r.added_on || '' / '' || r.left_on, ''added_on is after left_on: both count as they are'', r.left_on < r.added_on)
            ) AS event (issue, value, detail, found)
            WHERE ({no_family} OR isfinite(r.added_on) IS NOT TRUE AND r.added_written IS NOT NULL OR isfinite(r.left_on) IS NOT TRUE AND r.left_written IS NOT NULL OR r.left_on < r.added_on)
              AND event.found AND (event.issue = ''no family'' OR NOT {no_family})' ||
            CASE WHEN (fields->>'one_row_a_family')::boolean THEN '' ELSE '
            UNION ALL
            SELECT ''family listed twice'', r.family, NULL, NULL, count(*)::text, ''counts as one, from the first added_on to the last left_on, if each row has one''
            FROM ({service_users}) AS r WHERE NOT {no_family} GROUP BY r.family HAVING count(*) > 1' || coalesce((
            SELECT string_agg(format('
            UNION ALL
            SELECT ''dimension changes'', r.family, NULL, NULL, string_agg(DISTINCT r.member_%1$s, '' / '' ORDER BY r.member_%1$s),
                   ''more than one '' || {dimension_%1$s} || '' in the table of families: the one that sorts first counts''
            FROM ({service_users}) AS r WHERE NOT {no_family} GROUP BY r.family HAVING min(r.member_%1$s) <> max(r.member_%1$s)', dimension_no), '')
            FROM generate_series(1, jsonb_array_length(options->'dimensions')) AS dimension_no
            WHERE fields->>'family_members' LIKE format('%%(r.member_%s)%%', dimension_no)), '') END || '
            UNION ALL
            SELECT ''family not listed'', f.family, NULL, NULL, NULL, NULL
            FROM {schema}.staged_families AS f WHERE NOT EXISTS (SELECT FROM ({service_users}) AS r WHERE r.family = f.family)' END || '
        ) AS found (issue, family, completed_on, area_no, value, detail)
        LEFT JOIN (VALUES
            (''no family'', ''the row names no family: left out''),
            (''no date'', ''the Star has no date: left out''),
            (''not a date'', ''the Star has no date that can be read: left out''),
            (''date before 1900'', ''no Star is so old: left out''),
            (''date in the future'', ''the Star is later than the day of the refresh: left out''),
            (''no area'', ''the row names no area: left out''),
            (''reading out of range'', ''a reading is 1 to {highest_reading}: left out''),
            (''not a reading'', ''a reading is a whole number from 1 to {highest_reading}: left out''),
            (''Star without readings'', ''no usable reading on this date: left out''),
            (''family not listed'', ''has a Star, but is not in the table of families: counts all the same''),
            (''similar families'', ''names alike but for case, apostrophes or white space: they count as different families''),
            (''contradicting readings'', ''different readings for one area on one date: none of them counts''),
            (''contradicting completed_by'', ''different answers for one Star: counts as not recorded'')
        ) AS reason (issue, detail) USING (issue)
        GROUP BY 1, 2, 3, 4, 5, 6', fields || jsonb_build_object('needs_left_out', @extschema@.report_needs_left_out_query(fields)) || (
            SELECT coalesce(jsonb_object_agg('dimension_' || dimension_no, quote_literal(dimension)), '{}')
            FROM jsonb_array_elements_text(options->'dimensions') WITH ORDINALITY AS place (dimension, dimension_no)));
COMMENT ON FUNCTION @extschema@.report_left_out_query(jsonb, jsonb) IS 'internal: the query of stored_left_out';

-- One row a member of each dimension: its families.  Members are sorted as people would: numbers by size, and those who
-- have none last.
CREATE FUNCTION @extschema@.report_counts_query(options jsonb, fields jsonb, area_count integer) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN '
        SELECT *, row_number() OVER (PARTITION BY dimension_no ORDER BY member = ''not recorded'', CASE WHEN member ~ ''^-?[0-9]{1,99}([.][0-9]{1,99})?$'' THEN member::numeric END, member, member COLLATE "C")::integer AS member_no
        FROM (' || @extschema@.report_by_dimension(options, '
        SELECT {dimension}, count(*) AS service_users, count(journey) AS with_a_star,
               count(*) FILTER (WHERE {starts_in_period}) AS with_first_star,
               count(latest_star) AS reviewed,
               count(latest_star) FILTER (WHERE @extschema@.star_count(journey) > 2) AS reviewed_twice,
               ' || CASE WHEN (fields->>'has_left')::boolean THEN '
               count(*) FILTER (WHERE left_on BETWEEN {period_from} AND {period_to}) AS left_service,
               count(*) FILTER (WHERE left_on BETWEEN {period_from} AND {period_to} AND @extschema@.star_count(journey) > 1) AS left_reviewed,'
               ELSE 'NULL::bigint AS left_service, NULL::bigint AS left_reviewed,' END || '
               (coalesce(sum(@extschema@.star_count(journey)), 0) - {stars_before_period})::bigint AS stars,
               count(*) FILTER (WHERE overall_change = ''negative'') AS negative,
               count(*) FILTER (WHERE overall_change = ''no change'') AS no_change,
               count(*) FILTER (WHERE overall_change = ''positive'') AS positive,
               ARRAY[' || (SELECT string_agg(format('count(*) FILTER (WHERE areas_progressed = %s)', areas), ', ' ORDER BY areas)
                           FROM generate_series(0, area_count) AS areas) || '] AS progressed_in,
               @extschema@.progress_matrices(start_star, latest_star) AS matrices,
               @extschema@.stage_distributions(@extschema@.first_star(journey)) FILTER (WHERE {starts_in_period}) AS first_readings
        FROM {schema}.staged_families WHERE service_user{group_by}', fields) || ') AS counted';
COMMENT ON FUNCTION @extschema@.report_counts_query(jsonb, jsonb, integer) IS 'internal: the query of staged_counts';

-- What happened in the period, counted where every figure over Stars and quarters can be taken from.  (Grouping by
-- each member takes half the time of grouping by the array of them.)
CREATE FUNCTION @extschema@.report_events_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        WITH family AS NOT MATERIALIZED (
            SELECT {member_columns}added_on, left_on, completed_by, latest_star IS NOT NULL AS reviewed, @extschema@.star_dates(journey) AS dates
            FROM {schema}.staged_families WHERE service_user
        ), event AS (
            SELECT {member_names}quarter_start, completed_by, star_no = 1 AS first_star, reviewed, count(*) AS stars,
                   count(*) FILTER (WHERE star_no > 1 AND (star_no = 2 OR quarter_start > @extschema@.quarter_start(previous_on, {quarter_starts}))) AS families_reviewed,
                   0::bigint AS families_added, 0::bigint AS families_left_reviewed
            FROM (SELECT {member_names}reviewed, star.star_no, {completed_by} AS completed_by, dates[star.star_no - 1] AS previous_on,
                         @extschema@.quarter_start(star.completed_on, {quarter_starts}) AS quarter_start
                  FROM family, {stars_of_family}
                  WHERE star.completed_on BETWEEN {period_from} AND {period_to}) AS star
            GROUP BY {member_names}quarter_start, completed_by, first_star, reviewed
            UNION ALL
            SELECT {member_names}@extschema@.quarter_start(added_on, {quarter_starts}) AS quarter_start, NULL, NULL, NULL, 0, 0, count(*), 0
            FROM family WHERE added_on BETWEEN {period_from} AND {period_to} GROUP BY {member_names}quarter_start
            UNION ALL
            SELECT {member_names}@extschema@.quarter_start(left_on, {quarter_starts}) AS quarter_start, NULL, NULL, NULL, 0, 0, 0, count(*)
            FROM family WHERE left_on BETWEEN {period_from} AND {period_to} AND cardinality(dates) > 1 GROUP BY {member_names}quarter_start
        )
        SELECT ARRAY[{member_array}]::text[] AS members, quarter_start, completed_by, first_star, reviewed, stars, families_reviewed, families_added, families_left_reviewed
        FROM event', fields || (
            SELECT jsonb_build_object(
                'member_columns', string_agg(format('members[%s] AS member_%1$s, ', dimension_no), '' ORDER BY dimension_no),
                'member_names', string_agg(format('member_%s, ', dimension_no), '' ORDER BY dimension_no),
                'member_array', string_agg(format('member_%s', dimension_no), ', ' ORDER BY dimension_no))
            FROM generate_series(1, jsonb_array_length(options->'dimensions')) AS dimension_no)
        || CASE WHEN options->>'completed_by' IS NULL
            THEN jsonb_build_object('completed_by', 'NULL::text', 'stars_of_family', 'unnest(dates) WITH ORDINALITY AS star (completed_on, star_no)')
            ELSE jsonb_build_object('completed_by', 'star.completed_by', 'stars_of_family', 'unnest(dates, completed_by) WITH ORDINALITY AS star (completed_on, completed_by, star_no)') END);
COMMENT ON FUNCTION @extschema@.report_events_query(jsonb, jsonb) IS 'internal: the query of staged_events';

-- The answers to who completed a Star: the three known ones with their zeros, others that were given, and none.
CREATE FUNCTION @extschema@.report_completed_by_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        WITH possible AS (
            SELECT completed_by, known_no FROM unnest(''{Worker & Service User,Worker Only,Service User Only}''::text[])
                WITH ORDINALITY AS known (completed_by, known_no) WHERE {has_completed_by}
            UNION ALL
            SELECT coalesce(completed_by, ''not recorded''), CASE WHEN completed_by IS NULL THEN 5 ELSE 4 END FROM {schema}.staged_events WHERE stars > 0
        ), answer AS (
            SELECT completed_by, row_number() OVER (ORDER BY min(known_no), completed_by COLLATE "C")::integer AS completed_by_no
            FROM possible GROUP BY completed_by
        )
        SELECT dimension_no, dimension, member_no, member, completed_by_no, completed_by, coalesce(first_stars, 0) AS first_stars,
               coalesce(first_stars_of_reviewed, 0) AS first_stars_of_reviewed, coalesce(all_stars, 0) AS all_stars
        FROM {schema}.staged_counts CROSS JOIN answer
        LEFT JOIN ({by_dimension}) AS counted USING (dimension_no, dimension, member, completed_by)',
        fields || jsonb_build_object('by_dimension', @extschema@.report_by_dimension(options, '
            SELECT {dimension}, coalesce(completed_by, ''not recorded'') AS completed_by,
                   coalesce(sum(stars) FILTER (WHERE first_star), 0)::bigint AS first_stars,
                   coalesce(sum(stars) FILTER (WHERE first_star AND reviewed), 0)::bigint AS first_stars_of_reviewed, sum(stars)::bigint AS all_stars
            FROM {schema}.staged_events WHERE stars > 0 GROUP BY completed_by, {by_member}', fields)));
COMMENT ON FUNCTION @extschema@.report_completed_by_query(jsonb, jsonb) IS 'internal: the query of stored_completed_by';

-- All quarters from the first in which anything happened to the last, and at least those of the period
CREATE FUNCTION @extschema@.report_activity_query(options jsonb, fields jsonb) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN @extschema@.report_fill('
        WITH counted AS ({by_dimension}), span AS (
            SELECT least(min(quarter_start), @extschema@.quarter_start({period_from}, {quarter_starts})) AS first_quarter,
                   greatest(max(quarter_start), @extschema@.quarter_start({period_to}, {quarter_starts})) AS last_quarter
            FROM counted
        )
        SELECT staged_counts.dimension_no, staged_counts.dimension, staged_counts.member_no, staged_counts.member, quarter::date AS quarter_start,
               CASE WHEN {has_families} THEN coalesce(families_added, 0) END AS families_added, coalesce(stars_completed, 0) AS stars_completed,
               coalesce(families_reviewed, 0) AS families_reviewed, CASE WHEN {has_left} THEN coalesce(families_left_reviewed, 0) END AS families_left_reviewed
        FROM {schema}.staged_counts CROSS JOIN span CROSS JOIN generate_series(first_quarter::timestamp, last_quarter, interval ''3 months'') AS quarter
        LEFT JOIN counted ON (counted.dimension_no, counted.member, counted.quarter_start) = (staged_counts.dimension_no, staged_counts.member, quarter::date)',
        fields || jsonb_build_object('by_dimension', @extschema@.report_by_dimension(options, '
            SELECT {dimension}, quarter_start, sum(families_added)::bigint AS families_added, sum(stars)::bigint AS stars_completed,
                   sum(families_reviewed)::bigint AS families_reviewed, sum(families_left_reviewed)::bigint AS families_left_reviewed
            FROM {schema}.staged_events
            GROUP BY quarter_start, {by_member}', fields)));
COMMENT ON FUNCTION @extschema@.report_activity_query(jsonb, jsonb) IS 'internal: the query of stored_activity';

-- Makes all tables of a report, beside those in use.
CREATE FUNCTION @extschema@.report_stage(options jsonb, fields jsonb) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    edition CONSTANT @extschema@.editions := (SELECT e FROM @extschema@.editions AS e WHERE e.edition = options->>'edition');
    name text;
    step text; -- what takes long is reported
    query text;
BEGIN
    FOR name, step, query IN VALUES
        ('options', NULL, format($q$
            SELECT option, CASE WHEN jsonb_typeof(value) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(value))::text ELSE value #>> '{}' END AS value, now() AS refreshed_at
            FROM jsonb_each(%L) AS given (option, value) WHERE option NOT IN ('report_schema', 'today') ORDER BY option$q$, options)),
        ('areas', NULL, format('SELECT area_no::integer, area FROM unnest(%L::text[]) WITH ORDINALITY AS label (area, area_no)', edition.areas)),
        ('stages', NULL, format('SELECT stage_no::integer, stage FROM unnest(%L::text[]) WITH ORDINALITY AS label (stage, stage_no)', edition.stages)),
        ('families', 'reading ' || (options->>'source'), @extschema@.report_families_query(options, fields)),
        ('problems', 'looking for what cannot be used', @extschema@.report_problems_query(fields)),
        ('needs', NULL, @extschema@.report_needs_query(fields)),
        ('left_out', NULL, @extschema@.report_left_out_query(options, fields)),
        ('counts', 'counting families', @extschema@.report_counts_query(options, fields, cardinality(edition.areas))),
        ('events', 'counting Stars', @extschema@.report_events_query(options, fields)),
        ('members', NULL, @extschema@.report_fill('
            SELECT dimension_no, dimension, member_no, member, service_users, with_a_star, with_first_star, reviewed, reviewed_twice,
                   left_service, left_reviewed, stars, negative, no_change, positive, progressed_in
            FROM {schema}.staged_counts', fields)),
        ('progress', NULL, @extschema@.report_fill('
            SELECT dimension_no, dimension, member_no, member, area_no, area, coalesce(matrices[area_no], {empty_matrix}) AS matrix,
                   coalesce(first_readings[area_no], ''{0,0,0,0,0,0,0,0,0,0}'') AS first_readings
            FROM {schema}.staged_counts CROSS JOIN {schema}.staged_areas', fields)),
        ('evidence', CASE WHEN options->>'needs' IS NOT NULL THEN 'looking for evidence of needs' END, @extschema@.report_evidence_query(fields)),
        ('evidence_summary', NULL, @extschema@.report_evidence_summary_query(options, fields)),
        ('headline_areas', NULL, format($q$
            SELECT headline_no, headline, area_no FROM @extschema@.headline_areas
            WHERE framework = 'troubled_families_2018_20' AND %L IN (SELECT edition FROM @extschema@.shipped_editions) AND %s = 10$q$, options->>'edition', options->>'highest_reading')),
        ('completed_by', NULL, @extschema@.report_completed_by_query(options, fields)),
        ('activity', NULL, @extschema@.report_activity_query(options, fields))
    LOOP
        IF step IS NOT NULL THEN
            RAISE NOTICE '%: %', options->>'report_schema', step;
        END IF;
        EXECUTE format('CREATE TABLE %I.%I AS %s', options->>'report_schema', 'staged_' || name, query);
        -- of journeys and Stars the planner needs to know nothing
        EXECUTE format('ANALYZE %I.%I%s', options->>'report_schema', 'staged_' || name, CASE name WHEN 'families' THEN ' (family, members, added_on, left_on, service_user)' END);
    END LOOP;
    EXECUTE format('DROP TABLE %I.staged_problems, %1$I.staged_needs, %1$I.staged_counts, %1$I.staged_events', options->>'report_schema');
END $$;
COMMENT ON FUNCTION @extschema@.report_stage(jsonb, jsonb) IS 'internal: computes the tables of a report beside those in use';

-- The tables of a report, each stored_...; views of the same figures say what they mean
CREATE FUNCTION @extschema@.report_tables(OUT table_name text, OUT meaning text) RETURNS SETOF record
    IMMUTABLE PARALLEL SAFE ROWS 12
BEGIN ATOMIC
    VALUES
    ('options', 'how the report was made: read it through view report_options; refresh_star_report reads it'),
    ('areas', 'the areas of the edition'),
    ('stages', 'the stages of the edition'),
    ('families', 'ABOUT SINGLE FAMILIES: one row a service user, with its journey; start_star and latest_star are what is compared. Read it through journeys and family_stars'),
    ('left_out', 'ABOUT SINGLE FAMILIES: what could not be used. Read it through data_quality'),
    ('members', 'counts of families by member of each dimension'),
    ('progress', 'one progress matrix, and the first readings of all families, for each member and area'),
    ('completed_by', 'counts of Stars by who completed them'),
    ('activity', 'counts of what happened in each quarter'),
    ('evidence', 'ABOUT SINGLE FAMILIES: what the Stars show of each recorded need. Read it through evidence'),
    ('evidence_summary', 'counts of needs by what the Stars show of them'),
    ('headline_areas', 'the areas of each headline problem of the Troubled Families programme');
END;
COMMENT ON FUNCTION @extschema@.report_tables() IS 'internal: the tables of a report, stored_..., and what they hold';

-- A staged table takes the place of the stored one; or, where views stand on that, only the rows that differ do.  If
-- its columns have changed, views have to move to it: the former table is kept for them until they are replaced.
CREATE FUNCTION @extschema@.report_publish(report_schema name, table_name text, meaning text, replaces_views boolean) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    staged CONSTANT text := format('%I.%I', report_schema, 'staged_' || table_name);
    stored CONSTANT text := format('%I.%I', report_schema, 'stored_' || table_name);
    changed text;
    -- tables of many rows are matched by their key: hashing whole rows takes longer
    key CONSTANT text := CASE table_name WHEN 'families' THEN 'new.family = old.family'
                                         WHEN 'evidence' THEN 'new.family = old.family AND new.need_code = old.need_code' END;
    same CONSTANT text := coalesce(key || ' AND new IS NOT DISTINCT FROM old', 'new = old');
    kept CONSTANT text := coalesce(key, 'new = old');
BEGIN
    IF to_regclass(stored) IS NOT NULL THEN
        EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', stored);
        PERFORM @extschema@.report_check_owner(report_schema);
        SELECT string_agg(quote_ident(column_name), ', ') INTO changed
        FROM (SELECT * FROM @extschema@.report_view_columns(staged::regclass) EXCEPT SELECT * FROM @extschema@.report_view_columns(stored::regclass)) AS gone;
        IF NOT replaces_views AND changed IS NOT NULL THEN
            RAISE datatype_mismatch USING
                MESSAGE = format('the source has changed so that report %I has to be made anew', report_schema),
                DETAIL = format('Columns of another type: %s.', changed),
                HINT = 'Call create_star_report again, with the same report_schema.';
        ELSIF changed IS NOT NULL THEN
            EXECUTE format('ALTER TABLE %s RENAME TO %I', stored, 'former_' || table_name);
        END IF;
    END IF;
    IF to_regclass(stored) IS NULL THEN
        EXECUTE format('ALTER TABLE %s RENAME TO %I', staged, 'stored_' || table_name);
        EXECUTE format('COMMENT ON TABLE %s IS %L', stored, meaning);
        IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(stored) AND attname = 'family') THEN
            EXECUTE format('CREATE INDEX ON %s (family)', stored);
        END IF;
    ELSE
        EXECUTE format('DELETE FROM %s AS old WHERE NOT EXISTS (SELECT FROM %s AS new WHERE %s)', stored, staged, same);
        EXECUTE format('INSERT INTO %s SELECT * FROM %s AS new WHERE NOT EXISTS (SELECT FROM %1$s AS old WHERE %3$s)', stored, staged, kept);
        EXECUTE format('DROP TABLE %s', staged);
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_publish(name, text, text, boolean) IS 'internal: puts a table of a report into use';

SET LOCAL search_path TO @extschema@, pg_temp;
-- The views of a report: what they select from its stored tables, what they mean, and how they replace older ones.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- {stored} stands for the schema of the report and the beginning of the name of each of its tables.  All counts come
-- from there, so this is the place for whatever is to be done to small ones.  Readings of 1 to 5, which are stages, are
-- stored doubled, and {halved} where they are shown.
CREATE FUNCTION @extschema@.report_views(OUT view_no integer, OUT view_name text, OUT definition text, OUT meaning text) RETURNS SETOF record
    IMMUTABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
    VALUES
    (1, 'inclusion', 'SELECT m.dimension_no, m.dimension, m.member_no, m.member, row.measure_no, row.measure, row.number, row.base_name, row.base,
       @extschema@.percentage(row.number::numeric, row.base::numeric, 0)::numeric(3,0) AS percent
FROM {stored}members AS m,
     LATERAL (VALUES (1, ''service users'', m.service_users, NULL, NULL),
                     (2, ''with a first Star'', m.with_first_star, ''service users'', m.service_users),
                     (3, ''with at least 1 reviewed Star'', m.reviewed, ''families with a first Star'', m.with_a_star),
                     (4, ''with at least 2 reviewed Stars'', m.reviewed_twice, ''families with a first Star'', m.with_a_star),
                     (5, ''left the service'', m.left_service, ''service users'', m.service_users),
                     (6, ''left the service with a reviewed Star'', m.left_reviewed, ''families that left'', m.left_service),
                     (7, ''Stars in total'', m.stars, NULL, NULL)) AS row (measure_no, measure, number, base_name, base)',
     'Who is in the report: service users, Stars and reviews. Families with at least 1 reviewed Star are those compared in other views. With a period: service users, first Stars, families compared, families that left, and Stars of the period.'),
    (2, 'completed_by', 'SELECT c.dimension_no, c.dimension, c.member_no, c.member, row.counted_no, row.counted, c.completed_by_no, c.completed_by, row.stars,
       sum(row.stars) OVER every::bigint AS base, @extschema@.percentage(row.stars::numeric, sum(row.stars) OVER every, 0)::numeric(3,0) AS percent
FROM {stored}completed_by AS c,
     LATERAL (VALUES (1, ''first Stars'', c.first_stars), (2, ''first Stars of reviewed families'', c.first_stars_of_reviewed), (3, ''all Stars'', c.all_stars)) AS row (counted_no, counted, stars)
WINDOW every AS (PARTITION BY c.dimension_no, c.member, row.counted_no)',
     'Stars by who completed them, counted in three ways that reports mix up.'),
    (3, 'activity', 'SELECT a.dimension_no, a.dimension, a.member_no, a.member, a.quarter_start,
       to_char(a.quarter_start::timestamp, ''Mon'') || '' to '' || to_char(a.quarter_start + interval ''2 months'', ''Mon YYYY'') AS quarter_label,
       a.families_added, a.stars_completed, a.families_reviewed, a.families_left_reviewed
FROM {stored}activity AS a',
     'What happened in each quarter, empty quarters included. With a period only what happened in it, so its first and last quarter may be parts of quarters.'),
    (4, 'reading_distributions', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, which.which_star_no, which.which_star, p.area_no, p.area, r.reading, r.families
FROM {stored}progress AS p,
     LATERAL (VALUES (1, ''first'', @extschema@.initial_distribution(p.matrix)), (2, ''latest'', @extschema@.final_distribution(p.matrix)),
                     (3, ''first, all families'', p.first_readings)) AS which (which_star_no, which_star, distribution),
     LATERAL @extschema@.readings(which.distribution) AS r{where_ten_readings}',
     'Families at each of the ten readings; empty where readings are 1 to 5, as those are stages. First and latest: the families compared, with both readings in the area; first, all families: everybody with a first Star (of the period) and a reading in the area.'),
    (5, 'stage_distributions', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, which.which_star_no, which.which_star, p.area_no, p.area, s.stage_no, label.stage, s.families,
       @extschema@.family_count(which.distribution) AS base, s.percent::numeric(3,0) AS percent
FROM {stored}progress AS p,
     LATERAL (VALUES (1, ''first'', @extschema@.initial_distribution(p.matrix)), (2, ''latest'', @extschema@.final_distribution(p.matrix)),
                     (3, ''first, all families'', p.first_readings)) AS which (which_star_no, which_star, distribution),
     LATERAL @extschema@.stages(which.distribution) AS s
JOIN {stored}stages AS label ON label.stage_no = s.stage_no',
     'Families at each stage of the Journey of Change. First and latest: the families compared, with both readings in the area; first, all families: everybody with a first Star (of the period) and a reading in the area.'),
    (6, 'mean_progress', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, s.starting_no, s.starting, p.area_no, p.area, @extschema@.family_count(s.matrix) AS families,
       @extschema@.reading_total(@extschema@.initial_distribution(s.matrix)){halved} AS first_total, @extschema@.reading_total(@extschema@.final_distribution(s.matrix)){halved} AS latest_total,
       round(@extschema@.initial_mean(s.matrix){halved}, 2)::numeric(4,2) AS initial_mean, round(@extschema@.final_mean(s.matrix){halved}, 2)::numeric(4,2) AS final_mean,
       round(@extschema@.mean_progress(s.matrix){halved}, 2)::numeric(4,2) AS mean_progress
FROM {stored}progress AS p,
     LATERAL (VALUES (1, ''all'', p.matrix){starting_below_7}) AS s (starting_no, starting, matrix)',
     'Mean first and latest readings and mean progress of the families compared: all, and (of ten readings) those whose first reading in the area is below 7 (other families in each area).'),
    (7, 'progress_matrices', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area, r.start_stage_no, coalesce(label.stage, ''Total'') AS start_stage,
       {stage_columns}, r.total
FROM {stored}progress AS p, LATERAL @extschema@.matrix_rows(p.matrix) AS r
LEFT JOIN {stored}stages AS label ON label.stage_no = r.start_stage_no',
     'Families compared by start stage (rows) and end stage (columns). The row Total, without a start_stage_no, holds the totals of the columns: leave it out of sums.'),
    (8, 'progress_cells', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area, c.start_stage_no, s.stage AS start_stage, c.end_stage_no, e.stage AS end_stage, c.families
FROM {stored}progress AS p, LATERAL @extschema@.cells(p.matrix) AS c
JOIN {stored}stages AS s ON s.stage_no = c.start_stage_no
JOIN {stored}stages AS e ON e.stage_no = c.end_stage_no',
     'The progress matrices with one row for each start and end stage, without totals.'),
    (9, 'progress_rates', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area, @extschema@.family_count(p.matrix) AS families,
       @extschema@.progressed(p.matrix) AS progressed, @extschema@.maintained(p.matrix) AS maintained, @extschema@.regressed(p.matrix) AS regressed,
       @extschema@.stayed_at_top(p.matrix) AS stayed_at_top, @extschema@.family_count(p.matrix) - @extschema@.stayed_at_top(p.matrix) AS made_progress_base,
       @extschema@.made_progress_percent(p.matrix, 1)::numeric(4,1) AS made_progress_percent,
       @extschema@.higher_progress_percent(p.matrix, 1)::numeric(4,1) AS higher_progress_percent,
       @extschema@.lower_progress_percent(p.matrix, 1)::numeric(4,1) AS lower_progress_percent
FROM {stored}progress AS p',
     'Families compared that progressed, maintained and regressed, by stage, and three percentages that reports mix up.'),
    (10, 'overall_change', 'SELECT m.dimension_no, m.dimension, m.member_no, m.member, row.change_no, row.change, row.families, m.negative + m.no_change + m.positive AS base,
       @extschema@.percentage(row.families::numeric, (m.negative + m.no_change + m.positive)::numeric, 1)::numeric(4,1) AS percent
FROM {stored}members AS m,
     LATERAL (VALUES (1, ''negative'', m.negative), (2, ''no change'', m.no_change), (3, ''positive'', m.positive)) AS row (change_no, change, families)',
     'Families compared by their overall change: the mean over their areas of latest less first reading, below, within or above the band of change (see report_options).'),
    (11, 'areas_moved', 'SELECT m.dimension_no, m.dimension, m.member_no, m.member, row.place::integer - 1 AS areas, row.families AS families_progressed_in_exactly,
       sum(row.families) OVER at_least::bigint AS families_progressed_in_at_least, m.reviewed AS base,
       @extschema@.percentage(sum(row.families) OVER at_least, m.reviewed::numeric, 1)::numeric(4,1) AS percent
FROM {stored}members AS m, LATERAL unnest(m.progressed_in) WITH ORDINALITY AS row (families, place)
WINDOW at_least AS (PARTITION BY m.dimension_no, m.member ORDER BY row.place DESC)',
     'Families compared by the number of areas in which they progressed by stage.'),
    (12, 'journeys', 'SELECT f.family, {dimension_columns}f.added_on, f.left_on, coalesce(@extschema@.star_count(f.journey), 0) AS star_count,
       @extschema@.first_on(f.journey) AS first_on, @extschema@.latest_on(f.journey) AS latest_on,
       @extschema@.latest_on(f.journey) - @extschema@.first_on(f.journey) AS days,
       f.latest_star IS NOT NULL AS compared, round(@extschema@.mean_change(f.start_star, f.latest_star){halved}, 2)::numeric(4,2) AS mean_change, f.overall_change, f.areas_progressed,
       @extschema@.areas_maintained(f.start_star, f.latest_star) AS areas_maintained, @extschema@.areas_regressed(f.start_star, f.latest_star) AS areas_regressed,
       {reading_columns}
FROM {stored}families AS f
WHERE f.service_user',
     'ABOUT SINGLE FAMILIES: grant with care. One row a service user: where the family started and where it got to.'),
    (13, 'family_stars', 'SELECT f.family, {dimension_columns}s.star_no, s.completed_on, (f.completed_by)[s.star_no] AS completed_by, a.area_no, a.area, (s.star)[a.area_no]::integer{halved} AS reading,
       label.stage_no, label.stage, ((s.star)[a.area_no]::integer - (@extschema@.first_star(f.journey))[a.area_no]::integer){halved} AS change_since_first
FROM {stored}families AS f
CROSS JOIN LATERAL @extschema@.stars(f.journey) AS s
JOIN {stored}areas AS a ON (s.star)[a.area_no] IS NOT NULL OR a.area_no = ANY (@extschema@.conflict_areas(s.star))
LEFT JOIN {stored}stages AS label ON label.stage_no = ((s.star)[a.area_no]::integer + 1) / 2
WHERE f.service_user',
     'ABOUT SINGLE FAMILIES: grant with care. Every reading of every service user, by Star and area; none where readings contradict each other.'),
    (14, 'progress_counts', 'SELECT {dimension_columns}f.first_month, f.latest_month, f.area_no, f.area, f.first_reading, f.latest_reading, count(*) AS families
FROM {pairs} AS f
GROUP BY {dimension_keys}f.first_month, f.latest_month, f.area_no, f.area, f.first_reading, f.latest_reading',
     'CLOSE TO SINGLE FAMILIES: grant with care. Families compared, counted at the full grain of dimensions and months, for filters across several. A family is counted in each of its areas: never add areas up. Most counts are 1.'),
    (15, 'progress_summary', 'SELECT {dimension_columns}f.first_month, f.latest_month, f.area_no, f.area, @extschema@.progress_matrix(f.first_reading{as_stage}, f.latest_reading{as_stage}) AS matrix
FROM {pairs} AS f
GROUP BY {dimension_keys}f.first_month, f.latest_month, f.area_no, f.area',
     'CLOSE TO SINGLE FAMILIES: grant with care. The grain of progress_counts with a progress_matrix (of stages, where readings are 1 to 5), for rollup in SQL. A family is counted in each of its areas: never roll areas up into one.'),
    (16, 'data_quality', 'SELECT l.issue, l.family, l.completed_on, l.area_no, l.value, l.detail, l.occurrences
FROM {stored}left_out AS l',
     'ABOUT SINGLE FAMILIES: grant with care. What in the source could not be used, or contradicts itself, and what became of it.'),
    (17, 'report_options', 'SELECT o.option, o.value, o.refreshed_at
FROM {stored}options AS o',
     'How the report was made, and when it was refreshed.'),
    (18, 'evidence', 'SELECT e.family, {evidence_dimension_columns}s.headline_no, s.headline, s.need_no, e.need_code, s.need_label, e.result, e.strict_result, e.why, e.highest_level, e.fell_areas,
       e.support_still_needed, e.other_evidence
FROM {stored}evidence AS e
JOIN {stored}evidence_summary AS s ON s.dimension_no = 0 AND s.rule_no = 1 AND s.need_code = e.need_code',
     'ABOUT SINGLE FAMILIES: grant with care. What the Stars show of each recorded need: evidence, not a met outcome and not a claim. not_shown means not shown by the Star: never failed, not improved, or need still present, because an area covers more than one need. The mapping is written for edition 2; readings of edition 1 count by the number of the area.'),
    (19, 'evidence_summary', 'SELECT s.dimension_no, s.dimension, s.member_no, s.member, s.headline_no, s.headline, s.need_no, s.need_code, s.need_label, s.rule_no, s.rule, s.recorded,
       s.recorded - s.cannot_tell - s.hard_only - s.other_star AS base, s.improved, s.further_only, s.held, s.partly, s.some_progress, s.not_shown, s.cannot_tell, s.hard_only, s.other_star,
       @extschema@.percentage(s.improved::numeric, (s.recorded - s.cannot_tell - s.hard_only - s.other_star)::numeric, 1)::numeric(4,1) AS improved_percent, s.other_evidence
FROM {stored}evidence_summary AS s',
     'Recorded needs by what the Stars show of them, by the default rule and strictly: never add the two up. Evidence, not met outcomes and not claims. not_shown means not shown by the Star: never failed, not improved, or need still present, because an area covers more than one need. The mapping is written for edition 2; readings of edition 1 count by the number of the area. Judging more than two sources together, and the pool of all other areas, is our extension of the published rule.'),
    (20, 'headline_movement', 'SELECT p.dimension_no, p.dimension, p.member_no, p.member, h.headline_no, h.headline, p.area_no, p.area, @extschema@.family_count(p.matrix) AS families,
       @extschema@.progressed(p.matrix) AS up, @extschema@.maintained(p.matrix) AS same, @extschema@.regressed(p.matrix) AS down,
       top.families AS at_9_or_10, @extschema@.percentage(top.families::numeric, @extschema@.family_count(p.matrix)::numeric, 1)::numeric(4,1) AS at_9_or_10_percent
FROM {stored}headline_areas AS h
JOIN {stored}progress AS p ON p.area_no = h.area_no
JOIN LATERAL @extschema@.stages(@extschema@.final_distribution(p.matrix)) AS top ON top.stage_no = 5',
     'Families compared by headline problem of the Troubled Families programme 2018-20 and area: up, same and down by stage. The programme has no thresholds, so this is movement, not evidence. Empty for editions other than Family Star Plus; a family is counted in every area: never add headlines up.');
END;
COMMENT ON FUNCTION @extschema@.report_views() IS 'internal: the views of a report, as templates, and what they mean';

-- What columns mean: in all views, or (with the name of a view) in that one
CREATE FUNCTION @extschema@.report_column_meanings(OUT view_name text, OUT column_name text, OUT meaning text) RETURNS SETOF record
    IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    VALUES
    (NULL, 'dimension_no', 'sorts dimension: 0 is All'),
    (NULL, 'dimension', 'what the figures are broken down by: All, or the name of a dimension; filter by one, never add several up'),
    (NULL, 'member_no', 'sorts member: numbers by their size, and ''not recorded'' last'),
    (NULL, 'member', 'a value of the dimension; All; or ''not recorded'''),
    (NULL, 'area_no', 'number of the outcome area: sorts area'),
    (NULL, 'area', 'outcome area, as the edition names it'),
    (NULL, 'families', 'number of families'),
    (NULL, 'percent', 'families as % of base, rounded half away from zero'),
    (NULL, 'base', 'families = 100 %'),
    (NULL, 'which_star_no', 'sorts which_star'),
    (NULL, 'which_star', 'first: at the start, of the families compared; latest: the most recent review of the same families; first, all families: the first Star of everybody'),
    (NULL, 'stage_no', 'number of the stage: sorts stage'),
    (NULL, 'stage', 'stage of the Journey of Change, as the edition names it'),
    (NULL, 'start_stage_no', 'number of the start stage: sorts start_stage'),
    (NULL, 'start_stage', 'stage at the start'),
    (NULL, 'end_stage_no', 'number of the end stage: sorts end_stage'),
    (NULL, 'end_stage', 'stage at the latest Star'),
    (NULL, 'family', 'the family, as the source names it'),
    (NULL, 'completed_on', 'date of the Star'),
    (NULL, 'completed_by', 'who completed the Star'),
    (NULL, 'reading', 'the reading, 1 to 10 (or 1 to 5: see highest_reading in report_options)'),
    (NULL, 'first_month', 'first day of the month of the first Star'),
    (NULL, 'latest_month', 'first day of the month of the latest Star'),
    (NULL, 'first_reading', 'reading at the start'),
    (NULL, 'latest_reading', 'latest reading'),
    ('inclusion', 'measure_no', 'sorts measure'),
    ('inclusion', 'measure', 'what is counted'),
    ('inclusion', 'number', 'how many families, or Stars; NULL if the source does not tell'),
    ('inclusion', 'base_name', 'what percent is a percentage of; NULL if there is none. With a period, families with a first Star are those with one by its end'),
    ('inclusion', 'base', 'how many of base_name = 100 %'),
    ('inclusion', 'percent', 'number as whole % of base'),
    ('completed_by', 'counted_no', 'sorts counted'),
    ('completed_by', 'counted', 'which Stars: first Stars, first Stars of reviewed families, all Stars; never add them up'),
    ('completed_by', 'completed_by_no', 'sorts completed_by'),
    ('completed_by', 'completed_by', 'who completed the Stars; or ''not recorded'''),
    ('completed_by', 'stars', 'number of Stars'),
    ('completed_by', 'base', 'all Stars counted so = 100 %'),
    ('completed_by', 'percent', 'stars as whole % of base'),
    ('activity', 'quarter_start', 'first day of the quarter: sorts quarter_label'),
    ('activity', 'quarter_label', 'first and last month of the quarter, and the year in which it ends'),
    ('activity', 'families_added', 'families with added_on in the quarter; NULL without a table of families'),
    ('activity', 'stars_completed', 'Stars completed in the quarter'),
    ('activity', 'families_reviewed', 'families with a review in the quarter, each counted once a quarter: never add quarters up'),
    ('activity', 'families_left_reviewed', 'families that left in the quarter and have a review; NULL without left_on'),
    ('reading_distributions', 'reading', 'the reading, 1 to 10'),
    ('reading_distributions', 'families', 'number of families at the reading'),
    ('stage_distributions', 'families', 'number of families at the stage'),
    ('stage_distributions', 'base', 'families in the area = 100 %'),
    ('stage_distributions', 'percent', 'families as whole % of base; rounded, they need not add up to 100'),
    ('mean_progress', 'starting_no', 'sorts starting'),
    ('mean_progress', 'starting', 'all, or only families whose first reading in the area is below 7: never add them up'),
    ('mean_progress', 'families', 'families compared with both readings in the area, of those that starting says'),
    ('mean_progress', 'first_total', 'sum of first readings: initial_mean = first_total / families'),
    ('mean_progress', 'latest_total', 'sum of latest readings: final_mean = latest_total / families'),
    ('mean_progress', 'initial_mean', 'mean of first readings; NULL without a family'),
    ('mean_progress', 'final_mean', 'mean of latest readings; NULL without a family'),
    ('mean_progress', 'mean_progress', '(latest_total - first_total) / families, rounded once; NULL without a family'),
    ('progress_matrices', 'start_stage_no', 'number of the start stage: sorts start_stage; NULL in the row of totals'),
    ('progress_matrices', 'start_stage', 'stage at the start; Total'),
    ('progress_matrices', 'total', 'all families of the row'),
    ('progress_cells', 'families', 'number of families that start and end there'),
    ('progress_rates', 'families', 'families compared that have both readings in the area'),
    ('progress_rates', 'progressed', 'families whose end stage is above their start stage'),
    ('progress_rates', 'maintained', 'families whose end stage is their start stage'),
    ('progress_rates', 'regressed', 'families whose end stage is below their start stage'),
    ('progress_rates', 'stayed_at_top', 'families that start and end in the top stage: they had nowhere to go'),
    ('progress_rates', 'made_progress_base', 'families - stayed_at_top = 100 % of made_progress_percent'),
    ('progress_rates', 'made_progress_percent', 'progressed as % of made_progress_base; NULL if that is 0'),
    ('progress_rates', 'higher_progress_percent', 'progressed as % of families'),
    ('progress_rates', 'lower_progress_percent', 'regressed as % of families'),
    ('overall_change', 'change_no', 'sorts change'),
    ('overall_change', 'change', 'negative, no change or positive'),
    ('overall_change', 'families', 'number of families whose overall change that is'),
    ('overall_change', 'base', 'families compared that have an area with both readings = 100 %'),
    ('areas_moved', 'areas', 'in how many areas: 0 to all of them'),
    ('areas_moved', 'families_progressed_in_exactly', 'families that progressed in so many areas'),
    ('areas_moved', 'families_progressed_in_at_least', 'families that progressed in so many areas or more'),
    ('areas_moved', 'base', 'families compared = 100 %'),
    ('areas_moved', 'percent', 'families_progressed_in_at_least as % of base'),
    ('journeys', 'added_on', 'when the family was added to the service'),
    ('journeys', 'left_on', 'when the family left'),
    ('journeys', 'star_count', 'number of Stars up to the end of the period'),
    ('journeys', 'first_on', 'date of the first Star'),
    ('journeys', 'latest_on', 'date of the latest review; NULL for one Star. With a period it may lie before it: then the family is not compared'),
    ('journeys', 'days', 'days from first_on to latest_on'),
    ('journeys', 'compared', 'is the family compared: has it two Stars or more, the latest of them in the period?'),
    ('journeys', 'mean_change', 'mean over the areas with both readings of latest less first; NULL if the family is not compared, or has no such area'),
    ('journeys', 'overall_change', 'negative, no change or positive; NULL where mean_change is'),
    ('journeys', 'areas_progressed', 'areas in which the stage rose; NULL if the family is not compared'),
    ('journeys', 'areas_maintained', 'areas in which the stage stayed; NULL if the family is not compared'),
    ('journeys', 'areas_regressed', 'areas in which the stage fell; NULL if the family is not compared'),
    ('family_stars', 'star_no', 'number of the Star, from 1'),
    ('family_stars', 'reading', 'the reading, 1 to 10 (or 1 to 5: see highest_reading in report_options); NULL if there are contradicting ones'),
    ('family_stars', 'stage_no', 'number of the stage: sorts stage; NULL without a reading'),
    ('family_stars', 'change_since_first', 'the reading less that of the first Star in the area; NULL if one of them is missing'),
    ('progress_counts', 'families', 'number of families with these two readings in the area'),
    ('progress_summary', 'matrix', 'families by first and latest reading (stage, where readings are 1 to 5), of type progress_matrix'),
    ('data_quality', 'issue', 'what is wrong, in a few words'),
    ('data_quality', 'family', 'the family; NULL if none is named'),
    ('data_quality', 'completed_on', 'the date of the Star; NULL if it is none, or if the issue is about the family'),
    ('data_quality', 'area_no', 'number of the area, if the issue is about one'),
    ('data_quality', 'value', 'what the source says'),
    ('data_quality', 'detail', 'why it could not be used, and what became of it'),
    ('data_quality', 'occurrences', 'how often the source has just this; for contradictions, Stars, families and needs: once each'),
    (NULL, 'need_no', 'sorts need_code'),
    ('evidence', 'headline_no', 'number of the headline outcome: sorts headline'),
    ('evidence', 'headline', 'headline outcome of the framework'),
    ('evidence', 'need_code', 'code of the need, as text'),
    ('evidence', 'need_label', 'what the need is, in short'),
    ('evidence', 'result', 'improved, further_only, held, partly, some_progress, not_shown (by the Star), cannot_tell, hard_only, other_star'),
    ('evidence', 'strict_result', 'the same by the strict rule: where the framework lists all other areas, each of them is a source of its own'),
    ('evidence', 'why', 'the result (not the strict one) as a sentence for the case file'),
    ('evidence', 'highest_level', 'the highest level that an area crossed; NULL if none did'),
    ('evidence', 'fell_areas', 'numbers of the areas that fell below their threshold; NULL if none did'),
    ('evidence', 'support_still_needed', 'is an area that is listed for the need still below 10? NULL if that is not known'),
    ('evidence', 'other_evidence', 'what else the framework asks for or takes: star_or_other, no_assessment_item, star_and_hard, hard_only, other_star'),
    ('evidence_summary', 'headline_no', 'number of the headline outcome: sorts headline'),
    ('evidence_summary', 'headline', 'headline outcome of the framework'),
    ('evidence_summary', 'need_code', 'code of the need, as text'),
    ('evidence_summary', 'need_label', 'what the need is, in short'),
    ('evidence_summary', 'rule_no', 'sorts rule'),
    ('evidence_summary', 'rule', 'default; or strict: where the framework lists all other areas, each of them is a source of its own. Never add the two up'),
    ('evidence_summary', 'recorded', 'families with the need recorded'),
    ('evidence_summary', 'base', 'of them, needs that a Star can evidence and that are not cannot_tell = 100 %'),
    ('evidence_summary', 'improved', 'a source (an area; or all other areas together) crossed a level, and every other one reached or kept its threshold'),
    ('evidence_summary', 'further_only', 'at the threshold from the start, and further up'),
    ('evidence_summary', 'held', 'at the threshold from the start, and still'),
    ('evidence_summary', 'partly', 'some areas reached the threshold or went further, others are below'),
    ('evidence_summary', 'some_progress', 'below the threshold, but up, where the framework takes that for weaker evidence'),
    ('evidence_summary', 'not_shown', 'not shown by the Star'),
    ('evidence_summary', 'cannot_tell', 'a reading is missing that it would take'),
    ('evidence_summary', 'hard_only', 'a Star cannot show this need: hard records only'),
    ('evidence_summary', 'other_star', 'another version of the Star shows this need'),
    ('evidence_summary', 'improved_percent', 'improved as % of base'),
    ('evidence_summary', 'other_evidence', 'what else the framework asks for or takes: with star_and_hard the Star alone is never enough'),
    ('headline_movement', 'headline_no', 'number of the headline problem: sorts headline'),
    ('headline_movement', 'headline', 'headline problem of the programme'),
    ('headline_movement', 'families', 'families compared that have both readings in the area'),
    ('headline_movement', 'up', 'families whose end stage is above their start stage'),
    ('headline_movement', 'same', 'families whose end stage is their start stage'),
    ('headline_movement', 'down', 'families whose end stage is below their start stage'),
    ('headline_movement', 'at_9_or_10', 'families at 9 or 10 in the latest Star'),
    ('headline_movement', 'at_9_or_10_percent', 'at_9_or_10 as % of families'),
    ('report_options', 'option', 'an argument of create_star_report; highest_reading comes with the edition'),
    ('report_options', 'value', 'its value, given or by default; NULL if it has none'),
    ('report_options', 'refreshed_at', 'when the report was computed; the same in every row');
END;
COMMENT ON FUNCTION @extschema@.report_column_meanings() IS 'internal: what the columns of a report''s views mean';

-- A dimension may bear the name of a column that stands beside it.
CREATE FUNCTION @extschema@.report_dimension_columns(options jsonb) RETURNS text[]
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ARRAY(SELECT CASE WHEN dimension IN ('family', 'added_on', 'left_on', 'star_count', 'first_on', 'latest_on', 'days', 'mean_change', 'overall_change',
                                                'areas_progressed', 'areas_maintained', 'areas_regressed', 'first_month', 'latest_month', 'area_no', 'area',
                                                'first_reading', 'latest_reading', 'families', 'matrix', 'compared', 'star_no', 'completed_on', 'completed_by', 'reading', 'stage_no', 'stage', 'change_since_first',
                                                'headline_no', 'headline', 'need_no', 'need_code', 'need_label',
                                                'result', 'strict_result', 'why', 'highest_level', 'fell_areas', 'support_still_needed', 'other_evidence') OR dimension ~ '^(first|latest)_[0-9]+$'
                             THEN dimension || '_dimension' ELSE dimension END
                 FROM jsonb_array_elements_text(options->'dimensions') WITH ORDINALITY AS place (dimension, dimension_no) ORDER BY dimension_no);
COMMENT ON FUNCTION @extschema@.report_dimension_columns(jsonb) IS 'internal: the names of the columns of dimensions';

-- What the templates are filled with: columns of dimensions, stages and areas.
CREATE FUNCTION @extschema@.report_view_fields(options jsonb, stored text) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    edition CONSTANT @extschema@.editions := (SELECT e FROM @extschema@.editions AS e WHERE e.edition = options->>'edition');
    names CONSTANT text[] := @extschema@.report_dimension_columns(options);
    stages CONSTANT boolean := options->>'highest_reading' = '5';  -- are readings stages?
    fields CONSTANT jsonb := jsonb_build_object('stored', format('%I.%s_', options->>'report_schema', stored), 'halved', CASE WHEN stages THEN ' / 2' END);
BEGIN
    RETURN fields || jsonb_build_object(
        'pairs', @extschema@.report_fill(
            '(SELECT f.members, date_trunc(''month'', @extschema@.first_on(f.journey)::timestamp)::date AS first_month,
             date_trunc(''month'', @extschema@.latest_on(f.journey)::timestamp)::date AS latest_month, a.area_no, a.area,
             (f.start_star)[a.area_no]::integer{halved} AS first_reading, (f.latest_star)[a.area_no]::integer{halved} AS latest_reading
      FROM {stored}families AS f CROSS JOIN {stored}areas AS a
      WHERE (f.start_star)[a.area_no] IS NOT NULL AND (f.latest_star)[a.area_no] IS NOT NULL)', fields),
        'where_ten_readings', CASE WHEN stages THEN E'\nWHERE false' END,
        'starting_below_7', CASE WHEN NOT stages THEN ', (2, ''below 7'', @extschema@.starting_below(p.matrix, 7))' END,
        'as_stage', CASE WHEN stages THEN '::@extschema@.journey_stage' END,
        'stage_columns', (SELECT string_agg(format('r.stage_%s AS %I', stage_no, stage), ', ' ORDER BY stage_no)
                          FROM unnest(edition.stages) WITH ORDINALITY AS label (stage, stage_no)),
        'reading_columns', (SELECT string_agg(format('(f.%s)[%s]::integer%s AS %I', star, area_no, fields->>'halved', which || '_' || area_no), ', ' ORDER BY which, area_no)
                            FROM (VALUES ('start_star', 'first'), ('latest_star', 'latest')) AS pair (star, which), generate_series(1, cardinality(edition.areas)) AS area_no),
        'dimension_columns', (SELECT string_agg(format('(f.members)[%s] AS %I, ', place, name), '' ORDER BY place) FROM unnest(names) WITH ORDINALITY AS d (name, place)),
        'evidence_dimension_columns', (SELECT string_agg(format('(e.members)[%s] AS %I, ', place, name), '' ORDER BY place) FROM unnest(names) WITH ORDINALITY AS d (name, place)),
        'dimension_keys', (SELECT string_agg(format('(f.members)[%s], ', place), '' ORDER BY place) FROM generate_series(1, cardinality(names)) AS place));
END $$;
COMMENT ON FUNCTION @extschema@.report_view_fields(jsonb, text) IS 'internal: what the templates of views are filled with';

-- Replacing: what users gave a view, and what stands on it.

CREATE FUNCTION @extschema@.report_keepsakes(relation regclass, OUT column_name text, OUT statement text) RETURNS SETOF record
    STABLE PARALLEL SAFE LANGUAGE sql
BEGIN ATOMIC
    WITH part AS (
        SELECT NULL::text AS column_name, relowner, relacl AS acl, obj_description(oid, 'pg_class') AS description, reloptions FROM pg_class WHERE oid = relation
        UNION ALL
        SELECT attname::text, relowner, attacl, col_description(attrelid, attnum), NULL
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE pg_class.oid = relation AND attnum > 0
    )
    SELECT column_name, concat('GRANT ', privilege_type, '(' || quote_ident(column_name) || ')', ' ON ', relation, ' TO ',
                               CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
    FROM part, aclexplode(acl) WHERE grantee <> relowner
    UNION ALL
    SELECT column_name, coalesce(format('COMMENT ON COLUMN %s.', relation) || quote_ident(column_name), format('COMMENT ON VIEW %s', relation)) || format(' IS %L', description)
    FROM part WHERE description IS NOT NULL
    UNION ALL
    SELECT NULL, format('ALTER VIEW %s SET (%s)', relation, array_to_string(reloptions, ', ')) FROM part WHERE reloptions IS NOT NULL;
END;
COMMENT ON FUNCTION @extschema@.report_keepsakes(regclass) IS 'internal: what restores the grants, comments and options of a view that is made anew';

CREATE FUNCTION @extschema@.report_view_columns(relation regclass, OUT column_name text, OUT column_type text) RETURNS SETOF record
    STABLE PARALLEL SAFE LANGUAGE sql
BEGIN ATOMIC
    SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped ORDER BY attnum;
END;
COMMENT ON FUNCTION @extschema@.report_view_columns(regclass) IS 'internal: the columns of a view, in order';

-- The columns that a query would give a view
CREATE FUNCTION @extschema@.report_query_columns(report_schema name, query text, OUT column_name text, OUT column_type text) RETURNS SETOF record
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    probe CONSTANT text := format('%I.staged_view', report_schema);
BEGIN
    EXECUTE format('CREATE VIEW %s AS %s', probe, query);
    RETURN QUERY SELECT * FROM @extschema@.report_view_columns(probe::regclass);
    EXECUTE format('DROP VIEW %s', probe);
END $$;
COMMENT ON FUNCTION @extschema@.report_query_columns(name, text) IS 'internal: the columns of a query, in order';

-- What is in the way is named by PostgreSQL, all of it; what to do about it is said here.
CREATE FUNCTION @extschema@.report_drop(statement text, with_dependents boolean, message text, detail text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    depending text;
BEGIN
    EXECUTE statement || CASE WHEN with_dependents THEN ' CASCADE' ELSE ' RESTRICT' END;
EXCEPTION WHEN dependent_objects_still_exist THEN
    GET STACKED DIAGNOSTICS depending = PG_EXCEPTION_DETAIL;
    RAISE dependent_objects_still_exist USING
        MESSAGE = message,
        DETAIL = concat_ws(E'\n', detail, depending),
        HINT = 'Drop or change those objects first, or say cascade => true to drop them too.';
END $$;
COMMENT ON FUNCTION @extschema@.report_drop(text, boolean, text, text) IS 'internal: drops what is in the way, or says what stands on it';

-- Drops those views of a report that cannot be replaced in place, as a column of theirs has to go, and returns what
-- restores their grants and comments.  What stands on such views is named in an error, or dropped with them.
CREATE FUNCTION @extschema@.report_retire_views(options jsonb, with_dependents boolean) RETURNS jsonb
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields CONSTANT jsonb := @extschema@.report_view_fields(options, 'staged');
    template record;
    existing regclass;
    lost text;
    all_lost text[] := '{}';
    retired text[] := '{}';
    keepsakes jsonb := '{}';
BEGIN
    FOR template IN SELECT * FROM @extschema@.report_views() LOOP
        existing := to_regclass(format('%I.%I', options->>'report_schema', template.view_name));
        CONTINUE WHEN existing IS NULL;
        SELECT string_agg(quote_ident(column_name), ', ' ORDER BY place) INTO lost
        FROM @extschema@.report_view_columns(existing) WITH ORDINALITY AS present (column_name, column_type, place)
        WHERE (column_name, column_type) NOT IN (
            SELECT * FROM @extschema@.report_query_columns((options->>'report_schema')::name, @extschema@.report_fill(template.definition, fields)));
        CONTINUE WHEN lost IS NULL;
        retired := retired || existing::text;
        all_lost := all_lost || format('%s (%s)', template.view_name, lost);
        keepsakes := keepsakes || jsonb_build_object(template.view_name, (SELECT jsonb_agg(to_jsonb(k)) FROM @extschema@.report_keepsakes(existing) AS k));
    END LOOP;
    IF retired <> '{}' THEN
        PERFORM @extschema@.report_drop('DROP VIEW ' || array_to_string(retired, ', '), with_dependents,
            format('report %I cannot be replaced because other objects depend on views of which columns go or change their type', options->>'report_schema'),
            format('Those columns: %s.', array_to_string(all_lost, ', ')));
    END IF;
    RETURN keepsakes;
END $$;
COMMENT ON FUNCTION @extschema@.report_retire_views(jsonb, boolean) IS 'internal: drops the views that cannot be replaced in place';

-- The query for a view that may be there: its columns stay in their order, as PostgreSQL demands, and new ones follow
CREATE FUNCTION @extschema@.report_in_order(report_schema name, view regclass, definition text) RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    former CONSTANT text[] := ARRAY(SELECT column_name FROM @extschema@.report_view_columns(view));
    latter CONSTANT text[] := CASE WHEN former <> '{}' THEN ARRAY(SELECT column_name FROM @extschema@.report_query_columns(report_schema, definition)) END;
BEGIN
    IF former = '{}' OR latter[:cardinality(former)] = former THEN
        RETURN definition;
    END IF;
    RETURN format('SELECT %s FROM (%s) AS definition', (
        SELECT string_agg(quote_ident(column_name), ', ' ORDER BY array_position(former, column_name), place)
        FROM unnest(latter) WITH ORDINALITY AS c (column_name, place)), definition);
END $$;
COMMENT ON FUNCTION @extschema@.report_in_order(name, regclass, text) IS 'internal: a query with its columns in the order of a view''s';

-- A comment that is there is somebody's own, or says the same.
CREATE FUNCTION @extschema@.report_comment(options jsonb, view regclass, view_name text, meaning text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dimensions CONSTANT text[] := @extschema@.report_dimension_columns(options);
    areas CONSTANT text[] := (SELECT e.areas FROM @extschema@.editions AS e WHERE e.edition = options->>'edition');
    part record;
BEGIN
    IF obj_description(view, 'pg_class') IS NULL THEN
        EXECUTE format('COMMENT ON VIEW %s IS %L', view, meaning);
    END IF;
    FOR part IN
        SELECT attname, coalesce(own.meaning, common.meaning, CASE
                   WHEN attname = ANY (dimensions) THEN 'the family''s member of this dimension, or ''not recorded'''
                   WHEN report_comment.view_name = 'progress_matrices' THEN 'families that end at this stage'
                   ELSE concat(areas[substring(attname FROM '\d+$')::integer], CASE WHEN attname LIKE 'first%' THEN ': reading at the start' ELSE ': latest reading' END) END) AS meaning
        FROM pg_attribute
        LEFT JOIN @extschema@.report_column_meanings() AS own ON own.view_name = report_comment.view_name AND own.column_name = attname
        LEFT JOIN @extschema@.report_column_meanings() AS common ON common.view_name IS NULL AND common.column_name = attname
        WHERE attrelid = view AND attnum > 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', view, part.attname, part.meaning);
    END LOOP;
END $$;
COMMENT ON FUNCTION @extschema@.report_comment(jsonb, regclass, text, text) IS 'internal: comments on a view and its columns';

CREATE FUNCTION @extschema@.report_make_views(options jsonb, keepsakes jsonb) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields CONSTANT jsonb := @extschema@.report_view_fields(options, 'stored');
    template record;
    view text;
    part record;
BEGIN
    FOR template IN SELECT * FROM @extschema@.report_views() LOOP
        view := format('%I.%I', options->>'report_schema', template.view_name);
        EXECUTE format('CREATE OR REPLACE VIEW %s%s AS %s', view,
            (SELECT format(' WITH (%s)', array_to_string(reloptions, ', ')) FROM pg_class WHERE oid = to_regclass(view) AND reloptions IS NOT NULL),
            @extschema@.report_in_order((options->>'report_schema')::name, to_regclass(view), @extschema@.report_fill(template.definition, fields)));
        -- default privileges may give again what was taken away
        FOR part IN SELECT DISTINCT concat('REVOKE ALL ON ', view, ' FROM ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END) AS statement
                    FROM pg_class, aclexplode(relacl) WHERE oid = view::regclass AND grantee <> relowner AND keepsakes ? template.view_name LOOP
            EXECUTE part.statement;
        END LOOP;
        FOR part IN SELECT * FROM jsonb_to_recordset(keepsakes->template.view_name) AS k (column_name text, statement text)
                    WHERE k.column_name IS NULL OR k.column_name IN (SELECT v.column_name FROM @extschema@.report_view_columns(view::regclass) AS v) LOOP
            EXECUTE part.statement;
        END LOOP;
        PERFORM @extschema@.report_comment(options, view::regclass, template.view_name, template.meaning);
    END LOOP;
END $$;
COMMENT ON FUNCTION @extschema@.report_make_views(jsonb, jsonb) IS 'internal: makes or replaces the views of a report';

SET LOCAL search_path TO @extschema@, pg_temp;
-- A report: a schema of views over an analyst's own table.

-- For functions with bodies in SQL: what they call is found in pg_catalog, or is named with its schema, and has
-- arguments of its very types.  A trusted extension can be installed into a schema that holds somebody's traps.
SET LOCAL search_path TO pg_catalog, pg_temp;

-- The mark of a report is the beginning of the comment on its schema.
CREATE FUNCTION @extschema@.is_star_report(report_schema name) RETURNS boolean
    STABLE STRICT PARALLEL SAFE LANGUAGE sql
    RETURN coalesce((SELECT obj_description(oid, 'pg_namespace') LIKE 'Star report%' FROM pg_namespace WHERE nspname = report_schema), false);
COMMENT ON FUNCTION @extschema@.is_star_report(name) IS 'is the schema a report''s, or marked for one, by its comment?';

-- Arguments that can be wrong whatever the source is.  The time zone becomes the session's, also for what a view or a
-- dimension makes of a time, until the function that has its own ends.
CREATE FUNCTION @extschema@.report_check_options(options jsonb) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    argument text;
    allowed text[];
BEGIN
    FOREACH argument IN ARRAY '{source,report_schema,family,completed_on,edition,start_rule,change_band,quarter_starts,time_zone,date_format}'::text[] LOOP
        IF coalesce(options->>argument, '') = '' THEN
            RAISE null_value_not_allowed USING MESSAGE = format('argument %s is missing', argument);
        END IF;
    END LOOP;
    FOR argument, allowed IN VALUES
        ('edition', ARRAY(SELECT edition FROM @extschema@.editions ORDER BY edition)),
        ('start_rule', '{first,lower of first two}'), ('date_format', '{YYYY-MM-DD,DD/MM/YYYY,MM/DD/YYYY}') LOOP
        IF options->>argument <> ALL (allowed) THEN
            RAISE invalid_parameter_value USING
                MESSAGE = format('there is no %s "%s"', replace(argument, '_', ' '), options->>argument),
                HINT = @extschema@.report_hint(options->>argument, allowed, 'There are');
        END IF;
    END LOOP;
    IF (options->>'change_band')::numeric < 0 OR (options->>'change_band')::numeric IN ('NaN', 'Infinity') THEN
        RAISE invalid_parameter_value USING MESSAGE = format('change_band must be zero or more, not %s', options->>'change_band');
    ELSIF (options->>'quarter_starts')::integer NOT BETWEEN 1 AND 12 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('quarter_starts must be a month, 1 to 12, not %s', options->>'quarter_starts');
    ELSIF (options->>'period_from')::date > (options->>'period_to')::date OR (options->>'period_from')::date NOT BETWEEN '1900-01-01' AND '9999-12-31'
          OR (options->>'period_to')::date NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('period_from %s and period_to %s are no period', coalesce(options->>'period_from', 'NULL'), coalesce(options->>'period_to', 'NULL')),
            HINT = 'Both days belong to the period, and are from 1900 to 9999; NULL leaves an end open.';
    ELSIF array_position(ARRAY(SELECT jsonb_array_elements_text(options->'dimensions')), NULL) IS NOT NULL THEN
        RAISE null_value_not_allowed USING MESSAGE = 'a dimension is NULL';
    ELSIF (SELECT count(*) > count(DISTINCT dimension) FROM unnest(@extschema@.report_dimension_columns(options)) AS dimension) THEN
        RAISE duplicate_column USING MESSAGE = format('a dimension is given twice: %s', (SELECT string_agg(dimension, ', ' ORDER BY place) FROM jsonb_array_elements_text(options->'dimensions') WITH ORDINALITY AS given (dimension, place)));
    END IF;
    BEGIN
        PERFORM set_config('TimeZone', options->>'time_zone', true), now() AT TIME ZONE (options->>'time_zone');
    EXCEPTION WHEN invalid_parameter_value THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('there is no time zone "%s"', options->>'time_zone'),
            HINT = concat('Perhaps you mean "' || @extschema@.nearest_name(options->>'time_zone', ARRAY(SELECT name FROM pg_timezone_names ORDER BY name)) || '". ',
                          'View pg_timezone_names has them all.');
    END;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_options(jsonb) IS 'internal: checks the arguments of a report';

-- Labels of the edition, as far as they have to be names
CREATE FUNCTION @extschema@.report_check_edition(options jsonb) RETURNS void
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text := (
        SELECT string_agg(DISTINCT quote_ident(stage), ', ')
        FROM (SELECT stage, count(*) OVER (PARTITION BY left(stage, 63)) AS uses FROM @extschema@.editions, unnest(stages) AS stage WHERE edition = options->>'edition') AS label
        WHERE uses > 1 OR octet_length(stage) > 63 OR stage IN ('dimension_no', 'dimension', 'member_no', 'member', 'area_no', 'area', 'start_stage_no', 'start_stage', 'total'));
BEGIN
    IF wrong IS NOT NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('edition "%s" has labels of stages that cannot be names of columns: %s', options->>'edition', wrong),
            HINT = 'They must differ, have 63 bytes at most, and not be the name of another column of progress_matrices.';
    END IF;
    SELECT format('"%s" (%s)', min(area_name COLLATE "C"), string_agg(DISTINCT area_no::text, ', ')) INTO wrong
    FROM (SELECT area_no, area_name FROM @extschema@.area_names WHERE edition = options->>'edition'
          UNION ALL SELECT area_no, area_no::text FROM generate_series(1, 15) AS area_no) AS known
    GROUP BY @extschema@.area_key(area_name) HAVING count(DISTINCT area_no) > 1 ORDER BY 1 LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('edition "%s" has one name for several areas: %s', options->>'edition', wrong),
            HINT = 'See view area_names; names that were added are in own_area_names.';
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_edition(jsonb) IS 'internal: checks the edition of a report';

CREATE FUNCTION @extschema@.report_check_relation(relation text, argument text) RETURNS void
    STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    class pg_class;
BEGIN
    BEGIN
        class := (SELECT c FROM pg_class AS c WHERE oid = to_regclass(relation));
    EXCEPTION WHEN invalid_name THEN  -- before PostgreSQL 16
    END;
    IF class.oid IS NULL THEN
        RAISE undefined_table USING MESSAGE = format('there is no table %s', relation), DETAIL = format('Argument %s.', argument);
    ELSIF class.relkind <> ALL ('{r,v,m,p,f}') THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is no table and no view', relation), DETAIL = format('Argument %s.', argument);
    ELSIF NOT has_schema_privilege(class.relnamespace, 'USAGE') THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('permission denied for schema %s', class.relnamespace::regnamespace), DETAIL = format('Argument %s.', argument);
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_relation(text, text) IS 'internal: checks that something can be read like a table';

-- A report is kept by its owner alone: somebody else's tables could hold triggers, and somebody else's options name any
-- source, which would be read with the rights of the caller; and a view must have the owner of the tables it reads.
CREATE FUNCTION @extschema@.report_check_owner(report_schema name) RETURNS void
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    owner name := (
        SELECT min(pg_get_userbyid(relowner)::text) FROM pg_class
        WHERE relnamespace = to_regnamespace(quote_ident(report_schema)) AND pg_get_userbyid(relowner) <> current_user
          AND relname IN (SELECT view_name FROM @extschema@.report_views() UNION ALL SELECT 'stored_' || table_name FROM @extschema@.report_tables()));
BEGIN
    IF owner IS NOT NULL THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('report %I, or a part of it, belongs to role %I', report_schema, owner),
            HINT = format('Only its owner can refresh or replace it: SET ROLE %I;', owner);
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_owner(name) IS 'internal: an error if a report is not the caller''s';

-- One at a time; who reads goes on.
CREATE FUNCTION @extschema@.report_lock(report_schema name) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM @extschema@.report_check_owner(report_schema);
    IF to_regclass(format('%I.stored_options', report_schema)) IS NOT NULL THEN
        EXECUTE format('LOCK TABLE %I.stored_options IN SHARE ROW EXCLUSIVE MODE', report_schema);
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_lock(name) IS 'internal: waits until nobody else refreshes or replaces a report';

-- The schema: an existing report's, or a new one
CREATE FUNCTION @extschema@.report_take_schema(report_schema name) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regnamespace(quote_ident(report_schema)) IS NULL THEN
        IF NOT has_database_privilege(current_database(), 'CREATE') THEN
            RAISE insufficient_privilege USING
                MESSAGE = format('permission denied to create schema %I in database %I', report_schema, current_database()),
                HINT = format('Its owner can make a schema for you: CREATE SCHEMA %1$I AUTHORIZATION %2$I; COMMENT ON SCHEMA %1$I IS ''Star report'';', report_schema, current_user);
        END IF;
        EXECUTE format('CREATE SCHEMA %I', report_schema);
        EXECUTE format('COMMENT ON SCHEMA %I IS %L', report_schema,
            'Star report: views for everybody who may see it; tables stored_... are its own. Kept by create_star_report, refresh_star_report and drop_star_report of the extension outcomestar, which know it by the first two words of this comment.');
    ELSIF NOT @extschema@.is_star_report(report_schema) THEN
        RAISE duplicate_schema USING
            MESSAGE = format('schema %I exists, and is not a report', report_schema),
            HINT = 'Take another name' || CASE WHEN EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(report_schema))) THEN '.'
                ELSE format('; or, if it is meant for a report: COMMENT ON SCHEMA %I IS ''Star report'';', report_schema) END;
    ELSIF NOT has_schema_privilege(report_schema, 'CREATE') THEN
        RAISE insufficient_privilege USING MESSAGE = format('permission denied for schema %I', report_schema);
    END IF;
    PERFORM @extschema@.report_lock(report_schema);
END $$;
COMMENT ON FUNCTION @extschema@.report_take_schema(name) IS 'internal: makes sure of the schema of a report';

-- Everything that a report is made of is computed, or nothing is.
CREATE FUNCTION @extschema@.report_compute(options jsonb) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields jsonb;
BEGIN
    PERFORM @extschema@.report_check_options(options);
    PERFORM @extschema@.report_check_edition(options);
    PERFORM @extschema@.report_check_relation(options->>'source', 'source');
    PERFORM @extschema@.report_check_relation(options->>'families', 'families') WHERE options->>'families' IS NOT NULL;
    PERFORM @extschema@.report_check_relation(options->>'needs', 'needs') WHERE options->>'needs' IS NOT NULL;
    options := options || jsonb_build_object('today', (now() AT TIME ZONE (options->>'time_zone'))::date);
    fields := @extschema@.report_fields(options);
    PERFORM @extschema@.report_take_schema((options->>'report_schema')::name);
    PERFORM @extschema@.report_stage(options, fields);
END $$;
COMMENT ON FUNCTION @extschema@.report_compute(jsonb) IS 'internal: checks all, then computes the tables of a report';

CREATE FUNCTION @extschema@.report_publish_all(report_schema name, replaces_views boolean) RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    summary text;
BEGIN
    PERFORM @extschema@.report_publish(report_schema, table_name, meaning, replaces_views) FROM @extschema@.report_tables();
    EXECUTE format('
        SELECT format(''%%s: %%s service users, %%s of them with a Star; %%s Stars; %%s families with a reviewed Star; %%s'', %L, service_users, with_a_star, stars, reviewed,
                      CASE WHEN issues = 0 THEN ''nothing left out'' ELSE ''left out or doubtful: '' || issues || '' (see data_quality)'' END)
        FROM %I.stored_members, (SELECT coalesce(sum(occurrences), 0) AS issues FROM %2$I.stored_left_out) AS left_out WHERE dimension_no = 0', report_schema, report_schema) INTO summary;
    RETURN summary;
END $$;
COMMENT ON FUNCTION @extschema@.report_publish_all(name, boolean) IS 'internal: puts all tables of a report into use, and says what they hold';

-- Settings: the same report in every session.
CREATE FUNCTION @extschema@.create_star_report(
    source regclass, report_schema name, family text, completed_on text,
    area text DEFAULT NULL, reading text DEFAULT NULL, areas text[] DEFAULT NULL, star text DEFAULT NULL,
    completed_by text DEFAULT NULL, dimensions text[] DEFAULT NULL, families regclass DEFAULT NULL,
    edition text DEFAULT 'Family Star Plus 1', period_from date DEFAULT NULL, period_to date DEFAULT NULL,
    start_rule text DEFAULT 'first', change_band numeric DEFAULT 0.25, quarter_starts integer DEFAULT 4,
    time_zone text DEFAULT current_setting('TimeZone'), date_format text DEFAULT 'YYYY-MM-DD',
    needs regclass DEFAULT NULL, framework text DEFAULT 'supporting_families_2022_25', "cascade" boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET standard_conforming_strings = on
    SET datestyle = 'ISO, YMD' SET intervalstyle = postgres SET timezone = 'UTC' SET bytea_output = hex SET extra_float_digits = 1 AS $$
DECLARE
    options CONSTANT jsonb := jsonb_build_object(
        'source', source::text, 'report_schema', report_schema, 'family', family, 'completed_on', completed_on, 'area', area, 'reading', reading,
        'areas', areas, 'star', star, 'completed_by', completed_by, 'dimensions', coalesce(dimensions, '{}'), 'families', families::text,
        'edition', edition, 'period_from', period_from, 'period_to', period_to, 'start_rule', start_rule, 'change_band', change_band,
        'quarter_starts', quarter_starts, 'time_zone', time_zone, 'date_format', date_format, 'needs', needs::text, 'framework', framework,
        'highest_reading', (SELECT e.highest_reading FROM @extschema@.editions AS e WHERE e.edition = create_star_report.edition));
    keepsakes jsonb;
    former text;
    summary text;
BEGIN
    PERFORM @extschema@.report_compute(options);
    keepsakes := @extschema@.report_retire_views(options, "cascade");
    summary := @extschema@.report_publish_all(report_schema, true);
    PERFORM @extschema@.report_make_views(options, keepsakes);
    FOR former IN SELECT format('%I.%I', report_schema, 'former_' || table_name) FROM @extschema@.report_tables() LOOP
        PERFORM @extschema@.report_drop('DROP TABLE ' || former, "cascade",
            format('report %I cannot be replaced because other objects depend on stored tables of which columns change their type', report_schema),
            'A table former_... is what stored_... was.') WHERE to_regclass(former) IS NOT NULL;
    END LOOP;
    RETURN summary;
END $$;
COMMENT ON FUNCTION @extschema@.create_star_report(regclass, name, text, text, text, text, text[], text, text, text[], regclass, text, date, date, text, numeric, integer, text, text, regclass, text, boolean)
    IS 'makes or replaces a report: a schema of views over a table of readings (area and reading), of Stars with a column for each area (areas), or of whole Stars (star).
completed_by: the column that says who completed a Star. dimensions: columns to break every figure down by. families: a table of all service users, with added_on and perhaps left_on.
edition: labels, a row of view editions. period_from, period_to: first and last day of the period. start_rule: first, or lower of first two. change_band: up to which mean change there is no change.
quarter_starts: a month in which quarters begin. time_zone, date_format: how timestamps and text become dates. needs: a table of recorded needs, the column of the family and need_code; framework: which one they are of. cascade: drop what depends on a view that cannot be kept.';

CREATE FUNCTION @extschema@.report_check_schema(report_schema name) RETURNS void
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF @extschema@.is_star_report(report_schema) IS NOT TRUE OR to_regclass(format('%I.stored_options', report_schema)) IS NULL THEN
        RAISE invalid_schema_name USING
            MESSAGE = format('schema %s is not a report', coalesce(quote_ident(report_schema), 'NULL')),
            HINT = @extschema@.report_hint(report_schema::text, ARRAY(SELECT nspname::text FROM pg_namespace WHERE @extschema@.is_star_report(nspname) ORDER BY 1), 'Reports');
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_schema(name) IS 'internal: an error if a schema is not a report''s';

CREATE FUNCTION @extschema@.report_options_of(report_schema name) RETURNS jsonb
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    options jsonb;
BEGIN
    EXECUTE format('SELECT jsonb_object_agg(option, CASE WHEN option IN (''areas'', ''dimensions'') THEN to_jsonb(value::text[]) ELSE to_jsonb(value) END) FROM %I.stored_options', report_schema) INTO options;
    RETURN coalesce(options, '{}') || jsonb_build_object('report_schema', report_schema);
END $$;
COMMENT ON FUNCTION @extschema@.report_options_of(name) IS 'internal: how a report was made';

-- Labels of areas may have changed since, but those of stages are names of columns.
CREATE FUNCTION @extschema@.report_check_edition_stays(options jsonb) RETURNS void
    STABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    same boolean;
BEGIN
    EXECUTE format('
        SELECT e.highest_reading IS NOT DISTINCT FROM %3$L AND e.stages = ARRAY(SELECT stage FROM %1$I.stored_stages ORDER BY stage_no) AND cardinality(e.areas) = (SELECT count(*) FROM %1$I.stored_areas)
        FROM @extschema@.editions AS e WHERE edition = %2$L', options->>'report_schema', options->>'edition', options->>'highest_reading') INTO same;
    IF NOT same THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('edition "%s" has other labels of stages, another number of areas or other readings than when report %I was made', options->>'edition', options->>'report_schema'),
            HINT = 'Call create_star_report again, with the same report_schema.';
    END IF;
END $$;
COMMENT ON FUNCTION @extschema@.report_check_edition_stays(jsonb) IS 'internal: an error if the columns of a report''s views would be others now';

CREATE FUNCTION @extschema@.refresh_star_report(report_schema name) RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET standard_conforming_strings = on
    SET datestyle = 'ISO, YMD' SET intervalstyle = postgres SET timezone = 'UTC' SET bytea_output = hex SET extra_float_digits = 1 AS $$
DECLARE
    options jsonb;
BEGIN
    PERFORM @extschema@.report_check_schema(report_schema);
    PERFORM @extschema@.report_lock(report_schema);
    options := @extschema@.report_options_of(report_schema);  -- after whoever held the lock may have changed them
    PERFORM @extschema@.report_check_edition_stays(options);
    PERFORM @extschema@.report_compute(options);
    RETURN @extschema@.report_publish_all(report_schema, false);
END $$;
COMMENT ON FUNCTION @extschema@.refresh_star_report(name) IS 'computes a report anew from its source, as it was made; who reads it goes on, and sees the old figures until all are ready';

CREATE FUNCTION @extschema@.drop_star_report(report_schema name, "cascade" boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text;
BEGIN
    PERFORM @extschema@.report_check_schema(report_schema);
    FOR part IN SELECT 'VIEW IF EXISTS ' || string_agg(format('%I.%I', report_schema, view_name), ', ') FROM @extschema@.report_views() HAVING NOT "cascade"
                UNION ALL
                SELECT 'TABLE IF EXISTS ' || string_agg(format('%I.%I', report_schema, 'stored_' || table_name), ', ')
                FROM @extschema@.report_tables() HAVING NOT "cascade"
                UNION ALL
                SELECT format('SCHEMA %I', report_schema) LOOP
        PERFORM @extschema@.report_drop('DROP ' || part, "cascade", format('report %I cannot be dropped because other objects depend on it', report_schema), NULL);
    END LOOP;
END $$;
COMMENT ON FUNCTION @extschema@.drop_star_report(name, boolean) IS 'drops a report; what else stands on it or in its schema is an error, or with cascade is dropped too';

SET LOCAL search_path TO @extschema@, pg_temp;
