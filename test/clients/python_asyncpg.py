# Asks by asyncpg, for test/clients/run.  It prepares each statement, and looks up in the catalog what kind of type one
# is that it does not know.
import asyncio

import asyncpg

import python_client


async def ask(statement, *parameters):
    prepared = await connection.prepare(statement)
    return [column.name for column in prepared.get_attributes()], await prepared.fetch(*parameters)

loop = asyncio.new_event_loop()
connection = loop.run_until_complete(asyncpg.connect())  # from the environment: PGHOST, PGDATABASE and so on
python_client.run(lambda *asked: loop.run_until_complete(ask(*asked)), "${}")
