#!/usr/bin/python3
"""Writes the zone tables of laurel-zone.c: each IANA zone's offsets from 2000 to 2099.

Usage: make-zones.py OUTPUT. SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import pathlib
import sys
import zoneinfo

UTC = datetime.timezone.utc
# A day more on either side: local dates at the ends reach beyond UTC's.
FIRST = int(datetime.datetime(1999, 12, 30, tzinfo=UTC).timestamp())
LAST = int(datetime.datetime(2100, 1, 3, tzinfo=UTC).timestamp())
# No zone has ever changed twice within four days.
STRIDE = 4 * 86400


def offset_at(zone: zoneinfo.ZoneInfo, instant: int) -> int:
    moment = datetime.datetime.fromtimestamp(instant, UTC)
    return int(moment.astimezone(zone).utcoffset().total_seconds())


def transitions_of(zone: zoneinfo.ZoneInfo) -> tuple:
    """((start, offset), ...), the first of them from FIRST on."""
    offset = offset_at(zone, FIRST)
    found = [(FIRST, offset)]

    for start in range(FIRST, LAST, STRIDE):
        end = min(start + STRIDE, LAST)
        if offset_at(zone, end) == offset:
            continue
        low, high = start, end
        while high - low > 1:
            middle = (low + high) // 2
            if offset_at(zone, middle) == offset:
                low = middle
            else:
                high = middle
        offset = offset_at(zone, high)
        found.append((high, offset))

    return tuple(found)


def main(output: pathlib.Path) -> None:
    by_data, by_name, tables, rows = {}, {}, {}, []

    for name in sorted(zoneinfo.available_timezones(), key=lambda n: n.encode()):
        data = next((pathlib.Path(folder, name).read_bytes() for folder in zoneinfo.TZPATH
                     if pathlib.Path(folder, name).is_file()), name)
        if data not in by_data:
            by_data[data] = transitions_of(zoneinfo.ZoneInfo(name))
        by_name[name] = by_data[data]

    for name, transitions in by_name.items():
        if transitions not in tables:
            tables[transitions] = len(rows)
            rows.extend(transitions)

    with output.open("w", encoding="utf-8") as file:
        file.write("static const gint64 zone_starts[] = {\n")
        file.writelines(f"  {start},\n" for start, _ in rows)
        file.write("};\n\nstatic const gint32 zone_offsets[] = {\n")
        file.writelines(f"  {offset},\n" for _, offset in rows)
        file.write("};\n\nstatic const LaurelZone zones[] = {\n")
        file.writelines(f'  {{ "{name}", {tables[t]}, {len(t)} }},\n' for name, t in by_name.items())
        file.write("};\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
