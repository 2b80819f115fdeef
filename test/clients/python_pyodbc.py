import os

import pyodbc

import python_client

python_client.run(python_client.of_cursor(pyodbc.connect(os.environ["ODBC_CONNECTION"]).cursor()), "?")
