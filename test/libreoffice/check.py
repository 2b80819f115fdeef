"""Does in LibreOffice Calc what doc/tools/libreoffice.md says, and compares every cell with the views:

    test/libreoffice/check.py ROLE DIRECTORY

The query and the formulas are those of the page.  psql is that of the report's owner; the role asks for what Calc gets
and for what it is compared with.  The spreadsheet, and a PDF of it, are left in the directory."""
import json
import math
import os
import pathlib
import re
import subprocess
import sys

import uno  # noqa: F401  (makes com.sun.star importable)
from com.sun.star.sheet.DataPilotFieldOrientation import COLUMN, DATA, PAGE, ROW
from com.sun.star.sheet.FillDirection import TO_BOTTOM

from calc import LibreOffice, cells, filter_pivot, import_view, is_date, new_pivot, pivot_cells, properties, refresh

ROLE, TO = sys.argv[1], pathlib.Path(sys.argv[2])
TEXT = pathlib.Path("doc/tools/libreoffice.md").read_text()
DATABASE, = re.findall(r"^ *\[(\w+)\]$", TEXT, re.MULTILINE)
STAGES, = re.findall(r"^```\n(SELECT .*?);\n```$", TEXT, re.MULTILINE | re.DOTALL)
FORMULAS = re.findall(r"^(\w+): (=.*)$", TEXT, re.MULTILINE)
SCHEMA = f"{os.environ['PGDATABASE']}.star_report"
VIEW, AREA = "progress_rates", "Meeting emotional needs"

failed = False


def report(test, problems):
    global failed
    print(f"test libreoffice/{test} ... {'FAILED' if problems else 'ok'}", flush=True)
    for problem in problems[:20]:
        print("   ", problem)
    failed = failed or bool(problems)


def psql(statement, **environment):
    return subprocess.run(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
                           f"--command={statement}"], env=os.environ | environment, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def rows(query):
    """What the role gets, in the form of cells."""
    return [["" if value is None else float(value) if isinstance(value, int) else value for value in row.values()]
            for row in json.loads(psql(f"SELECT coalesce(json_agg(q), '[]') FROM ({query}) AS q", PGUSER=ROLE))]


def change_report(statement):
    psql(f"{statement}; SELECT refresh_star_report('star_report')", PGOPTIONS="-c client_min_messages=warning")


def same(expected, found):
    return type(expected) is type(found) and (
        expected == found or isinstance(found, float) and math.isclose(expected, found, rel_tol=0, abs_tol=1e-8))


def differences(expected, found):
    """Of two dictionaries of cells."""
    return [f"{key}: {expected.get(key)!r} in the views, {found.get(key)!r} in the sheet"
            for key in sorted(expected.keys() | found.keys(), key=str) if not same(expected.get(key), found.get(key))]


def numbered(table):
    """The cells of rows that may come in any order."""
    return {(line, column): value for line, row in enumerate(sorted(table, key=lambda row: list(map(str, row))))
            for column, value in enumerate(row)}


def views():
    """Those that the role reads: name, columns, and types."""
    found = {}
    for view, column, kind in rows("""SELECT table_name, column_name, data_type FROM information_schema.columns
                                      WHERE table_schema = 'star_report' ORDER BY table_name, ordinal_position"""):
        found.setdefault(view, {})[column] = kind
    return found


def view_problems(document, sheet, view, columns):
    """A date is a number of days for Calc, and so is a time, in the session's time zone."""
    days = {"date": "{0} - date '1899-12-30'",
            "timestamp with time zone": "extract(epoch FROM {0}::timestamp - timestamp '1899-12-30') / 86400"}
    selected = ", ".join(days.get(kind, "{0}").format(f'"{column}"') + f' AS "{column}"'
                         for column, kind in columns.items())
    expected = rows(f"SELECT {selected} FROM star_report.{view}")
    heading, *found = cells(sheet)
    if list(heading) != list(columns):
        return [f"{view}: {heading}"]
    return [f"{view}.{column} is not shown as {kind}" for number, (column, kind) in enumerate(columns.items())
            if any(row[number] != "" for row in expected) and is_date(document, sheet, number) != (kind in days)
            ] + [f"{view}: {problem}" for problem in differences(numbered(expected), numbered(found))]


def pivot_problems(sheet, area=AREA, member="- all -"):
    """What is chosen above them, the cells, and the totals of rows, columns and all."""
    (_, *chosen_area), (_, *chosen_member), _, _, heading, *lines = pivot_cells(sheet)
    expected = {(start, latest): families for start, latest, families in rows(f"""
        SELECT coalesce(start_stage_label, 'Total Result') AS start,
               coalesce(latest_stage_label, 'Total Result') AS latest, sum(families) AS families
        FROM star_report.progress_cells WHERE area = '{area}' AND (dimension, member) =
            {("All", "All") if member == "- all -" else ("district", member)}
        GROUP BY CUBE (start_stage_label, latest_stage_label)""")}
    found = {(line[0], latest): families for line in lines for latest, families in zip(heading[1:], line[1:])}
    return differences(expected | {"area": area, "member": member},
                       found | {"area": chosen_area[0], "member": chosen_member[0]})


def percentages_problems(sheet):
    """All districts but South: two sums, and what they make."""
    expected = rows("""SELECT area_no, sum(progressed) AS progressed, sum(made_progress_base) AS base,
                              round(100.0 * sum(progressed) / sum(made_progress_base), 1) AS percent
                       FROM star_report.progress_rates WHERE dimension = 'district' AND member <> 'South'
                       GROUP BY area_no""")
    return differences(numbered(expected), numbered(cells(sheet)[1:]))


def fill(document):
    """Sheets with a view, the percentages from it, the pivot table of the page, and the same for North."""
    for number, name in enumerate(("rates", "percentages", "stages", "North")):
        document.Sheets.insertNewByName(name, number)
    document.Sheets.removeByName(document.Sheets.getByIndex(4).Name)
    view, percentages, stages, north = document.Sheets
    import_view(document, view, DATABASE, f"{SCHEMA}.{VIEW}")
    percentages.getCellRangeByName("A1:D1").DataArray = (("area_no", "progressed", "base", "made progress %"),)
    percentages.getCellRangeByName("A2:A11").DataArray = tuple((area_no,) for area_no in range(1, 11))
    for cell, formula in FORMULAS:
        percentages.getCellRangeByName(cell).Formula = formula
    percentages.getCellRangeByName("B2:D11").fillAuto(TO_BOTTOM, 1)
    for sheet in (stages, north):
        new_pivot(sheet, DATABASE, "stages", {"area": PAGE, "member": PAGE, "start_stage_label": ROW,
                                              "latest_stage_label": COLUMN, "families": DATA})
        filter_pivot(sheet, "area", AREA)
    filter_pivot(north, "member", "North")


def problems_of(document):
    """Of each sheet that a refresh brings up to date."""
    view, percentages, stages, _ = document.Sheets
    return [view_problems(document, view, VIEW, views()[VIEW]), percentages_problems(percentages),
            pivot_problems(stages)]


def refreshed_problems(document):
    """After a change of the report, which shows in every sheet when it is refreshed, and not before."""
    if not all(problems_of(document)):
        return ["there is no need to refresh"]
    refresh(document)
    return sum(problems_of(document), [])


def views_problems(office, listed):
    """Of a sheet for each of what the database lists."""
    document = office.open()
    problems, readable = [], views()
    for whole_name in listed:
        name = whole_name.removeprefix(f"{SCHEMA}.")
        document.Sheets.insertNewByName(name, 0)
        sheet = document.Sheets.getByName(name)
        import_view(document, sheet, DATABASE, whole_name)
        if name in readable:
            problems += view_problems(document, sheet, name, readable.pop(name))
        elif cells(sheet) != (("",),):
            problems.append(f"{name} is not for the role")
    document.close(True)
    return problems + [f"{name} is not listed" for name in readable]


with LibreOffice() as office:
    listed = office.register(DATABASE, ROLE, {"stages": STAGES})
    report("views", views_problems(office, listed))

    document = office.open()
    fill(document)
    _, _, stages, north = document.Sheets
    problems = sum(problems_of(document), pivot_problems(north, member="North"))
    for area, in rows("SELECT DISTINCT area FROM star_report.progress_cells") + [[AREA]]:
        filter_pivot(stages, "area", area)
        problems += pivot_problems(stages, area)
    report("pivot", problems)

    change_report("UPDATE readings SET reading = 11 - reading::integer WHERE star_no > 1 AND family_id < 'SS010'; "
                  "UPDATE families SET district = 'East' WHERE family_id > 'SS030'")
    report("refresh", refreshed_problems(document))
    # The page warns of it: a filter of one member lets in a new one
    chosen = pivot_cells(north)[1][1]
    report("filter", [] if chosen == "- multiple -" else [f"the filter is {chosen}"])
    document.storeAsURL((TO / "report.ods").as_uri(), ())
    document.close(True)

    change_report("UPDATE readings SET reading = 11 - reading::integer WHERE star_no > 1 AND family_id > 'SS020'; "
                  "UPDATE families SET district = 'South' WHERE district = 'East'")
    document = office.open((TO / "report.ods").as_uri())
    report("reopen", refreshed_problems(document))
    document.storeToURL((TO / "report.pdf").as_uri(), properties(FilterName="calc_pdf_Export"))
    document.close(True)

    # Those about single families too, which have what the others have not: booleans, and a type of the extension
    psql(f"SELECT grant_star_report('star_report', '{ROLE}', 'families')")
    report("families", views_problems(office, listed))
sys.exit(failed)
