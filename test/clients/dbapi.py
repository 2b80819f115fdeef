# What the Python clients have in common: they ask, and write what they receive, for test/clients/run.  Every type of
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
        print(name, column[0], *{CLASSES[type(value)] for value in values if value is not None}, sep="\t")
    for row in rows:
        print(name, *map(text, row), sep="\t")


def run(cursor, mark):
    """mark: what stands for a parameter in a statement"""
    def ask(statement, *parameters):
        cursor.execute(statement, parameters)
        return cursor.fetchall()

    def answer(name, statement, *parameters):
        rows = ask(statement, *parameters)
        write(name, cursor.description, rows)
        return rows

    sys.stdout.reconfigure(encoding="utf-8")
    for view, in ask("SELECT viewname FROM pg_views WHERE schemaname = 'star_report'"):
        answer(view, "SELECT * FROM star_report." + view)
    (member,) = answer("member", "SELECT * FROM asked.member")
    filtered = f"SELECT * FROM star_report.progress_rates WHERE dimension = {mark} AND member = {mark}"
    answer("filtered", filtered, *member)
    values = answer("own_types", "SELECT * FROM asked.own_types")
    casts = ", ".join(f"{mark}::{own_type}" for own_type in OWN_TYPES)
    returned = [ask("SELECT " + casts, *row)[0] for row in values]
    write("own_types_back", cursor.description, returned)
