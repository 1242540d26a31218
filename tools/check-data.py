#!/usr/bin/python3
"""Fails where what is installed beside the desktop is not valid, not translated, or does not fit together.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import configparser
import pathlib
import re
import sys
import xml.etree.ElementTree

import tidytree

ID = "org.laurelproject.Laurel"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def said_by(*command) -> list:
    """What a validator complains of."""
    answer = tidytree.run(*command)
    return [answer.stdout.rstrip() or f"{command[0]} failed"] if answer.returncode != 0 else []


def languages(root: pathlib.Path) -> list:
    return (root / "po/LINGUAS").read_text(encoding="utf-8").split()


def entry_faults(root: pathlib.Path) -> list:
    file = root / f"data/{ID}.desktop"
    faults = said_by("desktop-file-validate", file)

    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(file, encoding="utf-8")
    entry = parser["Desktop Entry"]
    if entry.get("Icon") != ID:
        faults.append(f"{file}: Icon is not {ID}")
    for key in ("GenericName", "Comment", "Keywords"):
        for language in languages(root):
            if f"{key}[{language}]" not in entry:
                faults.append(f"{file}: {key} is not translated into {language}")
    return faults


def metainfo_faults(root: pathlib.Path) -> list:
    file = root / f"data/{ID}.metainfo.xml"
    faults = said_by("appstreamcli", "validate", "--no-net", file)

    component = xml.etree.ElementTree.parse(file).getroot()
    if component.findtext("id") != ID:
        faults.append(f"{file}: id is not {ID}")
    if component.findtext("launchable") != f"{ID}.desktop":
        faults.append(f"{file}: launches something else than {ID}.desktop")

    version = re.search(r"^\s*version: '([^']+)'", (root / "meson.build").read_text(encoding="utf-8"), re.M)
    releases = [release.get("version") for release in component.iter("release")]
    if version and version[1] not in releases:
        faults.append(f"{file}: says nothing of version {version[1]}")

    for tag, parent in (("summary", component), ("developer_name", component),
                        ("p", component.find("description"))):
        for language in languages(root):
            texts = parent.findall(tag)
            plain = [text for text in texts if text.get(LANG) is None]
            translated = [text for text in texts if text.get(LANG) == language]
            if len(plain) != len(translated):
                faults.append(f"{file}: {tag} is not translated into {language}")
    return faults


def schema_faults(root: pathlib.Path) -> list:
    faults = said_by("glib-compile-schemas", "--strict", "--dry-run", root / "data")

    file = root / f"data/{ID}.gschema.xml"
    for key in xml.etree.ElementTree.parse(file).getroot().iter("key"):
        if not key.findtext("summary"):
            faults.append(f"{file}: the key {key.get('name')} says not what it is for")
    return faults


def icon_faults(root: pathlib.Path) -> list:
    faults = []
    for kind, name, side in (("scalable", f"{ID}.svg", 128), ("symbolic", f"{ID}-symbolic.svg", 16)):
        file = root / f"data/icons/hicolor/{kind}/apps/{name}"
        if not file.exists():
            faults.append(f"{file}: is missing")
            continue
        picture = xml.etree.ElementTree.parse(file).getroot()
        if picture.get("viewBox") != f"0 0 {side} {side}":
            faults.append(f"{file}: is not drawn on {side} x {side}")
    return faults


def main(root: pathlib.Path) -> int:
    return tidytree.report(entry_faults(root) + metainfo_faults(root) + schema_faults(root)
                           + icon_faults(root))


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
