# SPDX-License-Identifier: MIT
"""What is to be reached, and what was."""

ALONE = "Postino alone, without a kernel"
OPEN = "Small mails, one connection, our own sink"
EACH = "Small mails, a connection for each, our own sink"
LARGE = "A large mail"
TRIPS = "Round trips"

# (what, the most that it may be, where it stands: table, row, column)
GOALS = (
    ("instructions, small mail, open connection", 4000, (OPEN, "Postino", "instructions")),
    ("of these Postino's own", 4000, (ALONE, "small mail, open connection", "instructions")),
    ("instructions, small mail, connection of its own", 9000, (EACH, "Postino", "instructions")),
    ("of these Postino's own", 9000,
     (ALONE, "small mail, new connection, with QUIT", "instructions")),
    ("instructions per octet, raw mail in memory, CRLF", 1.0,
     (ALONE, "raw mail, CRLF, memory", "instructions per octet")),
    ("the same with LF", 1.0, (ALONE, "raw mail, LF, memory", "instructions per octet")),
    ("the same, every line begins with a dot", 2.0,
     (ALONE, "raw mail, dots, memory", "instructions per octet")),
    ("raw mail from a Source, CRLF", 1.0,
     (ALONE, "raw mail, CRLF, source", "instructions per octet")),
    ("the same with LF", 1.0, (ALONE, "raw mail, LF, source", "instructions per octet")),
    ("the same, every line begins with a dot", 2.0,
     (ALONE, "raw mail, dots, source", "instructions per octet")),
    ("instructions per octet, attachment in base64", 2.5,
     (ALONE, "picture, DATA, base64, memory", "instructions per octet")),
    ("system calls, small mail, open connection", 4.1, (OPEN, "Postino", "system calls")),
    ("round trips, further mail", 2.05, (TRIPS, "Postino", "further mail")),
    ("round trips, further mail, across mails", 1.05,
     (TRIPS, "Postino, across mails", "further mail")),
    ("round trips, further mail, eager BDAT", 0.1, (TRIPS, "Postino, eager BDAT across mails", "further mail")),
    ("round trips, first mail, to its report", 5.05,
     (TRIPS, "Postino", "first mail, to its report")),
    ("round trips, first mail, to its report, eager BDAT", 4.05,
     (TRIPS, "Postino, eager BDAT", "first mail, to its report")),
)


def goals(found):
    """A table."""
    table = {}
    for what, most, (title, row, column) in GOALS:
        value = found[title].get(row, {}).get(column)
        verdict = "not there yet" if value is None else "yes" if value <= most else "no"
        while what in table:
            what += " "  # a row of its own
        table[what] = {"figure": value, "at most": most, "reached": verdict}
    return table
