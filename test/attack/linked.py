#!/usr/bin/env python3
"""Linear programs over all published views together: does what is published leave a small count only one value?

    linked.py REPORT PUBLICATION [--exact VIEW | --each-by-itself] [--programs N]

The attacker knows how all counts of all views are related, and is told the largest error of each column of each view.
Exit status 1 if any count of 1 to 5 of the report is worked out exactly.

--exact VIEW         one view is published with its true counts: then the attack has to succeed
--each-by-itself     each count is rounded by itself to the nearest multiple of five: likewise
--programs N         how many more counts to look at by linear programs, to say how far they can be narrowed (10)
"""
import argparse
import random
import sys

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

import model


OF_AREAS = ("progress_cells", "progress_rates", "reading_distributions", "stage_distributions", "mean_progress")


class Attack:
    """The views of some areas, or of none, with all members."""

    def __init__(self, true, shown, error, areas, all_counts, across_areas=False):
        members = sorted({key[2] for key in all_counts})
        quarters = sorted({key[3][0] for key in all_counts if key[0] == "activity"})
        answers = sorted({key[3][1] for key in all_counts if key[0] == "completed_by"})
        needs = sorted({key[3][0] for key in all_counts if key[0] == "evidence_summary"}) if not areas else []
        self.number = {}
        self.true = {}
        equal, above, bounds = [], [], []
        for member in members:
            zero, more = model.relations(member, areas, quarters, answers, needs, across_areas)
            equal += zero
            above += more
        for key, value in shown.items():
            if key[3][0] in areas if key[0] in OF_AREAS else key[0] != "evidence_summary" or not areas:
                form = model.form(*key)
                if form:
                    bounds.append((form, value - error[key[:2]], value + error[key[:2]]))
                    self.true[key] = (form, true[key])
        for form in equal + above + [b[0] for b in bounds]:
            for unknown in form:
                self.number.setdefault(unknown, len(self.number))
        # members of a dimension add up to All
        for dimension in sorted({d for d, _ in members if d != "All"}):
            for unknown in {u[1:] for u in self.number if u[0][0] in ("All", dimension)}:
                total = {(("All", "All"),) + unknown: 1}
                for member in members:
                    if member[0] == dimension:
                        total[(member,) + unknown] = -1
                equal.append(total)
        for form in equal:
            for unknown in form:
                self.number.setdefault(unknown, len(self.number))
        self.lower = numpy.zeros(len(self.number))
        self.upper = numpy.full(len(self.number), numpy.inf)
        rows, limits = [], []
        for form, low, high in bounds:
            if list(form.values()) == [1]:
                place = self.number[next(iter(form))]
                self.lower[place] = max(self.lower[place], low)
                self.upper[place] = min(self.upper[place], high)
            else:
                rows += [form, {u: -c for u, c in form.items()}]
                limits += [high, -low]
        for form in above:
            rows.append({u: -c for u, c in form.items()})
            limits.append(0)
        self.limits = numpy.array(limits, float)
        self.above = self.matrix(rows)
        self.equal = self.matrix(equal)

    def matrix(self, forms):
        entries = [(row, self.number[u], c) for row, form in enumerate(forms) for u, c in form.items() if c]
        rows, columns, values = zip(*entries)
        return csr_matrix((values, (rows, columns)), shape=(len(forms), len(self.number)), dtype=float)

    def least(self, form, sign):
        """The least value (greatest with sign -1) that a form can have; whole numbers lie within."""
        goal = numpy.zeros(len(self.number))
        for unknown, coefficient in form.items():
            goal[self.number[unknown]] = sign * coefficient
        found = linprog(goal, A_ub=self.above, b_ub=self.limits, A_eq=self.equal, b_eq=numpy.zeros(self.equal.shape[0]),
                        bounds=numpy.stack([self.lower, self.upper], 1), method="highs")
        if not found.success:
            sys.exit("the true counts do not keep the relations that are known: " + found.message)
        return int(numpy.ceil(found.fun - 1e-6)) * sign


def main():
    options = argparse.ArgumentParser()
    options.add_argument("report")
    options.add_argument("publication")
    options.add_argument("--exact")
    options.add_argument("--each-by-itself", action="store_true")
    options.add_argument("--programs", type=int, default=10)
    options = options.parse_args()
    connection = model.connect()
    true = model.counts(connection, options.report)
    published = model.counts(connection, options.publication)
    shown = {key: published[key] for key in published if key in true}
    if options.exact:
        shown.update({key: true[key] for key in shown if key[0] == options.exact})
    elif options.each_by_itself:
        shown = {key: 5 * ((true[key] + 2) // 5) for key in shown}
    tampered = bool(options.exact or options.each_by_itself)
    # rounding to a multiple of the base may always be so far off, wherever it happens to be nearer
    error = {key[:2]: 0 if key[0] == options.exact else 2 if options.each_by_itself else base(connection, options) - 1
             for key in shown}
    for key, value in shown.items():
        error[key[:2]] = max(error[key[:2]], abs(value - true[key]))
    areas = sorted({key[3][0] for key in shown if key[0] == "progress_rates"})
    small = exact = narrow = programs = 0
    widths = []
    random.seed(1)
    for attacked in [[area] for area in areas] + ([] if tampered else [[], areas]):
        across = len(attacked) > 1
        attack = Attack(true, shown, error, attacked, published, across)
        if not tampered and not across:
            check_possible(attack, published)
        targets = [(key, form, value) for key, (form, value) in sorted(attack.true.items())
                   if 1 <= value <= 5 and key[0] != options.exact and (not attacked or key[0] in OF_AREAS or across)]
        random.shuffle(targets)
        left = options.programs // 3 if across else options.programs
        if tampered:
            del targets[200:]  # enough, where it succeeds
        for key, form, value in targets:
            small += not across
            # What is published is possible too: a count that it shows as another one has two values at least.
            two_values = not tampered and not across and shown[key] != value
            if left <= 0 and (two_values or across):
                continue
            programs += 1
            low = attack.least(form, 1)
            assert low <= value, (key, low, value)
            if left <= 0 and low < value:
                continue  # two values, again
            left -= 1
            high = attack.least(form, -1)
            assert value <= high, (key, value, high)
            widths.append(high - low + 1)
            narrow += low >= 1 and high <= 5
            exact += low == high
            if low == high and tampered:
                print("%s: %s is worked out: %d" % (options.report, key, value))
                sys.exit(1)
    widths.sort()
    print("%s: %d counts of 1 to 5; %d by linear programs: exact %d, known to be 1 to 5 %d; narrowest %d values, "
          "median %d; largest error %d" % (options.report, small, programs, exact, narrow, widths[0] if widths else 0,
                                 widths[len(widths) // 2] if widths else 0, max(error.values())))
    sys.exit(exact > 0)


def base(connection, options):
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM \"%s\".report_options WHERE option = 'rounded_to'" % options.publication)
        return int(cursor.fetchone()[0])


def check_possible(attack, published):
    """The published counts keep all relations: they are themselves the counts of a possible report."""
    values = numpy.zeros(len(attack.number))
    for key in attack.true:
        form = attack.true[key][0]
        if list(form.values()) == [1]:
            values[attack.number[next(iter(form))]] = published[key]
    assert abs(attack.equal @ values).max() == 0, "a relation is not kept"
    assert (attack.above @ values - attack.limits).max() <= 0, "a relation is not kept"


if __name__ == "__main__":
    main()
