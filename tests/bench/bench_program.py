"""Makes a loyalty program of any number of discounts, the same each time.

Like that of bench-engine.c: most discounts are for some products or for a segment of them; others for a
store, a segment of clients or a promo code; some are dated, some limited (so far off that no sale is priced
otherwise because of those before it), and a few are for everybody.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import random

GROUP_SIZE = 10
FOR_EVERYBODY = 8
COMBINES = ("add", "multiply", "max", "min", "displace")
REWARDS = (
    {"type": "percent", "rate": 500},
    {"type": "amount", "amount": 5000, "per": "receipt"},
    {"type": "points_percent", "rate": 500},
    {"type": "nth", "n": 3, "rate": 500},
)


def _when(draw: random.Random, today: datetime.date, test: dict | None) -> dict:
    tests = []
    if draw.randrange(4) > 0:
        begin = today + datetime.timedelta(days=draw.randrange(-180, 180))
        end = begin + datetime.timedelta(days=60)
        tests.append({"type": "date", "from": begin.isoformat(), "to": end.isoformat()})
    if test is not None:
        tests.append(test)
    return {"all": tests} if tests else {}


def _discount(number: int, draw: random.Random, today: datetime.date, n_products: int,
              n_stores: int) -> dict:
    leaf = {"id": f"leaf-{number}", "kind": "discount", "reward": REWARDS[number % len(REWARDS)]}
    if number % 20 == 3:
        leaf["limits"] = {"per_client": 100}
    elif number % 50 == 7:
        leaf["limits"] = {"total": 1_000_000_000}
    if number % 7 == 0 and leaf["reward"]["type"] != "points_percent":
        leaf["max_amount"] = 20000
    if number < FOR_EVERYBODY:
        return leaf

    choice, test = draw.randrange(100), None
    if choice < 60:
        products = sorted({f"product-{draw.randint(1, n_products)}" for _ in range(5)})
        leaf["target"] = {"products": products}
    elif choice < 70:
        leaf["target"] = {"segments": [f"segment-{draw.randrange(1000)}"]}
    elif choice < 80:
        test = {"type": "store", "ids": [f"store-{draw.randint(1, n_stores)}"]}
    elif choice < 90:
        test = {"type": "client_segment", "ids": [f"club-{draw.randrange(500)}"]}
    else:
        test = {"type": "promo_code", "series": [f"series-{draw.randrange(500)}"]}

    when = _when(draw, today, test)
    if when:
        leaf["when"] = when
    return leaf


def make(n_discounts: int, n_products: int, n_stores: int) -> str:
    """The program's document, as the server publishes it."""
    draw = random.Random(20261124)
    today = datetime.date.today()
    groups = []
    for first in range(0, n_discounts, GROUP_SIZE):
        numbers = range(first, min(first + GROUP_SIZE, n_discounts))
        groups.append({
            "id": f"group-{first // GROUP_SIZE}",
            "kind": "group",
            "combine": COMBINES[first // GROUP_SIZE % len(COMBINES)],
            "children": [_discount(n, draw, today, n_products, n_stores) for n in numbers],
        })

    return json.dumps({
        "format": 1,
        "name": "Benchmark",
        "currency": "RUB",
        "time_zone": "Europe/Moscow",
        "points": {"money_per_point": 100},
        "accrual": {"activation_days": 14, "expiry": {"kind": "inactivity", "days": 365},
                    "on_discounted": True},
        "levels": {"basis": "lifetime", "downgrade": "never", "list": [
            {"id": "start", "name": "Start", "order": 0, "threshold": 0, "accrual": 500},
            {"id": "friend", "name": "Friend", "order": 1, "threshold": 5000000, "accrual": 700},
            {"id": "family", "name": "Family", "order": 2, "threshold": 1000000000, "accrual": 1000},
        ]},
        "redemption": {"max_share": 5000, "step": 100},
        "discounts": {"id": "root", "kind": "group", "children": groups},
    })
