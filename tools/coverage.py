#!/usr/bin/python3
"""Measures which branches of server/engine the tests of the engine and the ledger take.

Builds with --coverage in a temporary folder, runs the suites, and prints each branch that was never
taken with its line, then one line of numbers. docs/engine.md lists the lines whose other branches
cannot be taken, each with its reason; what fails an assertion is left out without being listed. The
fuzzer's inputs do not count: a branch should be taken by a test that says what it expects.

Fails where a branch is neither taken nor listed, or a listed line has nothing left to excuse.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOM = "server/engine"
SUITES = ("engine", "ledger")
LEFT_OUT = ("fuzz",)

# A failing assertion ends the program, and a caller's broken promise is the caller's defect.
ASSERTS = re.compile(r"\bg_(assert|return)\w*\s*\(|G_DEFINE_AUTOPTR_CLEANUP_FUNC")
UNREACHED = re.compile(r"default:\s*g_assert_not_reached")
LISTED = re.compile(r"^\| `([\w.-]+)` \| `(.*)` \| (.+) \|$", re.M)


def run(*command: str, **options) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def build_and_test(build: pathlib.Path) -> None:
    run("meson", "setup", str(build), str(ROOT), "-Db_coverage=true", "-Doptimization=0",
        "-Ddebug=true", "-Ddesktop=disabled")
    tests = [test for test in json.loads(run("meson", "introspect", str(build), "--tests"))
             if any(suite.split(":")[-1] in SUITES for suite in test["suite"])
             and test["name"] not in LEFT_OUT]
    programs = sorted({str(pathlib.Path(test["cmd"][0]).relative_to(build)) for test in tests})
    run("ninja", "-C", str(build), "-j2", *programs)
    run("meson", "test", "-C", str(build), "--no-rebuild", "--timeout-multiplier", "10",
        *[test["name"] for test in tests])


def read_counts(build: pathlib.Path) -> dict:
    """{(file, line): [taken, ...]} with one number for each branch."""
    counts = {}
    notes = sorted((build / ROOM).rglob("*.gcda"))
    text = run("gcov", "--json-format", "--branch-probabilities", "--stdout", *map(str, notes),
               cwd=build)

    for document in text.splitlines():
        for file in json.loads(document)["files"]:
            name = (build / file["file"]).resolve()
            if not name.is_relative_to(ROOT / ROOM):
                continue

            for line in file["lines"]:
                taken = [branch["count"] for branch in line["branches"]]
                key = (name.name, line["line_number"])
                if taken:
                    before = counts.get(key, [0] * len(taken))
                    counts[key] = [a + b for a, b in zip(before, taken)]

    return counts


def read_sources() -> dict:
    return {file.name: file.read_text(encoding="utf-8").splitlines()
            for file in (ROOT / ROOM).glob("*.[ch]")}


def count_missing(lines: list, number: int, taken: list) -> int:
    """Branches of a line that were not taken, without that of a switch to what is not reached."""
    missing = taken.count(0)
    text = lines[number - 1]

    if missing and text.lstrip().startswith("switch ("):
        indent = len(text) - len(text.lstrip()) + 4
        body = "\n".join(lines[number:]).split("\n" + " " * (indent - 2) + "}", 1)[0]
        missing -= 1 if UNREACHED.search(body) else 0

    return missing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, help="keep the build in this folder")
    parser.add_argument("--file", help="print only what is left in files whose names hold this")
    options = parser.parse_args()
    listed = {(file, line) for file, line, _ in
              LISTED.findall((ROOT / "docs/engine.md").read_text(encoding="utf-8"))}
    sources = read_sources()
    used = set()
    all_branches = collections.Counter()
    left = collections.Counter()

    with tempfile.TemporaryDirectory(prefix="laurel-coverage-") as folder:
        build = (options.build or pathlib.Path(folder) / "build").resolve()
        build_and_test(build)
        counts = read_counts(build)

    for (file, number), taken in sorted(counts.items()):
        text = sources[file][number - 1].strip()
        if ASSERTS.search(text):
            continue

        all_branches[file] += len(taken)
        missing = count_missing(sources[file], number, taken)
        if missing and (file, text.replace("|", "\\|")) in listed:
            used.add((file, text.replace("|", "\\|")))
            all_branches[file] -= missing
        elif missing:
            left[file] += missing
            if not options.file or options.file in file:
                print(f"{ROOM}/{file}:{number}: {missing} of {len(taken)}: {text}")

    for file, line in sorted(listed - used):
        print(f"docs/engine.md: nothing is left to excuse in {file}: {line}")

    print(f"{sum(all_branches.values())} branches, {sum(left.values())} not taken, "
          f"{len(listed)} lines excused")
    return 1 if left or listed - used else 0


if __name__ == "__main__":
    sys.exit(main())
