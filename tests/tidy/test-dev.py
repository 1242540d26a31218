#!/usr/bin/python3
"""Holds ./dev to what it says, with stand-ins for the tools and for the programs it starts.

Takes the root of the sources; speaks TAP. SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(sys.argv[1]).resolve()

# Each tool notes how it was called, so that a test can tell.
TOOLS = {
    "dpkg-query": "echo installed",
    "locale": "echo ru_RU.utf8",
    "ninja": '[ ! -e "$STAND/no-build" ] || exit 1',
    "meson": """
case $1 in
  setup) mkdir -p "$2/meson-logs"; touch "$2/build.ninja" ;;
  test) touch "$TMPDIR/left"; [ ! -e "$STAND/$3.log" ] || cp "$STAND/$3.log" "$3/meson-logs/testlog.json"; exit 1 ;;
esac
""",
}

LAURELD = """#!/usr/bin/python3
import http.server, json, os, pathlib, signal, sys

STAND = pathlib.Path(os.environ["STAND"])
if (STAND / "no-server").exists():
    sys.exit("laureld: the cellar is flooded")

REPLIES = {
    "/v1/session": {"token": "t"},
    "/v1/journal/sales": {"items": [
        {"kind": "return", "sale": None, "card": "1", "store": "s3"},
        {"kind": "sale", "sale": "8", "card": None, "store": "s2"},
        {"kind": "sale", "sale": "9", "card": "777", "store": "s1"},
    ]},
    "/v1/sales/9": {"lines": [{"product": "tea"}]},
}

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(REPLIES[self.path.partition("?")[0]]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass

def stop(*_):
    (STAND / "stopped").touch()
    sys.exit(0)

server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
signal.signal(signal.SIGTERM, stop)
(STAND / "laureld.pid").write_text(str(os.getpid()))
print(f"laureld: ready on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
"""

LAURELCTL = """#!/bin/bash
echo "laurelctl ${*:3}" >>"$STAND/calls"
case $3 in
  user) echo s3cret ;;
  key) echo till-key ;;
esac
"""

LAUREL = """#!/bin/bash
echo "laurel with $GSETTINGS_SCHEMA_DIR" >>"$STAND/calls"
exec sleep 600
"""


class Stand:
    """A copy of dev with everything around it made of paper."""

    def __init__(self, folder: str):
        self.root = pathlib.Path(folder)
        self.tree = self.root / "tree"
        shutil.copytree(ROOT / "tools", self.tree / "tools", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "dev", self.tree)
        for name, text in TOOLS.items():
            self.program(self.root / "bin" / name, f'#!/bin/bash\necho "{name} $*" >>"$STAND/calls"\n{text}\n')
        for name, text in (("server/laureld", LAURELD), ("server/laurelctl", LAURELCTL), ("desktop/laurel", LAUREL)):
            self.program(self.tree / "build" / name, text)
        self.environment = {
            "PATH": f"{self.root}/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.root), "LC_ALL": "C.UTF-8",
            "STAND": str(self.root), "XDG_DATA_HOME": str(self.root / "data"), "DISPLAY": ":stand-in",
            "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.root / "temporary"),
        }
        self.home = self.root / "data/laurel-dev"
        self.temporary = self.root / "temporary"
        self.temporary.mkdir()

    @staticmethod
    def program(file: pathlib.Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def calls(self) -> str:
        file = self.root / "calls"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def log(self, tree: str, text: str) -> None:
        (self.root / f"{tree}.log").write_text(text, encoding="utf-8")

    def dev(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([str(self.tree / "dev"), *words], env=self.environment, text=True, check=False,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)

    def run_in_terminal(self, end) -> tuple:
        """`dev run` as a person does it: waits until all is said, then ends it by end(pid, terminal)."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(self.tree / "dev", ["dev", "run"], self.environment)

        said = b""
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            said += piece
            if end and b"Ctrl+C stops everything" in said:
                self.wait_for_desktop()
                end(pid, terminal)
                end = None
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()

    def wait_for_desktop(self) -> None:
        for _ in range(200):
            if "laurel with" in self.calls():
                return
            time.sleep(0.05)

    def server_is_gone(self) -> bool:
        pid = (self.root / "laureld.pid").read_text(encoding="utf-8")
        for _ in range(100):
            try:
                state = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            except OSError:
                return True
            if state == "Z":
                return True
            time.sleep(0.05)
        return False


class Tap:
    def __init__(self):
        self.count = self.bad = 0

    def point(self, good: bool, words: str, said: str = "") -> None:
        self.count += 1
        self.bad += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {words}")
        if not good:
            print(*[f"# {line}" for line in said.splitlines()], sep="\n")


def interrupt(_pid: int, terminal: int) -> None:
    os.write(terminal, b"\x03")


def kill(pid: int, _terminal: int) -> None:
    os.kill(pid, signal.SIGKILL)


def try_words(tap: Tap, stand: Stand) -> None:
    said = stand.dev("help").stdout
    text = (ROOT / "dev").read_text(encoding="utf-8")
    for command in re.findall(r"^cmd_(\w+) \(\)", text, re.M):
        tap.point(re.search(rf"^\./dev {command}\b", said, re.M) is not None, f"help knows {command}", said)

    answer = stand.dev("dance")
    tap.point(answer.returncode == 2 and "./dev help" in answer.stdout, "an unknown word is refused", answer.stdout)
    answer = stand.dev("bench")
    tap.point(answer.returncode == 1 and "no benchmark" in answer.stdout, "bench without benchmarks fails", answer.stdout)


def try_run(tap: Tap, stand: Stand) -> None:
    status, first = stand.run_in_terminal(interrupt)
    tap.point(status == 0 and (stand.root / "stopped").exists() and stand.server_is_gone(),
              "run: Ctrl+C stops the server", first)
    tap.point("s3cret" in first and "admin" in first, "run: the login is printed", first)
    tap.point(all(word in first for word in ("/v1/pos/sales", "till-key", '"777"', '"tea"')),
              "run: a sale is printed with a key, a card and a product", first)
    calls = stand.calls()
    tap.point("laurel with " + str(stand.tree / "build/data") in calls, "run: the desktop is opened", calls)
    tap.point("laurelctl demo load" in calls and "user add admin --role admin" in calls
              and "key create --store s1" in calls, "run: a first start fills the server", calls)
    secret = [(stand.home / name).stat().st_mode & 0o077 for name in ("password", "till-key")]
    tap.point(secret == [0, 0], "run: nobody else reads the secrets", str(secret))

    (stand.root / "calls").unlink()
    status, second = stand.run_in_terminal(kill)
    tap.point(status == -signal.SIGKILL and stand.server_is_gone(), "run: a killed run leaves no server", second)
    tap.point("laurelctl" not in stand.calls() and "s3cret" in second and "till-key" in second,
              "run: a second start fills nothing", second + stand.calls())

    (stand.root / "no-server").touch()
    status, third = stand.run_in_terminal(None)
    tap.point(status == 1 and "the cellar is flooded" in third, "run: a server that fails is heard", third)


def try_test(tap: Tap, stand: Stand) -> None:
    good = '{"name": "sums", "result": "OK", "stdout": "ok 1 /a\\nok 2 /b\\n"}\n'
    bad = '{"name": "sums", "result": "FAIL", "stdout": "ok 1 /a\\nnot ok 2 /b\\n"}\n'

    stand.log("build", good)
    stand.log("build-asan", good)
    answer = stand.dev("test")
    tap.point(answer.returncode == 0 and answer.stdout.endswith("\n4 passed, 0 failed\n"),
              "test: both builds are counted", answer.stdout)
    calls = stand.calls()
    tap.point("meson setup build -Dwerror=true\n" in calls
              and "meson setup build-asan -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false\n" in calls,
              "test: one build is plain, one has sanitizers, and both refuse warnings", calls)

    tap.point(not any(stand.temporary.iterdir()), "test: what a test leaves behind is cleared away",
              str(list(stand.temporary.iterdir())))

    stand.log("build-asan", bad)
    answer = stand.dev("test", "engine")
    tap.point(answer.returncode == 1 and answer.stdout.endswith("\n3 passed, 1 failed\n"),
              "test: a failure under sanitizers is a failure", answer.stdout)
    tap.point("--suite engine" in stand.calls(), "test: a suite can be named", stand.calls())

    (stand.root / "build-asan.log").unlink()
    answer = stand.dev("test")
    tap.point(answer.returncode == 1 and answer.stdout.endswith("\n2 passed, 1 failed\n"),
              "test: half a run is a failure", answer.stdout)

    (stand.root / "no-build").touch()
    answer = stand.dev("test")
    tap.point(answer.returncode == 1 and answer.stdout.endswith("\n0 passed, 1 failed\n"),
              "test: a tree that does not build is a failure", answer.stdout)


def main() -> int:
    tap = Tap()
    for part in (try_words, try_run, try_test):
        with tempfile.TemporaryDirectory() as folder:
            part(tap, Stand(folder))
    print(f"1..{tap.count}")
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())
