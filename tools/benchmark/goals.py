# SPDX-License-Identifier: MIT
"""What is to be reached, and what was."""

ALONE = "Postino alone, without a kernel"
OPEN = "Small messages, one connection, our own sink"
EACH = "Small messages, a connection for each, our own sink"
LARGE = "A large message"
TRIPS = "Round trips"
MEMORY_NOISE = 512  # pages of shared libraries that one run touches and another does not

# (what, the most that it may be, where it stands: table, row, column)
GOALS = (
    ("instructions, small message, open connection", 4000, (OPEN, "Postino", "instructions")),
    ("of these the library's own", 4000, (ALONE, "small message, open connection", "instructions")),
    ("instructions, small message, connection of its own", 9000, (EACH, "Postino", "instructions")),
    ("of these the library's own, with QUIT", 9000,
     (ALONE, "small message, new connection, with QUIT", "instructions")),
    *((f"instructions per octet, raw message, {lines}, from {where}", most,
       (ALONE, f"raw message, {kind}, {where}", "instructions per octet"))
      for where in ("memory", "source")
      for kind, lines, most in (("CRLF", "CRLF", 1.0), ("LF", "LF", 1.0),
                                ("dots", "a dot before each line", 2.0))),
    *((f"instructions per octet, attachment in base64, from {where}", 2.5,
       (ALONE, f"picture, DATA, base64, {where}", "instructions per octet"))
      for where in ("memory", "source")),
    *((f"instructions per octet, narrow path, raw message, {lines}, from memory", 30,
       (ALONE, f"narrow path: raw message, {kind}, memory", "instructions per octet"))
      for kind, lines in (("CRLF", "CRLF"), ("LF", "LF"), ("dots", "a dot before each line"))),
    *((f"system calls, small message, {how}", 4.1, (ALONE, "system calls", how))
      for how in ("open connection", "open connection, across messages",
                  "open connection, eager BDAT")),
    ("round trips, further message", 2.05, (TRIPS, "Postino", "further message")),
    ("round trips, further message, across messages", 1.05,
     (TRIPS, "Postino, across messages", "further message")),
    ("round trips, further message, eager BDAT across messages", 0.1,
     (TRIPS, "Postino, eager BDAT across messages", "further message")),
    ("round trips, first message, to its report", 5.05,
     (TRIPS, "Postino", "first message, to its report")),
    ("round trips, first message, to its report, eager BDAT", 4.05,
     (TRIPS, "Postino, eager BDAT", "first message, to its report")),
)


def goals(found):
    """A table."""
    table = {}
    for what, most, (title, row, column) in GOALS:
        value = found[title].get(row, {}).get(column)
        verdict = "not there yet" if value is None else "yes" if value <= most else "no"
        table[what] = {"measured": value, "at most": most, "reached": verdict}
    memory = found[LARGE]["Postino"]
    more = memory["memory, KB"] - memory["memory, small message, KB"]
    table["memory of a large message more than of a small one, KB"] = {
        "measured": more, "at most": MEMORY_NOISE, "reached": "yes" if more <= MEMORY_NOISE else "no"}
    return table
