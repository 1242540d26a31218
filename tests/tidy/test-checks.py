#!/usr/bin/python3
"""Shows that each check can fail: it takes a good tree and refuses that tree with one thing spoilt.

Takes the root of the sources; speaks TAP. SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1]).resolve()

HEADER = """/* laurel-sum.h - adds two numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

gint64 laurel_sum (gint64 a, gint64 b);
"""

SOURCE = """/* laurel-sum.c - adds two numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-sum.h"

gint64
laurel_sum (gint64 a, gint64 b)
{
  return a + b;
}
"""

PAGE = """/* laurel-page.c - says good day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

const char *
laurel_page_title (void)
{
  return _("_Good day");
}
"""

CATALOG = """msgid ""
msgstr ""
"Project-Id-Version: laurel\\n"
"PO-Revision-Date: 2026-11-24 12:00+0000\\n"
"Last-Translator: The Laurel Project\\n"
"Language-Team: Russian\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "_Good day"
msgstr "_Добрый день"
"""

BUNDLE = """<gresources><gresource prefix="/schema"><file>0001-foundation.sql</file></gresource></gresources>
"""

SOURCES = {
    ".clang-format": (ROOT / ".clang-format").read_text(encoding="utf-8"),
    "server/engine/laurel-sum.h": HEADER,
    "server/engine/laurel-sum.c": SOURCE,
}

MIGRATIONS = {
    "schema/0001-foundation.sql": "create table client (id bigint primary key);\n",
    "schema/laurel-schema.gresource.xml": BUNDLE,
    "tests/store/test-migrations.c": 'static const char *const migrations[] = { "0001-foundation" };\n',
}

WORDS = {
    "desktop/pages/laurel-page.c": PAGE,
    "po/LINGUAS": "ru\n",
    "po/POTFILES.in": "# what people read\ndesktop/pages/laurel-page.c\n",
    "po/ru.po": CATALOG,
}

DOCUMENTS = {
    "README.md": "# Laurel\n\n## Where Things Are\n\nSee [the map](docs/map.md#two-rooms), [below]"
                 "(#where-things-are) and [the web](https://example.org).\n\n```\n[not](a-link.md)\n```\n",
    "docs/map.md": "# Map\n\n## Two rooms\n\n[Back](../README.md)\n",
}


def copied(*names: str) -> dict:
    """Files of the real tree as a sample."""
    sample = {}
    for name in names:
        for file in sorted((ROOT / name).rglob("*")) if (ROOT / name).is_dir() else [ROOT / name]:
            if file.is_file():
                sample[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
    return sample


DATA = copied("data/icons", "data/org.laurelproject.Laurel.desktop",
              "data/org.laurelproject.Laurel.metainfo.xml", "data/org.laurelproject.Laurel.gschema.xml",
              "meson.build", "po/LINGUAS")
SERVICE = copied("data/systemd", "data/nginx")
FLATPAK = copied("flatpak")

ENTRY = "data/org.laurelproject.Laurel.desktop"
METAINFO = "data/org.laurelproject.Laurel.metainfo.xml"
GSCHEMA = "data/org.laurelproject.Laurel.gschema.xml"
SYMBOLIC = "data/icons/hicolor/symbolic/apps/org.laurelproject.Laurel-symbolic.svg"
UNIT = "data/systemd/laureld.service.in"
FRONT = "data/nginx/laurel.conf"
MANIFEST = "flatpak/org.laurelproject.Laurel.yml"
C_FILE = "server/engine/laurel-sum.c"
H_FILE = "server/engine/laurel-sum.h"
SUM = "return a + b;"

# check, good tree, [(what is spoilt, file, from, to, a piece of the complaint)].
# "from" None: the file is written anew as "to"; both None: it is left out.
CHECKS = [
    ("check-format.py", SOURCES, [
        ("a brace on the wrong line", C_FILE, "b)\n{", "b) {", "clang-format"),
        ("no sources at all", None, None, None, "no sources"),
    ]),
    ("check-layers.py", SOURCES, [
        ("an include of a room above", C_FILE, "laurel-sum.h\"\n",
         "laurel-sum.h\"\n#include \"server/store/laurel-db.h\"\n", "must not use server/store"),
        ("a foreign header", H_FILE, "<glib.h>", "<libpq-fe.h>", "does not belong"),
        ("a room that is not planned", "server/attic/laurel-old.c", None, SOURCE, "not on the plan"),
        ("no sources at all", None, None, None, "no sources"),
    ]),
    ("check-source.py", SOURCES, [
        ("an unbounded copy", C_FILE, SUM, "strcpy (a, b);", "strcpy is not"),
        ("a number read without check", C_FILE, SUM, "return atoi (\"1\");", "atoi is not"),
        ("memory from the stack", C_FILE, SUM, "g_alloca (a);", "g_alloca is not"),
        ("an abort by a guest", C_FILE, SUM, "g_error (\"bad\");", "g_error is not"),
        ("a query from a variable", C_FILE, SUM, "PQexec (get (a), query->str);", "PQexec of"),
        ("one of a helper that is another's", "server/store/laurel-db.c", None,
         SOURCE.replace("laurel-sum.c", "laurel-db.c").replace(SUM, "PQexec (a, sql);"), "PQexec of"),
        ("a loose end", C_FILE, SUM, "/* TO" "DO: check */", "a loose end"),
        ("another name in the first line", C_FILE, "/* laurel-sum.c", "/* laurel-old.c", "begins with"),
        ("no licence", C_FILE, "SPDX", "PDX", "no licence"),
        ("a header without its guard", H_FILE, "#pragma once", "", "#pragma once"),
        ("no sources at all", None, None, None, "no sources"),
    ]),
    ("check-links.py", DOCUMENTS, [
        ("a file that went", "docs/map.md", None, None, "docs/map.md#two-rooms does not exist"),
        ("a heading that went", "docs/map.md", "## Two rooms", "## Three rooms", "no such heading"),
        ("a heading of its own that went", "README.md", "## Where Things Are", "## Map", "no such heading"),
        ("a way out of the tree", "docs/map.md", "../README.md", "../../README.md", "out of the tree"),
        ("no documents at all", None, None, None, "no documents"),
    ]),
    ("check-migrations.py", MIGRATIONS, [
        ("a gap", "schema/0003-late.sql", None, "select 1;\n", "is called 0002-name.sql"),
        ("one that stays at home", "schema/0002-late.sql", None, "select 1;\n", "gresource.xml"),
        ("one without a test", "tests/store/test-migrations.c", "0001-foundation", "none", "no test"),
        ("one that is listed only", "schema/laurel-schema.gresource.xml", "</gresource>",
         "<file>0002-gone.sql</file></gresource>", "there is no 0002-gone.sql"),
        ("no migrations at all", "schema/0001-foundation.sql", None, None, "no migrations"),
    ]),
    ("check-po.py", WORDS, [
        ("a file that is not listed", "po/POTFILES.in", "desktop/pages/laurel-page.c\n", "", "not listed"),
        ("a .ui file that is not listed", "data/ui/page.ui", None,
         '<interface><object class="GtkLabel"><property name="label" translatable="yes">Hi</property>'
         '</object></interface>', "data/ui/page.ui has words"),
        ("a list out of order", "po/POTFILES.in", "desktop/", "po/x.c\ndesktop/", "comes after"),
        ("a list of what is gone", "po/POTFILES.in", "laurel-page.c\n", "laurel-page.c\ndesktop/x.c\n",
         "there is no desktop/x.c"),
        ("a new string", "desktop/pages/laurel-page.c", "_Good day", "_Good morning",
         "not translated: _Good morning"),
        ("an empty translation", "po/ru.po", "_Добрый день", "", "not translated: _Good day"),
        ("a fuzzy translation", "po/ru.po", "msgid \"_G", "#, fuzzy\nmsgid \"_G", "fuzzy: _Good day"),
        ("an accelerator that went", "po/ru.po", "_Добрый", "Добрый", "_"),
        ("a language without a catalog", "po/LINGUAS", "ru", "ru de", "no de.po"),
        ("no language", "po/LINGUAS", "ru\n", "", "no language"),
    ]),
    ("check-data.py", DATA, [
        ("a type that is none", ENTRY, "Type=Application", "Type=Thing", "Type"),
        ("another icon", ENTRY, "Icon=org.laurelproject.Laurel", "Icon=laurel", "Icon is not"),
        ("an entry in English only", ENTRY, "Comment[ru]", "Comment[de]", "Comment is not translated"),
        ("metainfo without a licence", METAINFO, "<metadata_license>CC0-1.0</metadata_license>", "",
         "metadata-license"),
        ("metainfo with another id", METAINFO, "<id>org.laurelproject.Laurel</id>",
         "<id>org.laurelproject.Other</id>", "id is not"),
        ("metainfo of another version", METAINFO, 'version="0.1.0"', 'version="0.0.9"', "0.1.0"),
        ("metainfo in English only", METAINFO, '<p xml:lang="ru">', '<p xml:lang="de">', "p is not translated"),
        ("a default of another type", GSCHEMA, "(1400, 900)", "'large'", "Failed to parse"),
        ("a key without a word", GSCHEMA, "<summary>Size of the window</summary>", "", "window-size"),
        ("no symbolic icon", SYMBOLIC, None, None, "is missing"),
        ("an icon of another size", SYMBOLIC, "0 0 16 16", "0 0 24 24", "16 x 16"),
    ]),
    ("check-service.py", SERVICE, [
        ("a wall taken down", UNIT, "ProtectSystem=strict", "ProtectSystem=no", "lacks ProtectSystem"),
        ("new privileges", UNIT, "NoNewPrivileges=yes\n", "", "lacks NoNewPrivileges"),
        ("a socket to the street", "data/systemd/laureld.socket", "127.0.0.1:8080", "8080", "loopback"),
        ("a front that repeats", FRONT, "proxy_next_upstream off;", "", "lacks proxy_next_upstream"),
        ("a statement without its end", FRONT, "access_log off;", "access_log off", "does not end"),
        ("a brace too many", FRONT, "access_log off;", "access_log off; }", "braces"),
    ]),
    ("check-flatpak.py", FLATPAK, [
        ("no YAML", MANIFEST, "finish-args:", "finish-args: [", ":"),
        ("the whole home", MANIFEST, "- --share=ipc", "- --filesystem=home", "asks for --filesystem=home"),
        ("an unknown key", MANIFEST, "command: laurel", "command: laurel\ncolour: green", "colour"),
        ("another runtime", MANIFEST, "'43'", "'44'", "not 43"),
        ("an archive without a sum", MANIFEST, "sha256: ", "md5: ", "sha256"),
        ("an archive in the clear", MANIFEST, "url: https:", "url: http:", "by https"),
        ("another program", MANIFEST, "command: laurel", "command: laureld", "command is not"),
    ]),
]


def write(folder: pathlib.Path, sample: dict) -> None:
    for name, text in sample.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def spoil(sample: dict, name, old, new) -> dict:
    """@sample with one thing changed, which must be there to be changed."""
    if name is None:
        return {}
    spoilt = dict(sample)
    if new is None:
        del spoilt[name]
    elif old is None:
        spoilt[name] = new
    else:
        assert old in spoilt[name], f"{name} has no {old!r}"
        spoilt[name] = spoilt[name].replace(old, new)
    return spoilt


def run(program: str, *arguments) -> tuple:
    answer = subprocess.run(["/usr/bin/python3", "-B", str(ROOT / "tools" / program), *map(str, arguments)],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return answer.returncode, answer.stdout


class Tap:
    def __init__(self):
        self.count = self.bad = 0

    def point(self, good: bool, words: str, said: str = "") -> None:
        self.count += 1
        self.bad += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {words}")
        if not good:
            print(*[f"# {line}" for line in said.splitlines()], sep="\n")


def try_trees(tap: Tap) -> None:
    for program, sample, spoilts in CHECKS:
        what = program.removesuffix(".py")
        with tempfile.TemporaryDirectory() as name:
            write(pathlib.Path(name), sample)
            status, said = run(program, name)
            tap.point(status == 0, f"{what} takes a good tree", said)

        for words, file, old, new, piece in spoilts:
            with tempfile.TemporaryDirectory() as name:
                write(pathlib.Path(name), spoil(sample, file, old, new))
                status, said = run(program, name)
                tap.point(status == 1 and piece in said and "Traceback" not in said,
                          f"{what} refuses {words}", said)


def try_mending(tap: Tap) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder, spoil(SOURCES, C_FILE, "b)\n{", "b) {"))
        run("check-format.py", folder, "--mend")
        mended = (folder / C_FILE).read_text(encoding="utf-8")
        tap.point(mended == SOURCE, "check-format mends", mended)


def try_binaries(tap: Tap) -> None:
    """Programs built with one wall less each."""
    walls = ["-O2", "-fPIE", "-fstack-protector-all"]
    links = ["-pie", "-Wl,-z,relro,-z,now,-z,noexecstack"]
    builds = [
        ("takes a program with all walls", walls, links, ""),
        ("refuses a fixed address", ["-O2", "-fno-pie", "-fstack-protector-all"], ["-no-pie", links[1]],
         "position"),
        ("refuses lazy binding", walls, ["-pie", "-Wl,-z,relro,-z,lazy,-z,noexecstack"], "lazily"),
        ("refuses a writable table", walls, ["-pie", "-Wl,-z,norelro,-z,now"], "RELRO"),
        ("refuses a stack that runs", walls, ["-pie", "-Wl,-z,relro,-z,now,-z,execstack"], "executable stack"),
        ("refuses a stack without guard", ["-O2", "-fPIE", "-fno-stack-protector"], links, "stack protector"),
    ]

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "main.c").write_text("int main (void) { char a[64] = { 0 }; return a[0]; }\n", encoding="utf-8")
        for number, (words, compiler, linker, piece) in enumerate(builds):
            program = folder / f"program{number}"
            subprocess.run(["cc", *compiler, "-o", program, folder / "main.c", *linker], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            status, said = run("check-binary.py", program)
            tap.point(status == (1 if piece else 0) and piece in said, f"check-binary {words}", said)

        status, said = run("check-binary.py", folder / "main.c")
        tap.point(status == 1 and "no ELF" in said, "check-binary refuses a text", said)
        status, said = run("check-binary.py", folder / "gone")
        tap.point(status == 1 and "no such program" in said, "check-binary refuses what is not there", said)


def try_counting(tap: Tap) -> None:
    """The last line of a test run is read by machines: it must be right, and red where a test is."""
    points = "1..3\nok 1 /a\nok 2 /b # SKIP no PostgreSQL here\nok 3 - c\n"
    logs = [
        ("counts points", [("t", "OK", points)], 0, "2 passed, 0 failed, 1 skipped"),
        ("counts programs without points", [("t", "OK", ""), ("u", "OK", "hello\n")], 0, "2 passed, 0 failed"),
        ("sees a failed point", [("t", "FAIL", "ok 1 /a\nnot ok 2 /b - sum\n")], 1, "1 passed, 1 failed"),
        ("sees a crash after good points", [("t", "ERROR", "ok 1 /a\n")], 1, "1 passed, 1 failed"),
        ("sees a time-out", [("t", "TIMEOUT", "")], 1, "0 passed, 1 failed"),
        ("sees a skipped program", [("t", "SKIP", ""), ("u", "OK", "")], 0, "1 passed, 0 failed, 1 skipped"),
    ]

    for words, tests, wanted, last in logs:
        with tempfile.TemporaryDirectory() as name:
            log = pathlib.Path(name) / "build/meson-logs/testlog.json"
            log.parent.mkdir(parents=True)
            log.write_text("".join(json.dumps({"name": test, "result": result, "stdout": said}) + "\n"
                                   for test, result, said in tests), encoding="utf-8")
            status, said = run("count-tests.py", log)
            tap.point(status == wanted and said.splitlines()[-1] == last, f"count-tests {words}", said)

    status, said = run("count-tests.py", "gone/meson-logs/testlog.json")
    tap.point(status == 1 and said.splitlines()[-1] == "0 passed, 1 failed",
              "count-tests refuses a run without a log", said)


def main() -> int:
    tap = Tap()
    try_trees(tap)
    try_mending(tap)
    try_binaries(tap)
    try_counting(tap)
    print(f"1..{tap.count}")
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())
