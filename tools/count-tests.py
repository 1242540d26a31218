#!/usr/bin/python3
"""Counts what Meson's test logs say, names what failed, and ends with one line of three numbers.

A test program that speaks TAP counts once for each of its points, any other program once. A program
that said nothing wrong and failed all the same (a crash, a leak, a time-out) counts as one failure,
and so does a log that is not there: Meson writes none where it had no test to run.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import re
import sys

POINT = re.compile(r"^(not )?ok\b[ \t]*(\d*)[ \t]*-?[ \t]*(.*)$", re.M)
SKIPPED = re.compile(r"#\s*(skip|todo)", re.I)

GOOD = {"OK", "EXPECTEDFAIL"}


def count(test: dict) -> tuple:
    """(passed, failed, skipped, names of what failed) of one entry of a log."""
    passed = failed = skipped = 0
    names = []

    for bad, _, words in POINT.findall(test.get("stdout", "")):
        if SKIPPED.search(words):
            skipped += 1
        elif bad:
            failed += 1
            names.append(f"{test['name']}: {words}")
        else:
            passed += 1

    if test["result"] == "SKIP" and skipped == 0:
        skipped += 1
    elif test["result"] in GOOD and passed + failed + skipped == 0:
        passed += 1
    elif test["result"] not in GOOD | {"SKIP"} and failed == 0:
        failed += 1
        names.append(f"{test['name']}: {test['result'].lower()}")

    return passed, failed, skipped, names


def main(logs: list) -> int:
    passed = failed = skipped = 0
    names = []

    for log in logs:
        if not log.exists():
            failed += 1
            names.append(f"{log.parent.parent.name}: no test was run")
            continue
        for line in log.read_text(encoding="utf-8").splitlines():
            good, bad, left_out, these = count(json.loads(line))
            passed += good
            failed += bad
            skipped += left_out
            names += [f"{log.parent.parent.name}: {name}" for name in these]

    print("", *[f"failed: {name}" for name in names], sep="\n")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([pathlib.Path(argument) for argument in sys.argv[1:]]))
