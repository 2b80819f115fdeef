-- star_reading: one reading of a Star, 1 to 10.

\include fixed_type.sql type=star_reading category=N
COMMENT ON TYPE star_reading IS 'a reading of a Star, a whole number from 1 to 10';

-- Casts.  Only the one to integer is implicit: with two, avg(reading) would be ambiguous.

\include integer_cast.sql integer=smallint short=int2 to_integer=ASSIGNMENT
\include integer_cast.sql integer=integer short=int4 to_integer=IMPLICIT
\include integer_cast.sql integer=bigint short=int8 to_integer=ASSIGNMENT
\include integer_cast.sql integer=numeric short=numeric to_integer=ASSIGNMENT

-- Comparison

\include operator_classes.sql type=star_reading symbol=star_reading
\include integer_comparison.sql integer=smallint short=int2
\include integer_comparison.sql integer=integer short=int4
\include integer_comparison.sql integer=bigint short=int8
\include largest_and_smallest.sql type=star_reading
