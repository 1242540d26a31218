#!/usr/bin/python3
"""Fails where the Flatpak manifest cannot build, or asks for more than the desktop needs.

flatpak-builder reads the manifest where it is installed. It lets wrong values pass, so the checks of
our own are made in any case; the first line says which were. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import shutil
import sys

import yaml

import tidytree

ID = "org.laurelproject.Laurel"

# The desktop talks to a server and to the keyring. Files come in through portals.
MAY_ASK_FOR = {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11",
               "--device=dri", "--talk-name=org.freedesktop.secrets"}

KEYS = {"app-id", "runtime", "runtime-version", "sdk", "command", "finish-args", "cleanup", "modules"}
MODULE_KEYS = {"name", "buildsystem", "config-opts", "make-args", "make-install-args", "build-commands",
               "cleanup", "sources", "subdir", "no-autogen"}


def module_faults(module: dict) -> list:
    name = module.get("name", "a module without a name")
    faults = [f"{name}: unknown key {key}" for key in module.keys() - MODULE_KEYS]
    if not module.get("sources"):
        faults.append(f"{name}: has no sources")

    for source in module.get("sources", []):
        kind = source.get("type")
        if kind == "archive":
            if not str(source.get("url", "")).startswith("https://"):
                faults.append(f"{name}: an archive comes by https")
            if not re.fullmatch(r"[0-9a-f]{64}", str(source.get("sha256", ""))):
                faults.append(f"{name}: an archive is named by its sha256")
        elif kind != "dir":
            faults.append(f"{name}: a source is an archive or a dir, not {kind}")
    return faults


def manifest_faults(manifest: dict) -> list:
    faults = [f"unknown key {key}" for key in manifest.keys() - KEYS]
    faults += [f"lacks {key}" for key in KEYS - manifest.keys() - {"cleanup"}]
    if manifest.get("app-id") != ID:
        faults.append(f"app-id is not {ID}")
    if manifest.get("command") != "laurel":
        faults.append("command is not laurel")
    if str(manifest.get("runtime-version")) != "43":
        faults.append("runtime-version is not 43, which is what Debian 12 has")

    for ask in manifest.get("finish-args", []):
        if ask not in MAY_ASK_FOR:
            faults.append(f"asks for {ask}")

    modules = manifest.get("modules", [])
    if not modules or modules[-1].get("name") != "laurel":
        faults.append("the last module is not laurel")
    for module in modules:
        faults += module_faults(module)
    return faults


def main(root: pathlib.Path) -> int:
    file = root / f"flatpak/{ID}.yml"
    faults = []

    if shutil.which("flatpak-builder"):
        print("read by flatpak-builder and by the checks here")
        answer = tidytree.run("flatpak-builder", "--show-manifest", file)
        if answer.returncode != 0 or "WARNING" in answer.stdout:
            faults.append(answer.stdout.rstrip())
    else:
        print("read by the checks here; flatpak-builder is not installed")

    try:
        faults += manifest_faults(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        faults.append(str(error))
    return tidytree.report([f"{file}: {fault}" for fault in faults])


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
