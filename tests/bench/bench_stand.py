"""A server with a database of its own for benchmarks, what loads it, and what that costs.

Everything lies in one folder below /var/tmp (a memory file system has no disk to wait for) and is gone
when the stand is closed, however that comes about. Nothing listens beyond 127.0.0.1.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import bench_program

HERE = pathlib.Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60


class Failure(Exception):
    """What a person is told when a figure cannot be had."""


@dataclasses.dataclass(frozen=True)
class Scale:
    """How much there is: all that the contract names, or 1 % of what grows by the day."""
    name: str
    clients: int
    products: int
    stores: int


SCALES = {
    "small": Scale("small", 10_000, 20_000, 300),
    "large": Scale("large", 1_000_000, 20_000, 300),
}


@dataclasses.dataclass(frozen=True)
class Measure:
    """What a load came to: its own account, and the processor time of each party in seconds."""
    per_second: float
    asked: int
    p50_us: int
    p99_us: int
    server_cpu: float
    database_cpu: float
    own_cpu: float


def run(*words: str | pathlib.Path, **options) -> str:
    """Runs a program to its end and gives what it printed."""
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, check=False,
                          stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise Failure(f"{pathlib.Path(words[0]).name}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _times(pid: int, *, ended_children: bool = False) -> float:
    """Processor seconds of a process; 0 when it has ended meanwhile."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(field) for field in fields[11:15 if ended_children else 13]) / TICKS


class Stand(contextlib.AbstractContextManager):
    """A server on a new database with the chain of seed.sql."""

    def __init__(self, build: pathlib.Path, scale: Scale, *, seeded: bool = True):
        self.build = build
        self.scale = scale
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="laurel-bench-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        self.home = self.folder / "home"
        self._server = None
        self._port = 0
        self._key = ""
        self._tags = 0
        try:
            self.start()
            if seeded:
                self._seed()
        except BaseException:
            self.close()
            raise

    def __exit__(self, *unused):
        self.close()

    def close(self):
        """Stops the server and takes everything away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- the server ---

    def start(self):
        """Starts the server and waits until it is ready."""
        log = self.folder / "server.log"
        with log.open("w", encoding="utf-8") as output:
            # It ends with this program, even where that is killed.
            self._server = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", self.build / "server/laureld", "--home", self.home,
                 "--listen", "127.0.0.1:0", "--log-level", "warning"],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output)

        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self._server.poll() is None:
            ready = re.search(r"ready on http://127\.0\.0\.1:(\d+)", log.read_text(encoding="utf-8"))
            if ready:
                self._port = int(ready[1])
                return
            time.sleep(0.05)
        raise Failure(f"laureld does not start: {log.read_text(encoding='utf-8')[-500:]}")

    def stop(self):
        """Stops the server and its database."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGTERM)
            try:
                self._server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()

    def server_rss(self) -> int:
        """Resident KiB of the server."""
        status = pathlib.Path(f"/proc/{self._server.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.M)[1])

    def _postmaster(self) -> int:
        file = self.home / "postgresql/data/postmaster.pid"
        return int(file.read_text(encoding="ascii").splitlines()[0])

    def _cpu(self) -> tuple[float, float]:
        """Processor seconds so far of the server, and of PostgreSQL with all that it started."""
        postmaster = self._postmaster()
        children = pathlib.Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(
            encoding="ascii").split()
        database = _times(postmaster, ended_children=True) + sum(_times(int(pid)) for pid in children)
        return _times(self._server.pid), database

    # --- the database ---

    def _database(self, name: str = "laurel") -> dict[str, str]:
        return dict(os.environ, PGHOST=str(self.home / "run"), PGUSER="laurel", PGDATABASE=name)

    def psql(self, *words: str | pathlib.Path, database: str = "laurel") -> str:
        """psql, quiet, bare, and ending at the first error."""
        return run("psql", "-XqAtv", "ON_ERROR_STOP=1", *words, env=self._database(database)).strip()

    def command(self, *words: str | pathlib.Path, database: str = "laurel") -> str:
        """Any other program that finds the database by its environment."""
        return run(*words, env=self._database(database))

    def control(self, *words: str) -> str:
        """laurelctl."""
        return run(self.build / "server/laurelctl", "--home", self.home, *words)

    def _seed(self):
        sizes = ("clients", "products", "stores")
        variables = [word for size in sizes for word in ("-v", f"{size}={getattr(self.scale, size)}")]
        self.psql(*variables, "-f", HERE / "seed.sql")
        self._key = self.control("key", "create", "--any-store").strip()

    def publish(self, n_discounts: int):
        """Puts a program in force. The server starts anew, so that no figure pays for what came before."""
        document = self.folder / "program.json"
        document.write_text(
            bench_program.make(n_discounts, self.scale.products, self.scale.stores), encoding="utf-8")
        script = self.folder / "publish.sql"
        script.write_text(
            f"\\set document `cat {document}`\n"
            "insert into laurel.programs select coalesce (max (version), 0) + 1, :'document',"
            " now () - interval '1 hour', 'bench' from laurel.programs;\n", encoding="utf-8")
        self.psql("-f", script)
        self.stop()
        self.start()

    # --- loads ---

    def _new_tag(self) -> str:
        self._tags += 1
        return f"{self._tags}-{time.time_ns() // 1000}-"

    def load(self, operation: str, *, connections: int, seconds: float, warm_up: float = 1,
             rate: float = 0) -> Measure:
        """Tills that call @operation; every one of their calls must be answered."""
        before = self._cpu()
        answer = json.loads(run(
            self.build / "tests/bench/laurel-load", "--operation", operation, "--port", str(self._port),
            "--key", self._key, "--tag", self._new_tag(), "--connections", str(connections),
            "--seconds", str(seconds), "--warm-up", str(warm_up), "--rate", str(rate),
            "--clients", str(self.scale.clients), "--products", str(self.scale.products),
            "--stores", str(self.scale.stores)))
        after = self._cpu()

        if answer["refused"] or answer["unanswered"]:
            raise Failure(f"{operation}: {answer['refused']} calls were refused and "
                          f"{answer['unanswered']} not answered")
        return Measure(answer["per_second"], answer["asked"], answer["p50_us"], answer["p99_us"],
                       after[0] - before[0], after[1] - before[1], answer["cpu_us"] / 1e6)

    def call(self, method: str, path: str, token: str, body: dict) -> dict:
        """One call of a person."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}", json.dumps(body).encode(), method=method,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failure(f"{method} {path}: {error.read().decode()}") from error

    def pgbench(self, script: pathlib.Path, *, connections: int, seconds: float) -> Measure:
        """An anchor: the database alone, asked by pgbench with prepared statements."""
        before = self._cpu()
        began = os.times()
        answer = self.command(
            "pgbench", "-n", "-M", "prepared", "-c", str(connections), "-j", "1",
            "-T", str(max(1, round(seconds))), "-D", f"clients={self.scale.clients}", "-f",
            script)
        ended = os.times()
        after = self._cpu()
        failed = int(re.search(r"number of failed transactions: (\d+)", answer)[1])
        if failed:
            raise Failure(f"{script.name}: {failed} transactions failed")

        own = ended.children_user + ended.children_system - began.children_user - began.children_system
        done = int(re.search(r"actually processed: (\d+)", answer)[1])
        return Measure(float(re.search(r"tps = ([\d.]+)", answer)[1]), done, 0, 0, 0.0,
                       after[1] - before[1], own)
