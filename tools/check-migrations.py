#!/usr/bin/python3
"""Fails where a migration is out of line, does not travel in the programs, or has no test.

Migrations are schema/NNNN-name.sql, numbered from 0001 without a gap; the resource bundle lists each,
and some file below tests/store names it (0001-foundation) because it tests what it made.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys
import xml.etree.ElementTree

import tidytree


def main(root: pathlib.Path) -> int:
    migrations = tidytree.files(root, "*.sql", below=("schema",))
    if not migrations:
        return tidytree.report([f"{root}/schema: no migrations found"])

    bundle = xml.etree.ElementTree.parse(root / "schema/laurel-schema.gresource.xml")
    bundled = [pathlib.PurePath((entry.text or "").strip()).name for entry in bundle.iter("file")]
    tests = "\n".join(file.read_text(encoding="utf-8")
                      for file in tidytree.files(root, "*.c", "*.sql", "*.sh", "*.py",
                                                 below=("tests/store",)))
    faults = []

    for number, file in enumerate(migrations, start=1):
        if not re.fullmatch(rf"{number:04}-[a-z0-9]+(-[a-z0-9]+)*\.sql", file.name):
            faults.append(f"{file}: the migration in its place is called {number:04}-name.sql")
        if file.name not in bundled:
            faults.append(f"{file}: is not in laurel-schema.gresource.xml")
        if file.stem not in tests:
            faults.append(f"{file}: no test in tests/store names {file.stem}")

    for name in bundled:
        if not (root / "schema" / name).exists():
            faults.append(f"{root}/schema/laurel-schema.gresource.xml: there is no {name}")

    return tidytree.report(faults)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
