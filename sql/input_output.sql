-- Text and binary input and output of @type@.

CREATE FUNCTION @type@_in(cstring) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION @type@_out(@type@) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_out';
CREATE FUNCTION @type@_recv(internal) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION @type@_send(@type@) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@symbol@_send';

COMMENT ON FUNCTION @type@_in(cstring) IS 'text input of @type@';
COMMENT ON FUNCTION @type@_out(@type@) IS 'text output of @type@';
COMMENT ON FUNCTION @type@_recv(internal) IS 'binary input of @type@';
COMMENT ON FUNCTION @type@_send(@type@) IS 'binary output of @type@';
