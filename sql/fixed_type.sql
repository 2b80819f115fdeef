-- The type @type@: one byte, by value.

CREATE TYPE @type@;

\include input_output.sql type=@type@ symbol=@type@

CREATE TYPE @type@ (
    INPUT = @type@_in, OUTPUT = @type@_out, RECEIVE = @type@_recv, SEND = @type@_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, CATEGORY = '@category@'
);
