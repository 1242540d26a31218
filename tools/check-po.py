#!/usr/bin/python3
"""Fails where a translation is not whole, or where a file with words for people is not on the list.

The catalogs are held against the sources as they are now, not against the template of some earlier
day. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys
import tempfile

import tidytree

# The keywords of Meson's preset for GLib.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3",
            "ngettext:1,2", "gettext"]

CALL = re.compile(r"(?<![\w.])(?:_|N_|C_|NC_|ngettext|gettext|g_dngettext|g_dpgettext2)\s*\(\s*\"")
PROPERTY = re.compile(r"\btranslatable=\"(?:yes|true|1)\"")


def speaks(file: pathlib.Path) -> bool:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ui":
        return PROPERTY.search(text) is not None
    return CALL.search(tidytree.blank(text, keep_strings=True)) is not None


def list_faults(root: pathlib.Path, listed: list) -> list:
    faults = []
    for earlier, later in zip(listed, listed[1:]):
        if earlier >= later:
            faults.append(f"po/POTFILES.in: {later} comes after {earlier}")

    for name in listed:
        if not (root / name).exists():
            faults.append(f"po/POTFILES.in: there is no {name}")

    for file in tidytree.files(root, "*.c", "*.h", "*.ui", below=("desktop", "data/ui")):
        name = file.relative_to(root).as_posix()
        if name not in listed and speaks(file):
            faults.append(f"po/POTFILES.in: {name} has words for people and is not listed")
    return faults


def catalog_faults(root: pathlib.Path, language: str, template: pathlib.Path,
                   folder: pathlib.Path) -> list:
    catalog = root / "po" / f"{language}.po"
    if not catalog.exists():
        return [f"po/LINGUAS: there is no {language}.po"]

    faults = []
    answer = tidytree.run("msgfmt", "--check", "--check-accelerators=_", "-o", "/dev/null", catalog)
    if answer.returncode != 0:
        faults.append(answer.stdout.rstrip())

    merged = folder / catalog.name
    answer = tidytree.run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, catalog, template)
    if answer.returncode != 0:
        return [*faults, answer.stdout.rstrip()]

    for option, what in (("--untranslated", "not translated"), ("--only-fuzzy", "fuzzy")):
        left = tidytree.run("msgattrib", "--no-obsolete", option, merged).stdout
        for message in re.findall(r'^msgid ((?:".*"\n?)+)', left, re.M):
            text = "".join(re.findall(r'"(.*)"', message))
            if text:
                faults.append(f"po/{catalog.name}: {what}: {text}")
    return faults


def main(root: pathlib.Path) -> int:
    lines = (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    languages = (root / "po/LINGUAS").read_text(encoding="utf-8").split()
    faults = list_faults(root, listed)
    if not languages:
        faults.append("po/LINGUAS: no language")
    if faults or not listed:
        return tidytree.report(faults)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        template = folder / "laurel.pot"
        answer = tidytree.run("xgettext", "--from-code=UTF-8", "--add-comments",
                              *[f"--keyword={keyword}" for keyword in KEYWORDS],
                              "-o", template, *listed, cwd=root)
        if answer.returncode != 0 or not template.exists():
            return tidytree.report([f"po/POTFILES.in: nothing to extract: {answer.stdout.rstrip()}"])
        for language in languages:
            faults += catalog_faults(root, language, template, folder)

    return tidytree.report(faults)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
