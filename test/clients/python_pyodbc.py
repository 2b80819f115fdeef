import os

import pyodbc

import dbapi

dbapi.run(pyodbc.connect(os.environ["ODBC_CONNECTION"]).cursor(), "?")
