import psycopg2

import dbapi

dbapi.run(psycopg2.connect("").cursor(), "%s")  # from the environment: PGHOST, PGDATABASE and so on
