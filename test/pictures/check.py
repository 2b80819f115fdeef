#!/usr/bin/env python3
"""Opens the pages and charts in a directory in Chromium, and says what is wrong with them:

    test/pictures/check.py DIRECTORY

Text outside its box or over other text, or too small; contrast, and colours that are not told apart; scripts that run
and requests that leave; the number of pages of A4; size.  Screenshots and PDFs are left in the directory."""
import pathlib
import re
import subprocess
import sys
import xml.parsers.expat

from chromium import Chromium
from colours import SEEN, contrast, difference

HERE = pathlib.Path(__file__).parent
FACTS = (HERE / "facts.js").read_text()
CHART, PAGE = 30_000, 200_000  # characters
MORE_PAGES = {"long_labels", "hostile", "hostile_family", "long_family"}  # than four of A4

failed = False


def report(test, problems):
    global failed
    print(f"test pictures/{test} ... {'FAILED' if problems else 'ok'}")
    for problem in sorted(set(problems))[:20]:
        print("   ", problem)
    failed = failed or bool(problems)


def what_happened(events):
    """Scripts that ran, and what was asked for, apart from the page itself."""
    for method, params in events:
        if method == "Network.requestWillBeSent" and not params["request"]["url"].startswith("file:///"):
            yield "asks for " + params["request"]["url"][:80]
        elif method == "Network.requestWillBeSent" and params["type"] != "Document":
            yield "asks for a file"
        elif method == "Debugger.scriptParsed" and params["url"]:
            yield "runs a script of " + params["url"][:80]
        elif method in ("Page.javascriptDialogOpening", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            yield method


def is_watched(chromium, directory):
    """The watch over scripts and requests sees those of a page that has them."""
    path = directory / "watched.html"
    path.write_text("<script>alert(1)</script><img src=http://example.invalid/1 onerror='alert(2)'>"
                    "<style>@import url(http://example.invalid/2);</style>")
    seen = set(what_happened(chromium.open(path, 760)))
    expected = {"asks for http://example.invalid/1", "asks for http://example.invalid/2",
                "Page.javascriptDialogOpening"}
    return [f"not seen: {what}" for what in expected - seen] + (
        [] if any(what.startswith("runs a script") for what in seen) else ["not seen: a script"])


def facts_are_seen(chromium, directory):
    """What is wrong is found in a page in which it is."""
    path = directory / "wrong.html"
    path.write_text("""<body style="margin: 0"><svg viewBox="0 0 100 40" width="100" height="40"><title>t</title>
        <desc>d</desc><rect x="5" y="5" width="10" height="20"/><text x="2" y="20" font-size="10">wide</text>
        <text x="4" y="22" font-size="10">over</text><text x="80" y="20" font-size="10">outside</text>
        <text x="40" y="38" font-size="8">small</text></svg><p style="width: 900px; white-space: nowrap">
        """ + "long " * 200)
    chromium.open(path, 760)
    wrong = chromium.evaluate(FACTS)["wrong"]
    return [f"not seen: {what}" for what in ("overlaps", "outside its picture", "is of 8.00 px", "is wider than what",
                                             "off the page", "wider than the window")
            if not any(what in problem for problem in wrong)]


def look_at(chromium, path):
    """What is wrong with a page on a screen, on a telephone, and in print; the colours of its text."""
    problems = list(what_happened(chromium.open(path, 760)))
    facts = chromium.evaluate(FACTS)
    problems += facts["wrong"]
    if facts["texts"] < (15 if "family" in path.stem else 100):
        problems.append(f"only {facts['texts']} texts in pictures")
    chromium.screenshot(path.with_suffix(".png"))
    chromium.pdf(path.with_suffix(".pdf"))
    chromium.open(path, 360)
    problems += [f"on a telephone: {problem}" for problem in chromium.evaluate(FACTS)["wrong"]
                 if "off the page" in problem or "window" in problem]
    return problems, facts["pairs"]


def printed(path):
    """What is wrong with a PDF."""
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    pages = int(re.search(r"^Pages: *(\d+)", info, re.M)[1])
    if "A4" not in info:
        yield "is not A4"
    if path.stem in MORE_PAGES:
        return
    if pages != (1 if path.stem == "family" else 4):
        yield f"has {pages} pages of A4"


def colours_alike():
    """Colours that stand for different things beside each other, and are not told apart by somebody."""
    source = (HERE.parent.parent / "src" / "chart.c").read_text()
    names = dict(re.findall(r'#define (\w+) "(#\w{6})"', (HERE.parent.parent / "src" / "chart.h").read_text()))

    def fills(name):
        body = re.search(name + r"\[.*?\] = \{(.*?)\};", source, re.S)[1]
        return [names.get(colour.strip('"'), colour.strip('"')) for colour in re.findall(r"\{([^{},]+),", body)]

    stages, change, columns = (fills(f"chart_{name}_fills") for name in ("stage", "change", "column"))
    depth = fills("chart_depth_fills")
    lower, same, higher = depth[:4], depth[4:8], depth[8:]
    assert len(stages) == 5 and len(change) == 3 and len(columns) == 3 and len(depth) == 12
    beside = [*zip(stages, stages[1:]), *zip(change, change[1:]), (change[0], change[2]), *zip(columns, columns[1:])]
    for ramp in (lower, same, higher):
        beside += zip(ramp, ramp[1:])
    for how in SEEN:
        for one, other in beside:
            if difference(one, other, how) < 9:
                yield f"{one} and {other} are alike: {difference(one, other, how):.1f}, {how}"
        # a direction also shows by the side of the diagonal on which it stands: colours alone say it but in grey
        for one, other in [*zip(lower, higher)] if how != "grey print" else []:
            if difference(one, other, how) < 9:
                yield f"{one} and {other} are alike: {difference(one, other, how):.1f}, {how}"


def not_well_formed(text):
    try:
        xml.parsers.expat.ParserCreate().Parse(text, True)
    except xml.parsers.expat.ExpatError as error:
        yield f"is not well-formed: {error}"


def main(directory):
    chromium = Chromium()
    pairs = {}
    report("watch", is_watched(chromium, directory) + facts_are_seen(chromium, directory))
    for path in (directory / "watched.html", directory / "wrong.html"):
        path.unlink()
    for path in sorted(directory.glob("*.svg")):
        text = path.read_text()
        report(path.stem, [*not_well_formed(text)] + ([f"has {len(text)} characters"] if len(text) > CHART else []))
    for path in sorted(directory.glob("*.html")):
        text = path.read_text()
        problems, found = look_at(chromium, path)
        problems += not_well_formed(text)
        problems += printed(path.with_suffix(".pdf"))
        problems += [f"has {len(text)} characters"] if len(text) > PAGE else []
        problems += [f"a chart has {len(svg)} characters" for svg in re.findall(r"<svg.*?</svg>", text, re.S)
                     if len(svg) > CHART]
        report(path.stem, problems)
        pairs.update(found)
    # what the policy in the page would forbid, names must not even try
    bare = directory / "without_policy.html"
    bare.write_text(re.sub(r"<meta http-equiv[^>]*>", "", (directory / "hostile.html").read_text()))
    report("hostile names without a policy", list(what_happened(chromium.open(bare, 760))))
    bare.unlink()
    chromium.close()
    report("contrast", [f"{pair}: {ratio:.2f}, {what}" for pair, what in pairs.items()
                        if (ratio := contrast(*pair.split())) < 4.5]
           + ([] if len(pairs) > 15 else [f"only {len(pairs)} pairs of colours"]))
    report("colours", list(colours_alike()))


main(pathlib.Path(sys.argv[1]))
sys.exit(failed)
