# Asks by pandas over SQLAlchemy, for test/clients/run.  Of a view pandas takes the columns from the catalog; of another
# statement it takes what arrives, where a date is an object and not a time.  Its numpy_nullable types keep integers and
# booleans beside NULLs; it has no exact numeric: a double.
import decimal
import re

import pandas
import sqlalchemy

import python_client

connection = sqlalchemy.create_engine("postgresql+psycopg://").connect()  # from the environment: PGHOST and so on


def value(cell, dtype, scale):
    if pandas.isna(cell):
        return None
    if dtype == "Float64":
        return decimal.Decimal(f"{cell:.{scale}f}")
    if re.fullmatch(r"datetime64\[\w+\]", dtype):  # without a zone: midnight
        return cell.date()
    plain = {"Int64": int, "string": str, "boolean": bool, "datetime64[us, UTC]": pandas.Timestamp.to_pydatetime}
    return plain[dtype](cell)


def answer(frame, description):
    scales = [column.scale for column in description]
    columns = [[value(cell, str(frame[name].dtype), scale) for cell in frame[name]]
               for name, scale in zip(frame, scales)]
    return list(frame), list(zip(*columns))


def described(statement, parameters=()):
    return connection.exec_driver_sql(statement, parameters).cursor.description


def ask(statement, *parameters):
    frame = pandas.read_sql_query(statement, connection, params=parameters, dtype_backend="numpy_nullable")
    return answer(frame, described(statement, parameters))


def read(view):
    frame = pandas.read_sql_table(view, connection, schema="star_report", dtype_backend="numpy_nullable")
    return answer(frame, described("SELECT * FROM star_report." + view))


python_client.run(ask, "%s", read)
