#!/usr/bin/python3
"""Fails where a program was built without the walls that the compiler and the linker can give it.

Takes the program. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import sys

import tidytree


def main(program: pathlib.Path) -> int:
    if not program.is_file():
        return tidytree.report([f"{program}: there is no such program"])

    answer = tidytree.run("readelf", "--wide", "--file-header", "--program-headers", "--dynamic",
                          "--symbols", program)
    if answer.returncode != 0 or "ELF Header" not in answer.stdout:
        return tidytree.report([f"{program}: is no ELF file"])

    elf = answer.stdout
    stacks = [line for line in elf.splitlines() if "GNU_STACK" in line]
    wanted = {
        "is not position independent": "(Position-Independent Executable" in elf,
        "has no RELRO": "GNU_RELRO" in elf,
        "binds lazily (no BIND_NOW)": "BIND_NOW" in elf or "FLAGS_1" in elf and "NOW" in elf.split("FLAGS_1", 1)[1],
        "has an executable stack": bool(stacks) and all("RWE" not in line for line in stacks),
        "has no stack protector": "__stack_chk_fail" in elf,
        "needs text relocations": "TEXTREL" not in elf,
    }
    return tidytree.report([f"{program}: {fault}" for fault, good in wanted.items() if not good])


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
