# SPDX-License-Identifier: MIT
"""Tables in Markdown."""

KINDS = ("text", "data", "bss")


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head, rows):
    return [row(*head), row("---", *["---:"] * (len(head) - 1)), *(row(*cells) for cells in rows), ""]


def kinds(sizes):
    return tuple(sizes[kind] for kind in KINDS)


def members(parts):
    """Of archive members, in the order of their names, which begin with their folders."""
    rows = [(f"{name}", *kinds(sizes)) for name, sizes in sorted(parts.items())]
    sums = [sum(column) for column in zip(*(cells[1:] for cells in rows))] or [0, 0, 0]
    return table(("object", *KINDS), [*rows, ("sum", *sums)])
