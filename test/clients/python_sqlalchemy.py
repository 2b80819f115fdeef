# Asks by SQLAlchemy, for test/clients/run.  Of a view it takes the columns that SQLAlchemy finds in the catalog, and
# converts what psycopg gives to their types; the one type of the extension it does not know, says so, and takes as it
# comes.
import sqlalchemy

import python_client

connection = sqlalchemy.create_engine("postgresql+psycopg://").connect()  # from the environment: PGHOST and so on


def ask(statement, *parameters):
    result = connection.exec_driver_sql(statement, parameters)
    return list(result.keys()), result.all()


def read(view):
    table = sqlalchemy.Table(view, sqlalchemy.MetaData(), schema="star_report", autoload_with=connection)
    return list(table.columns.keys()), connection.execute(sqlalchemy.select(table)).all()


python_client.run(ask, "%s", read)
