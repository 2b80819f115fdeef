#!/usr/bin/env python3
"""Two publications that differ by a few families: what does the difference tell of one of them?

    differencing.py REPORT DIMENSION [--changed N] [--trials N]

Each trial publishes the report without a family of the dimension's member, and with it; nine others of other members
come with it where --changed is 10.  The attacker knows who came, and guesses from what changed at which stage it
started and at which it is, in each area.  Likewise from two exact reports, and from two in which each count is rounded
by itself.
Exit status 1 if it guesses better from the publications than without looking.
"""
import argparse
import random
import sys
from collections import Counter

import model

FIGURES = ("progress_cells", "progress_rates", "reading_distributions", "stage_distributions")


def cells_of(cursor, report):
    """{family: {area: (start stage, latest stage)}} of families compared, and {family: member}"""
    cursor.execute('SELECT family, area_no, (start_reading + 1) / 2, (latest_reading + 1) / 2 '
                   'FROM "%s".stored_families, LATERAL generate_series(1, 10) AS area_no, LATERAL (VALUES ('
                   'start_star[area_no]::integer, '
                   'latest_star[area_no]::integer)) AS r (start_reading, latest_reading) '
                   'WHERE start_reading > 0 AND latest_reading > 0 ORDER BY family, area_no' % report)
    cells = {}
    for family, area, start, latest in cursor:
        cells.setdefault(family, {})[area] = (start, latest)
    return cells


def held_by(view, column, key, cell):
    """How much of a family in a cell of stages the count holds: of a reading, half."""
    start, latest = cell
    if view == "progress_cells":
        return float(key[1:] == cell)
    if view == "progress_rates":
        return float({"families": True, "progressed": latest > start, "maintained": latest == start,
                      "regressed": latest < start, "stayed_at_top": cell == (5, 5),
                      "made_progress_base": cell != (5, 5)}.get(column, False))
    stage = {1: start, 2: latest}.get(key[1])
    if stage is None or column == "base":
        return float(column == "base" and key[1] in (1, 2))
    if view == "stage_distributions":
        return float(key[2] == stage)
    return 0.5 * ((key[2] + 1) // 2 == stage)


def guess(before, after, area, seen, common):
    """The cell of which the counts of those members grew most; else the one that most families are in."""
    score = Counter()
    for key in set(before) | set(after):
        view, column, whose, rest = key
        if view in FIGURES and rest[0] == area and whose in seen:
            change = after.get(key, 0) - before.get(key, 0)
            if change:
                for cell in model.CELLS:
                    score[cell] += change * held_by(view, column, rest, cell)
    return max(model.CELLS, key=lambda cell: (score[cell], common[cell], cell))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("report")
    options.add_argument("dimension")
    options.add_argument("--changed", type=int, default=1)
    options.add_argument("--trials", type=int, default=12)
    options = options.parse_args()
    connection = model.connect()
    cursor = connection.cursor()
    cursor.execute("SET client_min_messages = warning")
    cells = cells_of(cursor, options.report)
    cursor.execute('SELECT family, "%s" FROM "%s".stored_families' % (options.dimension, options.report))
    member_of = {family: (options.dimension, member) for family, member in cursor.fetchall()}
    common = {area: Counter(c[area] for c in cells.values() if area in c) for area in range(1, 11)}

    def published(without):
        """The publication of the report without some families, and the true counts."""
        cursor.execute("SAVEPOINT whole")
        cursor.execute('DELETE FROM "%s".stored_families WHERE family = ANY (%%s)' % options.report, (list(without),))
        cursor.execute("SELECT publish_star_report(%s, 'public_trial', every => '0')", (options.report,))
        shown = model.counts(connection, "public_trial")
        cursor.execute("ROLLBACK TO SAVEPOINT whole")
        true = model.counts(connection, options.report)
        for family in without:
            for key in true:
                if key[0] in FIGURES and key[2] in (("All", "All"), member_of[family]) and key[3][0] in cells[family]:
                    true[key] -= int(held_exactly(key, cells[family][key[3][0]]))
        return shown, true

    random.seed(1)
    after, true_after = published([])
    right = Counter()
    for _ in range(options.trials):
        family = random.choice(sorted(cells))
        others = [f for f in sorted(cells) if member_of[f] != member_of[family]]
        before, true_before = published([family] + random.sample(others, options.changed - 1))
        rounded = [{key: 5 * ((value + 2) // 5) for key, value in c.items()} for c in (true_before, true_after)]
        # with others that come to other members, All tells little
        seen = [member_of[family]] + ([("All", "All")] if options.changed == 1 else [])
        for area, cell in cells[family].items():
            right["guesses"] += 1
            right["without looking"] += common[area].most_common(1)[0][0] == cell
            for what, pair in (("publications", (before, after)), ("exact", (true_before, true_after)),
                               ("each by itself", rounded)):
                right[what] += guess(*pair, area, seen, common[area]) == cell
    connection.rollback()
    percent = {what: 100 * number / right["guesses"] for what, number in right.items()}
    print("%s, %d changed: of %d guesses right: without looking %.0f %%, from two publications %.0f %%, each count "
          "rounded by itself %.0f %%, exact %.0f %%" % (
              options.report, options.changed, right["guesses"], percent["without looking"], percent["publications"],
              percent["each by itself"], percent["exact"]))
    # an attack that does not succeed on exact counts shows nothing
    sys.exit(percent["exact"] < 90 or percent["publications"] > percent["without looking"] + 10)


def held_exactly(key, cell):
    """Is a family in a cell of stages counted?  Of readings it is not known; the exact attack does without them."""
    return key[0] != "reading_distributions" and held_by(key[0], key[1], key[3], cell) == 1


if __name__ == "__main__":
    main()
