"""The figures: each measures, beside its anchor in the same run, and gives rows of the table.

Anchor and figure take turns, and the medians are compared: what a neighbour does to the machine then hits
both.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import dataclasses
import pathlib
import re
import statistics
import time
from collections.abc import Callable

import bench_anchors
import bench_desktop
from bench_stand import HERE, Measure, Scale, Stand, run

TILLS_QUOTE = 16
TILLS_COMMIT = 64
N_DISCOUNTS = 1_000
CODES = 100_000
LOOK_UP = HERE / "anchor-look-up.sql"


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table. @value is what must and goal are held against."""
    figure: str
    measured: str
    anchor: str
    value: float
    unit: str
    must: float
    goal: float
    less_is_better: bool = False

    def verdict(self) -> str:
        """Which of the two the value reaches."""
        sign = -1 if self.less_is_better else 1
        if sign * self.value >= sign * self.goal:
            return "goal"
        return "must" if sign * self.value >= sign * self.must else "MISSED"


@dataclasses.dataclass
class Bench:
    """What figures share. The stand is made when the first figure needs it."""
    build: pathlib.Path
    scale: Scale
    quick: bool
    stand: Stand | None = None
    discounts: int = 0
    rates: dict[str, float] = dataclasses.field(default_factory=dict)
    anchors: list[pathlib.Path] = dataclasses.field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long one turn of a load takes."""
        return 3 if self.quick else 15

    @property
    def turns(self) -> int:
        return 2 if self.quick else 5

    def with_program(self, n_discounts: int) -> Stand:
        if self.stand is None:
            self.stand = Stand(self.build, self.scale)
        if self.discounts != n_discounts:
            self.stand.publish(n_discounts)
            self.discounts = n_discounts
        return self.stand

    def close(self):
        if self.stand is not None:
            self.stand.close()


def _median(measures: list[Measure]) -> float:
    return statistics.median(measure.per_second for measure in measures)


def _take_turns(bench: Bench, *sides: Callable[[], Measure]) -> list[list[Measure]]:
    answers = [[] for _ in sides]
    for _ in range(bench.turns):
        for side, kept in zip(sides, answers):
            kept.append(side())
    return answers


def _against_look_up(bench: Bench, operation: str, must: float, goal: float) -> list[Row]:
    stand = bench.with_program(N_DISCOUNTS)
    look_ups, answers = _take_turns(
        bench,
        lambda: stand.pgbench(LOOK_UP, connections=TILLS_QUOTE, seconds=bench.seconds),
        lambda: stand.load(operation, connections=TILLS_QUOTE, seconds=bench.seconds))
    anchor, figure = _median(look_ups), _median(answers)
    bench.rates[operation] = figure
    cost = answers[-1]
    return [Row(operation,
                f"{figure:,.0f}/s (server {cost.server_cpu / cost.asked * 1e6:.0f} us,"
                f" database {cost.database_cpu / cost.asked * 1e6:.0f} us)",
                f"look-up {anchor:,.0f}/s", figure / anchor, "x", must, goal)]


def quote(bench: Bench) -> list[Row]:
    """Quotes of a known client's receipt of ten lines."""
    return _against_look_up(bench, "quote", 0.30, 0.60)


def card(bench: Bench) -> list[Row]:
    """Look-ups of a card's account."""
    return _against_look_up(bench, "card", 0.35, 0.70)


def quote_flat(bench: Bench) -> list[Row]:
    """Whether a hundred times the discounts make quotes dearer."""
    rates = {}
    for size in (100, 10_000):
        stand = bench.with_program(size)
        rates[size] = statistics.median(
            stand.load("quote", connections=TILLS_QUOTE, seconds=bench.seconds).per_second
            for _ in range(bench.turns))
    return [Row("quote-flat", f"{rates[10_000]:,.0f}/s of 10,000", f"{rates[100]:,.0f}/s of 100",
                rates[10_000] / rates[100], "x", 0.85, 0.97)]


def _commit_anchors(bench: Bench) -> list[pathlib.Path]:
    if not bench.anchors:
        stand = bench.with_program(N_DISCOUNTS)
        stand.load("sale", connections=1, seconds=0.2, warm_up=0)
        bench.anchors = bench_anchors.prepare(stand, stand.folder)
    return bench.anchors


def _database_log(stand: Stand) -> str:
    return stand.psql("-c", "select pg_current_wal_insert_lsn ()")


def _log_bytes(stand: Stand, begin: str, end: str) -> tuple[float, float]:
    """Bytes of the write-ahead log: of records, and of whole pages after a checkpoint."""
    stand.psql("-c", "create extension if not exists pg_walinspect")
    answer = stand.psql("-c", "select sum (record_size), sum (fpi_size) from"
                        f" pg_get_wal_stats ('{begin}', '{end}')")
    records, pages = answer.split("|")
    return float(records), float(pages)


def commit(bench: Bench) -> list[Row]:
    """Sales over HTTP, durable each, and what one of them costs."""
    statement, function = _commit_anchors(bench)
    stand = bench.with_program(N_DISCOUNTS)
    by_statement, by_function, sales = _take_turns(
        bench,
        lambda: stand.pgbench(statement, connections=TILLS_COMMIT, seconds=bench.seconds),
        lambda: stand.pgbench(function, connections=TILLS_COMMIT, seconds=bench.seconds),
        lambda: stand.load("sale", connections=TILLS_COMMIT, seconds=bench.seconds))
    anchor, best = max((_median(by_statement), by_statement), (_median(by_function), by_function),
                       key=lambda side: side[0])
    figure = _median(sales)
    bench.rates["sale"] = figure
    return [
        Row("commit", f"{figure:,.0f}/s", f"{len(bench_anchors.PATTERN) + 1} tables {anchor:,.0f}/s",
            figure / anchor, "x", 0.60, 1.50),
        *_commit_cost(stand, sales, best),
    ]


def _commit_cost(stand: Stand, sales: list[Measure], anchors: list[Measure]) -> list[Row]:
    server = statistics.median(sale.server_cpu / sale.asked for sale in sales) * 1e6
    database = statistics.median(sale.database_cpu / sale.asked for sale in sales) * 1e6
    anchor = statistics.median((one.database_cpu + one.own_cpu) / one.asked for one in anchors) * 1e6
    begin = _database_log(stand)
    asked = stand.load("sale", connections=1, seconds=1, warm_up=0).asked
    records, pages = _log_bytes(stand, begin, _database_log(stand))
    return [
        Row("commit-cost cpu", f"server {server:.0f} + database {database:.0f} us", f"{anchor:.0f} us",
            (server + database) / anchor, "x", 1.9, 1.3, True),
        Row("commit-cost log", f"and {pages / asked / 1e3:.1f} kB of pages", "-",
            records / asked / 1e3, "kB", 5.5, 4.5, True),
    ]


def latency(bench: Bench) -> list[Row]:
    """How long a till waits at half of what the server can take."""
    stand = bench.with_program(N_DISCOUNTS)
    rows = []
    for operation, tills, must, goal in (("quote", TILLS_QUOTE, 5, 2), ("sale", TILLS_COMMIT, 15, 6)):
        most = bench.rates.get(operation)
        if most is None:
            most = stand.load(operation, connections=tills, seconds=bench.seconds).per_second
        took = stand.load(operation, connections=tills, seconds=bench.seconds, rate=most / 2)
        rows.append(Row(f"latency {operation}", f"p50 {took.p50_us / 1e3:.1f} ms at {most / 2:,.0f}/s", "-",
                        took.p99_us / 1e3, "ms", must, goal, True))
    return rows


def engine(bench: Bench) -> list[Row]:
    """The price of a receipt of ten lines alone, on one core."""
    text = run(bench.build / "tests/engine/bench-engine", "20" if bench.quick else "200")
    limits = {100: (10, 2), 1_000: (12, 2.5), 10_000: (15, 3)}
    rows = []
    for size, compiled, price, effects in re.findall(
            r"(\d+) discounts: compiled in ([\d.]+) ms, ([\d.]+) us a receipt, ([\d.]+) effects", text):
        must, goal = limits[int(size)]
        rows.append(Row(f"engine {int(size):,}", f"{effects} effects", f"compiled in {compiled} ms",
                        float(price), "us", must, goal, True))
    return rows


def memory(bench: Bench) -> list[Row]:
    """The server's memory with 10,000 discounts, and what it grows by under load."""
    stand = bench.with_program(10_000)
    stand.load("quote", connections=TILLS_COMMIT, seconds=bench.seconds * bench.turns)
    first = stand.server_rss()
    asked = sum(stand.load("quote", connections=TILLS_COMMIT, seconds=bench.seconds).asked
                for _ in range(bench.turns))
    last = stand.server_rss()
    return [
        Row("memory", f"{bench.scale.clients:,} clients", "-", last / 1024, "MiB", 256, 64, True),
        Row("memory growth", f"{last - first:,} KiB over {asked:,} quotes", "-",
            float(max(0, (last - first) * 1024 // asked)), "B each", 0, 0, True),
    ]


# What a history writes, besides the goods and stores that it speaks of.
HISTORY_TABLES = (
    "clients", "card_numbers", "client_phones", "client_emails", "cards", "consents", "accounts", "sales",
    "sale_lines", "returns", "return_lines", "lots", "transactions", "entries", "purchases", "turnovers",
    "forgivings", "level_changes", "consumptions", "operations", "receipt_numbers",
)


def _copy_rows(stand: Stand) -> float:
    """Seconds in which the rows of the history are copied into tables with the same indexes."""
    schema = stand.folder / "schema.sql"
    schema.write_text(stand.command("pg_dump", "--schema-only"), encoding="utf-8")
    stand.psql("-c", "create database copy")
    stand.psql("-f", schema, database="copy")
    for way in ("to", "from"):
        script = stand.folder / f"copy-{way}.sql"
        script.write_text("".join(
            f"\\copy laurel.{table} {way} '{stand.folder / table}.rows' (format binary)\n"
            for table in HISTORY_TABLES), encoding="utf-8")
    stand.psql("-f", stand.folder / "copy-to.sql")
    began = time.monotonic()
    stand.psql("-f", stand.folder / "copy-from.sql", database="copy")
    return time.monotonic() - began


def history(bench: Bench) -> list[Row]:
    """A chain's past, priced and posted by the engine, against a copy of the rows that come of it."""
    with Stand(bench.build, bench.scale, seeded=False) as stand:
        began = time.monotonic()
        said = stand.control("demo", "load", "--scale", "small" if bench.quick else "large")
        took = time.monotonic() - began
        sales = int(re.search(r"(\d+) sales", said)[1])
        copied = _copy_rows(stand)
    return [Row("history", f"{sales / took:,.0f} receipts/s of {sales:,}",
                f"COPY of the rows {sales / copied:,.0f}/s", copied / took, "x", 0.10, 0.25)]


def _copy_codes(stand: Stand) -> float:
    """Seconds to copy a hundred thousand codes into a table with the same indexes."""
    rows = stand.folder / "codes.rows"
    copy = stand.folder / "copy-codes.sql"
    copy.write_text(
        "drop table if exists laurel.codes_copied;\n"
        "create table laurel.codes_copied (like laurel.promo_codes including all);\n"
        f"\\copy (select * from laurel.promo_codes limit {CODES}) to '{rows}'\n", encoding="utf-8")
    stand.psql("-f", copy)
    began = time.monotonic()
    stand.psql("-c", f"\\copy laurel.codes_copied from '{rows}'")
    return time.monotonic() - began


def codes(bench: Bench) -> list[Row]:
    """Promo codes made by a pattern and stored, a hundred thousand by a call."""
    stand = bench.with_program(N_DISCOUNTS)
    token = stand.control("token", "create", "--role", "marketer").strip()
    stand.call("POST", "/v1/promo-code-series", token,
               {"series": "bench", "name": "Benchmark", "kind": "unique"})
    made, copied = [], []
    for _ in range(bench.turns):
        began = time.monotonic()
        stand.call("POST", "/v1/promo-code-series/bench/codes", token, {"generate": {"count": CODES}})
        made.append(time.monotonic() - began)
        copied.append(_copy_codes(stand))
    took, anchor = statistics.median(made), statistics.median(copied)
    return [Row("codes", f"{CODES / took:,.0f}/s", f"COPY of the rows {CODES / anchor:,.0f}/s",
                anchor / took, "x", 0.25, 0.50)]


def desktop(bench: Bench) -> list[Row]:
    """From the start of the desktop application to its first frame."""
    program, empty = bench_desktop.measure(bench.build, bench.turns * 3)
    return [Row("desktop", f"{program:.0f} ms to the first frame", f"empty window {empty:.0f} ms",
                program - empty, "ms", 250, 80, True)]


FIGURES = {
    "engine": engine,
    "quote": quote,
    "card": card,
    "commit": commit,
    "latency": latency,
    "quote-flat": quote_flat,
    "memory": memory,
    "history": history,
    "codes": codes,
    "desktop": desktop,
}
