-- star_reading against @integer@: in the operator families, so that "reading = 7" uses an index
-- and a join with a column of numbers can hash.  No MERGES: that would take the integers' own
-- operators into the family too, and change how the planner sees every integer.

\include comparison_operators.sql name=star_reading_@short@ symbol=star_reading_@short@ left=star_reading right=@integer@ joins=HASHES
\include comparison_operators.sql name=@short@_star_reading symbol=@short@_star_reading left=@integer@ right=star_reading joins=HASHES

ALTER OPERATOR FAMILY star_reading_ops USING btree ADD
    OPERATOR 1 < (star_reading, @integer@),
    OPERATOR 2 <= (star_reading, @integer@),
    OPERATOR 3 = (star_reading, @integer@),
    OPERATOR 4 >= (star_reading, @integer@),
    OPERATOR 5 > (star_reading, @integer@),
    FUNCTION 1 (star_reading, @integer@) star_reading_@short@_cmp(star_reading, @integer@),
    OPERATOR 1 < (@integer@, star_reading),
    OPERATOR 2 <= (@integer@, star_reading),
    OPERATOR 3 = (@integer@, star_reading),
    OPERATOR 4 >= (@integer@, star_reading),
    OPERATOR 5 > (@integer@, star_reading),
    FUNCTION 1 (@integer@, star_reading) @short@_star_reading_cmp(@integer@, star_reading);
ALTER OPERATOR FAMILY star_reading_ops USING hash ADD
    OPERATOR 1 = (star_reading, @integer@),
    OPERATOR 1 = (@integer@, star_reading),
    FUNCTION 1 (@integer@, @integer@) hash@short@(@integer@),
    FUNCTION 2 (@integer@, @integer@) hash@short@extended(@integer@, bigint);
