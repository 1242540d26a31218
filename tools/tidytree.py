"""What the check-*.py programs share. SPDX-License-Identifier: GPL-3.0-or-later

A check takes the root of the tree, prints one line for each fault and ends with 1 where there is
one. A check that found nothing to look at has a fault too: it would otherwise pass in an empty
folder.
"""

import pathlib
import re
import subprocess

# A C comment, a string or a character: what is left when they are blanked is code.
_NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def files(root: pathlib.Path, *patterns: str, below=(".",)) -> list:
    """The files of the tree that match a pattern, without what builds and git keep there."""
    found = set()
    for top in below:
        for pattern in patterns:
            for file in (root / top).rglob(pattern):
                parts = file.relative_to(root).parts
                if not any(part.startswith((".", "build")) for part in parts[:-1]):
                    found.add(file)
    return sorted(file for file in found if file.is_file())


def sources(root: pathlib.Path) -> list:
    """Every C source and header."""
    return files(root, "*.c", "*.h", below=("server", "desktop", "tests"))


def blank(text: str, keep_strings: bool = False) -> str:
    """@text with comments (and strings) replaced by spaces, so that places stay where they are."""
    def replace(match):
        piece = match.group()
        if keep_strings and piece[0] in "\"'":
            return piece
        return re.sub(r"[^\n]", " ", piece)

    return _NOT_CODE.sub(replace, text)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def run(*command, **options) -> subprocess.CompletedProcess:
    """Runs a program and gives its exit status with all that it said in .stdout."""
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, **options)


def report(faults: list) -> int:
    if faults:
        print(*faults, sep="\n")
    return 1 if faults else 0
