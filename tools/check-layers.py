#!/usr/bin/python3
"""Fails where a file reaches for a room it may not use.

A room may include itself and what MAY_USE lists for it; OWNS_HEADER names the outside headers that
belong to certain rooms alone. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import sys

import tidytree

MAY_USE = {
    "server/engine": [],
    "server/wire": ["server/engine"],
    "server/store": ["server/engine"],
    "server/services": ["server/engine", "server/wire", "server/store"],
    "server/jobs": ["server/engine", "server/wire", "server/store", "server/services"],
    "server/http": ["server/engine", "server/wire", "server/store", "server/services"],
    "server/ctl": ["server/engine", "server/wire", "server/store", "server/services", "server/jobs"],
    "server": ["server/engine", "server/wire", "server/store", "server/services", "server/jobs",
               "server/http", "server/ctl"],
    "desktop/api": [],
    "desktop/models": ["desktop/api"],
    "desktop/widgets": ["desktop/api", "desktop/models"],
    "desktop/pages": ["desktop/api", "desktop/models", "desktop/widgets"],
    "desktop": ["desktop/api", "desktop/models", "desktop/widgets", "desktop/pages"],
}

OWNS_HEADER = {
    "gio/": ["server/wire", "server/store", "server/services", "server/jobs", "server/http",
             "server/ctl", "server", "desktop", "tests"],
    "jansson.h": ["server/wire", "server/services", "server/jobs", "server/http", "server/ctl", "tests"],
    "microhttpd.h": ["server/http"],
    "libpq-fe.h": ["server/store"],
    "sodium.h": ["server/services"],
    "lzma.h": ["server/jobs", "tests"],
    "iconv.h": ["server/jobs"],
    "json-glib/": ["desktop/api", "tests/end-to-end"],
    "libsoup/": ["desktop/api", "tests"],
    "libsecret/": ["desktop/api"],
    "adwaita.h": ["desktop/pages", "desktop/widgets", "desktop", "tests"],
    "gtk/": ["desktop/pages", "desktop/widgets", "desktop", "tests"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.M)


def below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def main(root: pathlib.Path) -> int:
    faults = []
    seen = 0

    for top in ("server", "desktop", "tests"):
        for file in sorted((root / top).rglob("*.[ch]")):
            seen += 1
            folder = file.parent.relative_to(root).as_posix()
            if top != "tests" and folder not in MAY_USE:
                faults.append(f"{file}: the room {folder} is not on the plan")
                continue

            for header in INCLUDE.findall(file.read_text(encoding="utf-8")):
                target = pathlib.PurePosixPath(header).parent.as_posix()
                if top != "tests" and target in MAY_USE and target != folder \
                        and target not in MAY_USE[folder]:
                    faults.append(f"{file}: {folder} must not use {target}")

                for prefix, owners in OWNS_HEADER.items():
                    if header.startswith(prefix) and not any(below(folder, o) for o in owners):
                        faults.append(f"{file}: <{header}> does not belong in {folder}")

    if seen == 0:
        faults.append(f"{root}: no sources found")

    return tidytree.report(faults)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
