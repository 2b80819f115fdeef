# What the clients in Python have in common: they ask, and write what they receive, for test/clients/run.  Every type of
# the views has a type of its own in Python: numeric is Decimal, exact and with its scale.
import datetime
import decimal
import sys

CLASSES = {bool: "boolean", int: "integer", decimal.Decimal: "number", str: "text",
           datetime.date: "date", datetime.datetime: "timestamp"}
OWN_TYPES = ["star_reading", "journey_stage", "outcome_star", "star_journey", "stage_distribution", "progress_matrix"]


def text(value):
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime.datetime):  # one without a zone is in that of the session, which is Python's too: TZ
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat(" ", "milliseconds")
    return str(value).replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")


def write(name, columns, rows):
    for column, values in zip(columns, zip(*rows)):
        print(name, column, *{CLASSES[type(value)] for value in values if value is not None}, sep="\t")
    for row in rows:
        print(name, *map(text, row), sep="\t")


def of_cursor(cursor):
    """the function ask that run needs, of a cursor as Python's DB-API has it"""
    def ask(statement, *parameters):
        cursor.execute(statement, parameters)
        return [column[0] for column in cursor.description], cursor.fetchall()

    return ask


def run(ask, mark, read=None):
    """ask(statement, *parameters): the names of the columns, and the rows;
    mark: what stands for a parameter in a statement, with {} for its number if it has one;
    read(view): those of a view of the report, if the client has a way of its own"""
    def answer(name, statement, *parameters):
        columns, rows = ask(statement, *parameters)
        write(name, columns, rows)
        return rows

    def marks(form, names):
        return [form.format(name, mark.format(number)) for number, name in enumerate(names, 1)]

    read = read or (lambda view: ask("SELECT * FROM star_report." + view))
    sys.stdout.reconfigure(encoding="utf-8")
    for view, in ask("SELECT viewname::text FROM pg_views WHERE schemaname = 'star_report'")[1]:
        write(view, *read(view))
    (member,) = answer("member", "SELECT * FROM asked.member")
    filters = " AND ".join(marks("{} = {}", ["dimension", "member"]))
    answer("filtered", "SELECT * FROM star_report.progress_rates WHERE " + filters, *member)
    values = answer("own_types", "SELECT * FROM asked.own_types")
    casts = ", ".join(marks("{1}::{0} AS {0}", OWN_TYPES))
    returned = [ask("SELECT " + casts, *row) for row in values]
    write("own_types_back", returned[0][0], [row for _, (row,) in returned])
