# SPDX-License-Identifier: MIT
"""The tables of docs/interop.md: what the tests note becomes part of the page, each table
between two comments."""

import pathlib
import re
import sys


def markdown(rows):
    """`rows`: row to column to cell."""
    columns = list(dict.fromkeys(column for cells in rows.values() for column in cells))
    lines = [["", *columns], ["---"] * (len(columns) + 1)]
    lines += [[row, *(cells.get(column, "–") for column in columns)]
              for row, cells in rows.items()]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def updated(page, tables):
    """The page with these tables; one that it has no place for is an error."""
    for name, rows in tables.items():
        pattern = re.compile(f"(<!-- table: {re.escape(name)} -->\n).*?(<!-- end -->\n)", re.DOTALL)
        if not pattern.search(page):
            raise KeyError(f"no place for the table {name}")
        page = pattern.sub(lambda match, rows=rows: match[1] + markdown(rows) + match[2], page)
    return page


def keep(page, found, update):
    """0 when the page has these tables, or has them now that `update` is true."""
    path = pathlib.Path(page)
    is_now = path.read_text(encoding="utf-8")
    wanted = updated(is_now, found)
    if update:
        path.write_text(wanted, encoding="utf-8")
    elif wanted != is_now:
        print(f"{page}:1: not up to date; run {pathlib.Path(sys.argv[0]).name} with --update")
        return 1
    return 0
