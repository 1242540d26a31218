#!/usr/bin/python3
"""Fails where a C file is not laid out as .clang-format says; with --mend lays it out.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import sys

import tidytree


def main(root: pathlib.Path, mend: bool) -> int:
    sources = tidytree.sources(root)
    if not sources:
        return tidytree.report([f"{root}: no sources found"])

    style = f"--style=file:{root / '.clang-format'}"
    mode = ["-i"] if mend else ["--dry-run", "-Werror"]
    answer = tidytree.run("clang-format", style, *mode, *sources)
    if answer.returncode == 0:
        return 0

    places = [line for line in answer.stdout.splitlines() if "error:" in line]
    return tidytree.report(places or [answer.stdout])


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), "--mend" in sys.argv[2:]))
