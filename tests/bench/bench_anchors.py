"""The anchor of `commit`: the rows of a sale, written as fast as PostgreSQL takes them.

One real sale is kept as a pattern, and its rows are written again and again under other numbers, with
nothing computed, checked or sent but these numbers: once in one statement of many parts, once by one
function. The faster of the two is the anchor.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib

from bench_stand import Stand

# Which rows belong to the sale s of the pattern.
PATTERN = {
    "sales": "t.sale_id = s.sale_id",
    "sale_lines": "t.sale_id = s.sale_id",
    "purchases": "t.sale_id = s.sale_id",
    "uses": "t.sale_id = s.sale_id",
    "receipt_numbers": "t.sale_id = s.sale_id",
    "operations": "t.document = s.sale_id",
    "lots": "t.client_id = s.client_id and t.document = s.sale_id",
    "transactions": "t.client_id = s.client_id and t.document = s.sale_id",
    "entries": "t.client_id = s.client_id and t.tx_no = s.tx_no",
    "turnovers": "t.client_id = s.client_id and t.tx_no = s.tx_no",
}

# What is put in the place of a column: {sale}, and of the account a its version and its last lot.
REPLACED = {
    "client_id": "a.client_id",
    "sale_id": "{sale}",
    "document": "{sale}",
    "key": "{sale}::text",
    "receipt": "{sale}::text",
    "tx_no": "a.version",
    "lot_no": "a.last_lot",
    "root": "a.last_lot",
}

TOUCH = ("update laurel.accounts set version = version + 1, last_lot = last_lot + 1, posted = now (),"
         " turnover = turnover + 1, purchase_count = purchase_count + 1, last_purchase_time = now (),"
         " last_purchase_day = current_date, activity_day = current_date, next_due = now ()"
         " where client_id = {client} returning client_id, version, last_lot")

HEAD = """\\set client random (1, :clients)
\\set sale random (1, 9000000000000000000)
"""


def _insert(stand: Stand, table: str, sale: str) -> str:
    columns = stand.psql("-c", "select attname from pg_attribute"
                         f" where attrelid = 'laurel.{table}'::regclass and attnum > 0"
                         " order by attnum").split("\n")
    values = [REPLACED.get(column, f't."{column}"').format(sale=sale) for column in columns]
    return f"insert into laurel.{table} select {', '.join(values)} from a, bench.{table} t"


def prepare(stand: Stand, folder: pathlib.Path) -> list[pathlib.Path]:
    """Keeps a pattern of a sale that has been made, and writes the scripts of the anchor."""
    stand.psql("-c", "create schema bench", "-c",
               "create table bench.pattern as select client_id, sale_id, tx_no from laurel.sales"
               " where tx_no is not null order by sale_id limit 1")
    for table, fits in PATTERN.items():
        stand.psql("-c", f"create table bench.{table} as select t.* from laurel.{table} t,"
                   f" bench.pattern s where {fits}", "-c", f"analyze bench.{table}")

    parts = ", ".join(f"i{n} as ({_insert(stand, table, ':sale')})"
                      for n, table in enumerate(PATTERN))
    statement = folder / "anchor-commit-statement.sql"
    statement.write_text(f"{HEAD}with a as ({TOUCH.format(client=':client')}), {parts} select 1 from a;\n",
                         encoding="utf-8")

    # A function has each of its statements planned once for a connection.
    touch = TOUCH.format(client="p_client")
    inserts = ";\n".join(_insert(stand, table, "p_sale").replace(
        "a.client_id", "p_client").replace("a.version", "v_version").replace(
        "a.last_lot", "v_last_lot").replace("from a, ", "from ") for table in PATTERN)
    definition = folder / "anchor-commit-definition.sql"
    definition.write_text(
        "create function bench.sell (p_client bigint, p_sale bigint) returns void language plpgsql as $$\n"
        "declare v_client bigint; v_version bigint; v_last_lot bigint;\nbegin\n"
        f"{touch} into v_client, v_version, v_last_lot;\n{inserts};\nend $$;\n", encoding="utf-8")
    stand.psql("-f", definition)
    call = folder / "anchor-commit-function.sql"
    call.write_text(f"{HEAD}select bench.sell (:client, :sale);\n", encoding="utf-8")

    return [statement, call]
