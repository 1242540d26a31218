#!/usr/bin/python3
"""Fails where the units let the server reach for more than it needs, or the front would not start.

systemd-analyze and nginx have their say where they are installed; what the reliability contract asks
for is looked for in any case. The first line says who spoke. SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tidytree

# Exposure of the service in tenths, as systemd-analyze security counts it.
EXPOSURE_MAX = 15

WALLS = """
    NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateTmp=yes PrivateDevices=yes
    PrivateUsers=yes ProtectKernelTunables=yes ProtectKernelModules=yes ProtectKernelLogs=yes
    ProtectControlGroups=yes ProtectClock=yes ProtectHostname=yes ProtectProc=invisible
    ProcSubset=pid RestrictNamespaces=yes RestrictRealtime=yes RestrictSUIDSGID=yes
    LockPersonality=yes MemoryDenyWriteExecute=yes RemoveIPC=yes UMask=0077 CapabilityBoundingSet=
    SystemCallArchitectures=native SystemCallFilter=@system-service IPAddressDeny=any
    IPAddressAllow=localhost LimitCORE=0 Restart=always RestartSec=1
""".split()

FRONT = """
    merge_slashes off;|proxy_next_upstream off;|proxy_set_header X-Forwarded-For $remote_addr;
    |proxy_set_header Connection "";|ssl_session_tickets off;|client_header_timeout 5s;
    |proxy_buffering off;|proxy_request_buffering off;|limit_conn laurel_address 100;
""".strip().split("|")


def unit_faults(folder: pathlib.Path, spoke: list) -> list:
    """@folder holds the units as installed, but with a program that exists."""
    service, socket = folder / "laureld.service", folder / "laureld.socket"
    lines = service.read_text(encoding="utf-8").splitlines()
    faults = [f"laureld.service: lacks {wall}" for wall in WALLS if wall not in lines]
    if "ListenStream=127.0.0.1:8080" not in socket.read_text(encoding="utf-8").splitlines():
        faults.append("laureld.socket: listens elsewhere than on the loopback")

    if shutil.which("systemd-analyze"):
        spoke.append("systemd-analyze")
        answer = tidytree.run("systemd-analyze", "verify", service, socket)
        if answer.returncode != 0 or answer.stdout.strip():
            faults.append(answer.stdout.rstrip())
        answer = tidytree.run("systemd-analyze", "security", "--no-pager", "--offline=true",
                              f"--threshold={EXPOSURE_MAX}", service)
        if answer.returncode != 0:
            faults.append("laureld.service: " + answer.stdout.strip().splitlines()[-1])
    return faults


def blocks_faults(text: str) -> list:
    """What nginx would say first: a statement without its end, a block without its brace."""
    plain = re.sub(r'"[^"\n]*"|#[^\n]*', "", text)
    faults = []
    if plain.count("{") != plain.count("}"):
        faults.append("the braces do not match")
    for number, line in enumerate(plain.splitlines(), start=1):
        if line.strip() and line.rstrip()[-1] not in "{};":
            faults.append(f"line {number} does not end")
    return faults


def nginx_says(folder: pathlib.Path, text: str) -> list:
    """Has nginx read the front with a certificate of the moment."""
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "1", "-subj", "/CN=localhost", "-keyout", folder / "key.pem", "-out",
         folder / "cert.pem"], capture_output=True, check=False)
    if made.returncode != 0:
        return ["openssl made no certificate to try nginx with"]

    (folder / "front.conf").write_text(text.replace("/etc/laurel/", f"{folder}/"), encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log stderr; events {{}}\nhttp {{ include {folder}/front.conf; }}\n",
        encoding="utf-8")
    answer = tidytree.run("nginx", "-t", "-q", "-c", folder / "nginx.conf")
    return [answer.stdout.rstrip()] if answer.returncode != 0 else []


def front_faults(root: pathlib.Path, folder: pathlib.Path, spoke: list) -> list:
    text = (root / "data/nginx/laurel.conf").read_text(encoding="utf-8")
    faults = blocks_faults(text)
    faults += [f"lacks {wanted.strip()}" for wanted in FRONT if wanted.strip() not in text]
    if shutil.which("nginx") and shutil.which("openssl"):
        spoke.append("nginx")
        faults += nginx_says(folder, text)
    return [f"laurel.conf: {fault}" for fault in faults]


def main(root: pathlib.Path) -> int:
    spoke = ["the checks here"]

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        units = root / "data/systemd"
        service = (units / "laureld.service.in").read_text(encoding="utf-8")
        (folder / "laureld.service").write_text(service.replace("@bindir@/laureld", "/bin/true"),
                                                encoding="utf-8")
        shutil.copy(units / "laureld.socket", folder)
        faults = unit_faults(folder, spoke) + front_faults(root, folder, spoke)

    print("read by", ", ".join(spoke))
    return tidytree.report(faults)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
