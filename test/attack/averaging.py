#!/usr/bin/env python3
"""Many publications while families of other members come and go: does the mean of a count tell the true one?

    averaging.py REPORT DIMENSION [--publications N] [--trials N]

The attacker watches the counts of a member whose families stay the same, and takes the mean of what N publications
show.  Likewise from as many in which each count is rounded up or down afresh, by chance.  Exit status 1 if more
counts of 1 to 4 are found from the publications than without looking, or no more if each is rounded by chance.
"""
import argparse
import random
import sys
from collections import Counter

import model


def main():
    options = argparse.ArgumentParser()
    options.add_argument("report")
    options.add_argument("dimension")
    options.add_argument("--publications", type=int, default=12)
    options.add_argument("--trials", type=int, default=3)
    options = options.parse_args()
    connection = model.connect()
    cursor = connection.cursor()
    cursor.execute("SET client_min_messages = warning")
    true = model.counts(connection, options.report)
    cursor.execute('SELECT family, "%s" FROM "%s".stored_families' % (options.dimension, options.report))
    families = sorted(cursor.fetchall())
    random.seed(1)
    found = Counter()
    values = Counter()
    for member in random.sample(sorted({member for _, member in families}), options.trials):
        watched = {key: value for key, value in true.items()
                   if key[2] == (options.dimension, member) and 1 <= value <= 4 and key[0] == "progress_cells"}
        shown = {key: [] for key in watched}
        others = [family for family, whose in families if whose != member]
        for _ in range(options.publications):
            cursor.execute("SAVEPOINT whole")
            cursor.execute('DELETE FROM "%s".stored_families WHERE family = ANY (%%s)' % options.report,
                           (random.sample(others, len(others) // 5),))
            cursor.execute("SELECT publish_star_report(%s, 'public_trial', every => '0')", (options.report,))
            published = model.counts(connection, "public_trial")
            cursor.execute("ROLLBACK TO SAVEPOINT whole")
            for key in watched:
                shown[key].append(published.get(key, 0))
        for key, value in watched.items():
            found["counts"] += 1
            values[value] += 1
            found["mean"] += round(sum(shown[key]) / options.publications) == value
            by_chance = sum(5 * (random.random() < value / 5) for _ in range(options.publications))
            found["by chance"] += round(by_chance / options.publications) == value
            found["changing"] += len(set(shown[key])) > 1
    connection.rollback()
    without_looking = values.most_common(1)[0][1]  # whoever takes each for the most frequent one
    print("%s: of %d counts of 1 to 4, found without looking %d, from the mean of %d publications %d (%d change at "
          "all), if each were rounded by chance %d" % (
              options.report, found["counts"], without_looking, options.publications, found["mean"], found["changing"],
              found["by chance"]))
    sys.exit(found["by chance"] <= without_looking or found["mean"] > without_looking)


if __name__ == "__main__":
    main()
