# SPDX-License-Identifier: MIT
"""Ways to send that an option asks for, where the server offers what they need."""

import re
import typing


class Way(typing.NamedTuple):
    title: str
    needs: tuple
    options: tuple
    # What the conversation then has; lines of it have a LF in front.
    shows: str
    security: str = "clear"

    def is_offered(self, offer):
        return all(keyword in offer for keyword in self.needs)

    def is_taken(self, talk):
        return re.search(self.shows, "\n" + talk.text()) is not None


# Each report on a mail of the test brings it back.
ENVELOPE_ID = "postino+id"
WAYS = (
    Way("one command at a time", ("PIPELINING",), ("--pipelining", "off"),
        r"\n> MAIL [^\n]*\n< 250[^\n]*\n> RCPT [^\n]*\n< 250[^\n]*\n> DATA"),
    Way("across mails", ("PIPELINING",), ("--pipelining", "across-mails"), r"\n> \.\n> MAIL "),
    Way("BDAT after a recipient", ("CHUNKING",), ("--chunking", "after-recipient"),
        r"\n> RCPT [^\n]*\n< 250[^\n]*\n(< 250[^\n]*\n)*> BDAT \d+ LAST"),
    Way("BDAT at once", ("CHUNKING", "PIPELINING"), ("--chunking", "eager"),
        r"\n> RCPT [^\n]*\n> BDAT \d+ LAST"),
    Way("BDAT across mails", ("CHUNKING", "PIPELINING"),
        ("--chunking", "eager", "--pipelining", "across-mails"),
        r"\n> BDAT \d+ LAST\n> [^\n]*\n> RSET\n> MAIL "),
    Way("DSN", ("DSN",), ("--dsn-notify", "success,failure,delay", "--dsn-ret", "headers",
                          "--envid", ENVELOPE_ID),
        r"\n> MAIL [^\n]* RET=HDRS ENVID=postino\+2Bid\n(< [^\n]*\n)*> RCPT "
        r"[^\n]* NOTIFY=SUCCESS,FAILURE,DELAY\n"),
    Way("DELIVERBY", ("DELIVERBY",), ("--deliver-by", "3600:notify"), r"\n> MAIL [^\n]* BY=3600;N"),
    Way("REQUIRETLS", ("REQUIRETLS",), ("--require-tls",), r"\n> MAIL [^\n]* REQUIRETLS", "tls"),
)
