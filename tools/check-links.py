#!/usr/bin/python3
"""Fails where a document points to a file, a picture or a heading that is not there.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys
import urllib.parse

import tidytree

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.M | re.S)
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.M)


def prose(file: pathlib.Path) -> str:
    text = FENCE.sub("", file.read_text(encoding="utf-8"))
    return re.sub(r"`[^`\n]*`", lambda code: code.group().replace("[", " ").replace("]", " "), text)


def anchors(file: pathlib.Path) -> set:
    """The names that headings get: lower case, no punctuation, dashes for spaces."""
    names = set()
    for heading in HEADING.findall(prose(file)):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(words.strip().replace(" ", "-"))
    return names


def faults_of(root: pathlib.Path, document: pathlib.Path) -> list:
    faults = []
    for link in LINK.findall(prose(document)):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue

        path, _, anchor = urllib.parse.unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.is_relative_to(root.resolve()) and path:
            faults.append(f"{document}: {link} leads out of the tree")
        elif not target.exists():
            faults.append(f"{document}: {link} does not exist")
        elif anchor and target.suffix == ".md" and anchor not in anchors(target):
            faults.append(f"{document}: {link}: there is no such heading")
    return faults


def main(root: pathlib.Path) -> int:
    documents = tidytree.files(root, "*.md")
    if not documents:
        return tidytree.report([f"{root}: no documents found"])
    return tidytree.report([fault for file in documents for fault in faults_of(root, file)])


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
