"""From the start of a program to its first frame, on a display of its own.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import statistics

from bench_stand import HERE, Failure, run


def measure(build: pathlib.Path, turns: int) -> tuple[float, float]:
    """Medians, in milliseconds, of the desktop application and of an empty window; in turns. The first
    pair only warms the caches of files."""
    programs = [build / "desktop/laurel", build / "tests/bench/laurel-empty-window"]
    watcher = build / "tests/bench/laurel-first-frame"
    for program in (*programs, watcher):
        if not program.exists():
            raise Failure(f"{program} has not been built")

    environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=str(build / "data"))
    times: list[list[float]] = [[], []]
    for _ in range(turns + 1):
        for program, kept in zip(programs, times):
            kept.append(float(run(HERE / "run-display.sh", watcher, program, env=environment)))
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])
