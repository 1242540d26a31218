#!/usr/bin/python3
"""Prints store, card and product of a late sale of a running server, one a line, to make another like it.

Takes the server's address, a login, and a file with the password.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import sys
import urllib.request


def ask(address: str, path: str, token: str = "", body=None):
    request = urllib.request.Request(address + path)
    if token:
        request.add_header("Authorization", "Bearer " + token)
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def main(address: str, login: str, password: str) -> None:
    token = ask(address, "/v1/session", body={"login": login, "password": password})["token"]
    sales = ask(address, "/v1/journal/sales?limit=200", token)["items"]
    # A card that bought a moment ago is not blocked.
    sale = next(item for item in sales if item["kind"] == "sale" and item["card"])
    line = ask(address, "/v1/sales/" + sale["sale"], token)["lines"][0]
    print(sale["store"], sale["card"], line["product"], sep="\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).read_text(encoding="utf-8").strip())
