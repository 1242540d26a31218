#!/usr/bin/python3
"""Fails where a source has what no source may have, or lacks what each one has.

No function that writes without a bound, no loose end, no query put together from pieces; and each
file says first what it is for. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys

import tidytree

# The bounded one beside each: g_strlcpy, g_strdup_printf, g_strsplit, g_ascii_string_to_signed.
BANNED = re.compile(
    r"(?<![\w.>])(strcpy|strcat|stpcpy|strncpy|strncat|sprintf|vsprintf|gets|strtok|strtok_r|atoi|atol"
    r"|atoll|atof|alloca|g_alloca|g_newa|g_newa0|system|popen|tmpnam|mktemp|g_error)\s*\(")

# A statement is a literal of ours, or a name in capitals that stands for one.
QUERY = re.compile(r"\b(PQexec|PQsendQuery)\s*\(\s*[^,()]+(?:\([^()]*\))?\s*,\s*(?!\"|[A-Z][A-Z0-9_]*\b)(\S+)")

# The store's own helpers, which get a statement from callers in the same file. What is not a literal
# there is either a whole file of the schema or put together from names that PostgreSQL has quoted.
QUERY_BY_CALLERS = {
    "server/store/laurel-bulk.c",           # COPY of a table and columns, quoted by append_name()
    "server/store/laurel-migrations.c",     # the migrations themselves
}

LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def head_faults(file: pathlib.Path, text: str) -> list:
    faults = []
    if not text.startswith(f"/* {file.name} - "):
        faults.append(f"{file}:1: begins with something else than /* {file.name} - what it is for")
    if LICENCE not in text[:2000]:
        faults.append(f"{file}:1: says no licence")
    if file.suffix == ".h" and "#pragma once" not in text:
        faults.append(f"{file}:1: lacks #pragma once")
    return faults


def may_ask_anything(name: str) -> bool:
    """Tests ask what they like: of a cluster of their own, as its superuser."""
    return name.startswith("tests/") or name in QUERY_BY_CALLERS


def faults_of(root: pathlib.Path, file: pathlib.Path) -> list:
    text = file.read_text(encoding="utf-8")
    faults = head_faults(file, text)

    for match in BANNED.finditer(tidytree.blank(text)):
        faults.append(f"{file}:{tidytree.line_of(text, match.start())}: {match[1]} is not to be used")
    if not may_ask_anything(file.relative_to(root).as_posix()):
        for match in QUERY.finditer(tidytree.blank(text, keep_strings=True)):
            faults.append(f"{file}:{tidytree.line_of(text, match.start())}: {match[1]} of something that "
                          f"is no literal ({match[2]})")
    for match in LOOSE_END.finditer(text):
        faults.append(f"{file}:{tidytree.line_of(text, match.start())}: a loose end ({match[1]})")

    return faults


def main(root: pathlib.Path) -> int:
    sources = tidytree.sources(root)
    if not sources:
        return tidytree.report([f"{root}: no sources found"])
    return tidytree.report([fault for file in sources for fault in faults_of(root, file)])


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
