# SPDX-License-Identifier: MIT
"""What became of a conversation, held against what was to become of it."""

import re

from . import mails
from .processes import wait_until
from .world import USER

# What servers put in front.
TRACE = re.compile(rb"(?:(?:Received|Authentication-Results|Return-Path|Delivered-To): [^\r\n]*\r\n"
                   rb"(?:[ \t][^\r\n]*\r\n)*)*")
# An extension is in use when this is in the conversation.
EXTENSIONS = {"PIPELINING": r"\n> MAIL [^\n]*\n> RCPT ", "SIZE": r"\n> MAIL [^\n]* SIZE=\d",
              "8BITMIME": r"\n> MAIL [^\n]* BODY=8BITMIME", "SMTPUTF8": r"\n> MAIL [^\n]* SMTPUTF8",
              "CHUNKING": r"\n> BDAT \d", "DSN": r"\n> (MAIL|RCPT) [^\n]* (RET|ENVID|NOTIFY|ORCPT)="}


class Findings:
    """`tagged`: the mails; `arrived`: (server, recipient) of each copy. What is not as it should be
    is in `problems`."""

    def __init__(self, server, where, tagged, talk, offer):
        self.server, self.where, self.talk, self.offer = server, where, talk, offer
        self.tagged = tagged
        self.problems, self.stored, self.refolded, self.refused, self.arrived = [], [], [], {}, []

    def problem(self, *words):
        self.problems.append(": ".join(map(str, (self.where, *words))))

    def expect_refusal(self, one, said, code, fault):
        why = fault if code == 0 else f"RCPT {code}"
        self.refused[why] = self.refused.get(why, 0) + 1
        if (said["outcome"], said["code"], said["fault"]) != ("Rejected", code, fault):
            self.problem(one["title"], said)

    def expect_mail(self, one, said, model):
        outcomes = {each["outcome"] for each in said["recipients"]}
        if said["outcome"] != "Accepted" or outcomes != {"Accepted"}:
            self.problem(one["title"], said)
            return
        as_sent = [self.expect_copy(one, recipient, model) for recipient in mails.recipients(one)]
        (self.stored if all(as_sent) else self.refolded).append(one["title"])

    def expect_copy(self, one, recipient, model):
        """Whether it is as it was sent."""
        copies = self.server.mails(recipient)
        if not copies:
            self.problem(one["title"], "not stored", recipient)
            return False
        self.arrived.append((self.server, recipient))
        content = copies[0][TRACE.match(copies[0]).end():]
        for blind in one.get("bcc", ()):
            if b"bcc" in content.lower() or blind["address"].encode() in copies[0]:
                self.problem(one["title"], "names", blind)
        if content != model:
            if not self.server.refolds or unfolded(content) != unfolded(model):
                self.problem(one["title"], difference(content, model))
            return False
        return True

    def expect_login(self, mechanism, security, log):
        """`log`: what the server's log got meanwhile, where it is told what to look for."""
        asked = re.findall(r"\n> AUTH (\S+)", self.talk.text())
        if asked != [mechanism.upper()]:
            self.problem("asked", asked)
        if self.server.login_line:
            seen = re.search(self.server.login_line.format(user=USER), log)
            if not seen or seen[1].lower().replace("_", "-") != mechanism:
                self.problem("the log", seen or log[-1000:])
        if self.server.tells_of_logins and security != "clear":
            for server, recipient in self.arrived:
                trace = TRACE.match(server.mails(recipient)[0]).group()
                if not re.search(rb"with (UTF8)?E?SMTPSA\s", trace, re.IGNORECASE):
                    self.problem("neither encrypted nor logged in", trace)

    def expect_reports(self):
        """A report about each recipient, which names the envelope where the server does that."""
        sender = self.tagged[0]["from"]["address"]
        wanted = [one for each in self.tagged if each["title"] in mails.FEW
                  for one in mails.recipients(each)]

        mark = self.server.envelope_id.encode()

        def missing():
            reports = b"".join(each for each in self.server.mails(sender) if mark in each)
            return [one for one in wanted if not re.search(
                rb"Final-Recipient: rfc822; ?" + re.escape(one.encode()), reports, re.IGNORECASE)]
        if self.server.reports:
            try:
                wait_until(lambda: not missing(), "")
            except TimeoutError:
                self.problem("no reports about", missing())

    def use(self, extension):
        if re.search(EXTENSIONS[extension], self.talk.text()):
            return "used"
        return "offered" if extension in self.offer else "–"

    def check_extensions(self, taken):
        """What is offered and of use is used, and nothing that is not offered."""
        for extension in EXTENSIONS:
            used = self.use(extension) == "used"
            offered = extension in self.offer
            if used > offered or offered and extension in taken and not used:
                self.problem(extension, "used" if used else "not used")


def unfolded(content):
    head, end, body = content.partition(b"\r\n\r\n")
    return re.sub(rb"\r\n[ \t]+", b" ", head) + end + body


def difference(content, model):
    """Where they part."""
    at = next((at for at, (one, other) in enumerate(zip(content, model)) if one != other),
              min(len(content), len(model)))
    start = max(0, at - 40)
    return f"at {at} of {len(content)}: {content[start:at + 60]!r} for {model[start:at + 60]!r}"
