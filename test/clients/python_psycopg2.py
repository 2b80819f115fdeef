import psycopg2

import python_client

# from the environment: PGHOST, PGDATABASE and so on
python_client.run(python_client.of_cursor(psycopg2.connect("").cursor()), "%s")
