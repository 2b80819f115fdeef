import psycopg

import python_client

# from the environment: PGHOST, PGDATABASE and so on
python_client.run(python_client.of_cursor(psycopg.connect("").cursor()), "%s")
