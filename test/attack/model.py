"""What everybody may know of a report: its counts as sums of unknown numbers of families, and how these are related.

An unknown is a tuple that begins with its member; a form is a dict of unknowns with their coefficients.  The views are
read as they are; a count of each is a form of unknowns.
"""
from collections import defaultdict

import psycopg2

STAGES = range(1, 6)
READINGS = range(1, 11)
CELLS = [(i, j) for i in STAGES for j in STAGES]
COMPARED = {1: "start", 2: "latest", 3: "first", 4: "last"}
INCLUSION = {1: "service users", 2: "first Star", 3: "reviewed", 4: "reviewed twice", 5: "left", 6: "left reviewed",
             7: "Stars"}
RESULTS = ["improved", "further_only", "held", "partly", "some_progress", "not_shown", "cannot_tell", "hard_only",
           "other_star"]
# the columns that tell the rows of a member apart, and those that are counts
VIEWS = {
    "inclusion": (["measure_no"], ["number", "base"]),
    "overall_change": (["change_no"], ["families"]),
    "areas_progressed": (["by_no", "areas"], ["families_progressed_in_exactly", "families_progressed_in_at_least"]),
    "family_patterns": (["by_no", "pattern_no"], ["families", "start_low_none", "latest_low_none"]),
    "completed_by": (["counted_no", "completed_by"], ["stars"]),
    "activity": (["quarter_start"],
                 ["families_added", "stars_completed", "families_reviewed", "families_left_reviewed"]),
    "progress_cells": (["area_no", "start_stage_no", "latest_stage_no"], ["families"]),
    "progress_rates": (["area_no"], ["families", "progressed", "maintained", "regressed", "stayed_at_top",
                                     "made_progress_base", "rose", "unchanged", "fell"]),
    "reading_distributions": (["area_no", "which_star_no", "reading"], ["families"]),
    "stage_distributions": (["area_no", "which_star_no", "stage_no"], ["families", "base"]),
    "evidence_summary": (["need_code", "rule_no"], ["recorded", "reading_missing", "base"] + RESULTS),
    "mean_progress": (["area_no", "starting_no"], ["families", "start_total", "latest_total"]),
}


def connect():
    return psycopg2.connect("")


def counts(connection, report):
    """{(view, column, member, key): count} of the views of a report; a member is a pair of dimension and member."""
    found = {}
    with connection.cursor() as cursor:
        for view, (keys, columns) in VIEWS.items():
            cursor.execute('SELECT dimension, member, %s FROM "%s".%s' % (", ".join(keys + columns), report, view))
            for row in cursor:
                key = tuple(str(k) if not isinstance(k, int) else k for k in row[2:2 + len(keys)])
                for column, value in zip(columns, row[2 + len(keys):]):
                    if value is not None:
                        found[view, column, row[:2], key] = int(value)
    return found


def form(view, column, member, key):
    """The sum of unknowns that a count is; None for a base, which is a count of another row."""
    def of(*unknowns):
        return {(member,) + unknown: 1 for unknown in unknowns}

    if view == "inclusion":
        return of((INCLUSION[key[0]],)) if column == "number" else of(("with a Star",)) if key[0] == 3 else None
    if view == "overall_change":
        return of(*[("change", n) for n in (key if key[0] < 4 else (1, 2, 3))])
    if view == "areas_progressed":
        by, areas = key
        return of(*[("areas", by, n) for n in ([areas] if column.endswith("exactly") else range(areas, 16))])
    if view == "family_patterns":
        return of(*[("pattern", column, key[0], n) for n in ([key[1]] if key[1] < 5 else range(1, 5))])
    if view == "completed_by":
        return of(("completed by",) + key)
    if view == "activity":
        return of((column, key[0]))
    if view == "evidence_summary":
        recorded = of(*[("need", r) + key for r in RESULTS])
        if column in ("recorded", "base"):
            return recorded if column == "recorded" else minus(
                recorded, of(*[("need", r) + key for r in ("reading_missing", "hard_only", "other_star")]))
        return of(("need", column) + key)
    area = key[0]
    if view == "progress_cells":
        return of(("cell", area) + key[1:])
    if view == "progress_rates":
        if column in ("rose", "unchanged", "fell"):
            return of((column, area))
        holds = {"families": lambda i, j: True, "progressed": lambda i, j: j > i, "maintained": lambda i, j: i == j,
                 "regressed": lambda i, j: j < i, "stayed_at_top": lambda i, j: i == j == 5,
                 "made_progress_base": lambda i, j: not i == j == 5}[column]
        return of(*[("cell", area, i, j) for i, j in CELLS if holds(i, j)])
    if view == "mean_progress":
        star = "latest" if column == "latest_total" else "start"
        if key[1] == 1 and column.endswith("total"):
            return {(member, star, area, r): r for r in READINGS}
        return of(*[("start", area, r) for r in range(1, 7)]) if key[1] == 2 and column == "families" else None
    star = COMPARED[key[1]]
    if view == "reading_distributions":
        return of((star, area, key[2]))
    if column == "base":
        return of(*[(star, area, r) for r in READINGS])
    return of((star, area, 2 * key[2] - 1), (star, area, 2 * key[2]))


def sum_of(member, *unknowns):
    return {(member,) + unknown: 1 for unknown in unknowns}


def minus(one, other):
    result = defaultdict(int, one)
    for unknown, coefficient in other.items():
        result[unknown] -= coefficient
    return dict(result)


def relations(member, areas, quarters, answers, needs, across_areas):
    """Forms that are 0, and forms that are 0 or more, of what is known of any report; across areas, also those that a
    publication does not keep."""
    zero, more = [], []

    def u(*unknown):
        return sum_of(member, unknown)

    compared = u("reviewed")
    # families
    more += [minus(u("service users"), u("with a Star")), minus(u("with a Star"), u("first Star")),
             minus(u("with a Star"), compared), minus(compared, u("reviewed twice")),
             minus(u("service users"), u("left")), minus(u("left"), u("left reviewed")),
             minus(compared, sum_of(member, *[("change", n) for n in (1, 2, 3)])),
             minus(u("Stars"), {**u("first Star"), **compared})]
    for by in (1, 2):
        patterns = [{(member, "pattern", "families", by, n): 1 for n in numbers} for numbers in ((1, 2, 3, 4), (1, 2))]
        zero += [minus(patterns[0], sum_of(member, *[("change", n) for n in (1, 2, 3)])),
                 minus(patterns[1], sum_of(member, *[("areas", by, n) for n in range(1, 16)]))]
        more += [minus(u("pattern", "families", by, n), u("pattern", low, by, n)) for n in (1, 2, 3, 4)
                 for low in ("start_low_none", "latest_low_none")]
        zero.append(minus(sum_of(member, *[("areas", by, n) for n in range(0, 16)]), compared))
        more += [minus(sum_of(member, *[("areas", 2, n) for n in range(k, 16)]),
                       sum_of(member, *[("areas", 1, n) for n in range(k, 16)])) for k in range(1, 16)]
    # Stars
    zero += [minus(sum_of(member, *[("completed by", 1, a) for a in answers]), u("first Star")),
             minus(sum_of(member, *[("completed by", 3, a) for a in answers]), u("Stars")),
             minus(sum_of(member, *[("stars_completed", q) for q in quarters]), u("Stars")),
             minus(sum_of(member, *[("families_left_reviewed", q) for q in quarters]), u("left reviewed"))]
    more += [minus(u("completed by", 1, a), u("completed by", 2, a)) for a in answers]
    more += [minus(u("completed by", 3, a), u("completed by", 1, a)) for a in answers]
    more += [minus(compared, sum_of(member, *[("completed by", 2, a) for a in answers])),
             minus(u("service users"), sum_of(member, *[("families_added", q) for q in quarters]))]
    more += [minus(u("stars_completed", q), u("families_reviewed", q)) for q in quarters]
    for need in needs:
        recorded = [sum_of(member, *[("need", r, need, rule) for r in RESULTS]) for rule in (1, 2)]
        zero.append(minus(*recorded))
        more.append(minus(u("service users"), recorded[0]))
        for rule in (1, 2):
            more += [minus(compared, sum_of(member, *[("need", r, need, rule) for r in RESULTS[:5]])),
                     minus(u("need", "reading_missing", need, rule), u("need", "cannot_tell", need, rule)),
                     minus(form("evidence_summary", "base", member, (need, rule)), u("need", "improved", need, rule))]
    for area in areas:
        cells = sum_of(member, *[("cell", area, i, j) for i, j in CELLS])
        for s in STAGES:
            zero += [minus(sum_of(member, *[("cell", area, s, j) for j in STAGES]),
                           sum_of(member, ("start", area, 2 * s - 1), ("start", area, 2 * s))),
                     minus(sum_of(member, *[("cell", area, i, s) for i in STAGES]),
                           sum_of(member, ("latest", area, 2 * s - 1), ("latest", area, 2 * s)))]
        zero.append(minus(cells, sum_of(member, ("rose", area), ("unchanged", area), ("fell", area))))
        progressed = sum_of(member, *[("cell", area, i, j) for i, j in CELLS if j > i])
        regressed = sum_of(member, *[("cell", area, i, j) for i, j in CELLS if j < i])
        more += [minus(u("rose", area), progressed), minus(u("fell", area), regressed), minus(compared, cells),
                 minus(u("first Star"), sum_of(member, *[("first", area, r) for r in READINGS])),
                 minus(u("with a Star"), sum_of(member, *[("last", area, r) for r in READINGS]))]
        if across_areas:
            more += [
                 minus(sum_of(member, *[("areas", 1, n) for n in range(1, 16)]), progressed),
                 minus(sum_of(member, *[("areas", 2, n) for n in range(1, 16)]), u("rose", area)),
                 minus(sum_of(member, *[("pattern", "families", 1, n) for n in (2, 3)]), regressed),
                 minus(sum_of(member, *[("pattern", "families", 2, n) for n in (2, 3)]), u("fell", area))]
        more += [minus(u("last", area, r), u("latest", area, r)) for r in READINGS]
    if across_areas:
        # each family counts in as many areas as it progressed in
        zero += [minus({(member, "cell", a, i, j): 1 for a in areas for i, j in CELLS if j > i},
                       {(member, "areas", 1, n): n for n in range(1, 16)}),
                 minus({(member, "rose", a): 1 for a in areas}, {(member, "areas", 2, n): n for n in range(1, 16)})]
        more += [minus(compared, u("families_reviewed", q)) for q in quarters]
    return zero, more
