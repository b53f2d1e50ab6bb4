# SPDX-License-Identifier: MIT
"""The corpus that every server gets: descriptions of mails, as tests/mime/specification.hpp reads
them, and what of them is to be stored."""

import re

from corpus import SCRIPTS, TEXTS, attachment, content, mail

LINE = 998
LISTS = ("to", "cc", "bcc")
HEADERS = (b"From: pump3@plant.example\r\nTo: ops@plant.example\r\nSubject: octets\r\n"
           b"Date: Mon, 02 Nov 2026 15:04:05 +0100\r\nMessage-ID: <1@plant.example>\r\n"
           b"X-Folded: one\r\n two\r\n\ttabbed\r\n\r\n")
EVERY = bytes(range(256))
LINES_OF_1_MB = b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc\r\n" * 16384

BODIES = {
    "a dot": b".\r\n", "dots": b".\r\n..\r\n.dot\r\n...\r\n\r\n.\r\n",
    "dots by LF": b".\n..\n\n.\nQUIT\n.\n", "an end in the midst": b"a\r\n.\r\nMAIL FROM:<x@y.example>\r\n",
    "1000 dots": b".\r\n" * 1000, "a dot without a line end": b"x\r\n.",
    "no body": b"", "an empty line": b"\r\n", "blanks": b" \t \r\n\r\n  x \t\r\n\r\n\r\n",
    "lines of 998": b"x" * LINE + b"\r\n." + b"y" * (LINE - 1) + b"\r\n" + b"." * LINE + b"\r\n",
    "a line of 999": b"x" * 999 + b"\r\n", "a line of 5000": b"." * 5000 + b"\r\nend\r\n",
    "LF": b"one\ntwo\n\nthree", "CR": b"one\rtwo\r\rthree\r", "CR CR LF": b"one\r\r\ntwo\r\n",
    "UTF-8": "Grüße, Δ, 水, 🙂\r\n".encode() * 40, "8-bit": b"\xff\xfe\x80\xa0\xe9\r\n" * 40,
    "every octet": bytes(one for one in range(1, 256) if one not in b"\r\n") + b"\r\n",
    "control characters": b"\x01\x08\x0b\x0c\x1a\x1b[0m\x7f\r\n", "From": b"From pump3\r\n>From pump3\r\n",
    "commands": b"RSET\r\nQUIT\r\nBDAT 0 LAST\r\nDATA\r\n", "1 MB": LINES_OF_1_MB,
}


def raw(title, octets, **fields):
    return mail("raw: " + title, text=content(octets), raw=True, stored=as_raw(octets), **fields)


def as_raw(octets):
    """With CRLF at each line's end, and CR LF SP in a line too long."""
    lines = []
    for line in re.split(rb"\r\n|\r|\n", octets.removesuffix(b"\n").removesuffix(b"\r")):
        lines.append(line[:LINE])
        for at in range(LINE, len(line), LINE - 1):
            lines.append(b" " + line[at:at + LINE - 1])
    return b"".join(line + b"\r\n" for line in lines)


def raws():
    for title, body in BODIES.items():
        yield raw(title, HEADERS + body)
    yield raw("headers by LF", HEADERS.replace(b"\r\n", b"\n") + b"x\n")
    yield raw("a long header", b"X-Long: " + b"x" * 900 + b"\r\n" + HEADERS + b"x\r\n")


def texts():
    for title, text in TEXTS.items():
        yield mail(f"text: {title}", text=content(text))
    yield mail("a text that is pulled", text=content(TEXTS["german"][:500], source=True, piece=7))
    yield mail("dots that are pulled", text=content(TEXTS["dots"] * 50, source=True, piece=1))
    yield mail("a page", html=content(b"<p>Dry run"))
    yield mail("a text and a page", text=content(b"Dry run\n"), html=content(b"<p>Dry run"))


def scripts():
    for script, words in SCRIPTS.items():
        yield mail(script, subject=words, text=content(words.encode() + b"\n"),
                   attachments=[attachment(words.encode(), words + ".txt")])


def attached():
    for size in (0, 1, 2, 3, 57, 58, 1000, 5000):
        yield mail(f"an attachment of {size}", text=content(b"x"),
                   attachments=[attachment((EVERY * 20)[:size], source=size % 2 == 1)])
    yield mail("NULs", text=content(b"x"), attachments=[attachment(bytes(5000))])
    yield mail("an attachment of 1 MB", attachments=[attachment(EVERY, repeat=4096)])
    yield mail("20 attachments", attachments=[attachment(bytes([each]) * 100, f"{each}.bin")
                                              for each in range(20)])
    yield mail("a text that is attached", text=content(b"x"), attachments=[
        attachment(b".\r\n..\r\n", "dots.txt", type="text/plain")])
    yield mail("a picture", html=content(b"<img src=\"cid:0@plant.example\">"), inlines=[
        attachment(EVERY, "0.png", type="image/png", content_id="0@plant.example")])
    for name in ("two words.txt", 'a"b', "日本語のファイル名.txt", "x" * 80):
        yield mail(f"a file {name[:8]}", text=content(b"x"), attachments=[attachment(b"y", name)])


def headers():
    yield mail("a long subject", subject="word " * 150 + "end", text=content(b"x"))
    yield mail("an encoded subject", subject="ü" * 400, text=content(b"x"))
    yield mail("no subject", subject="", text=content(b"x"))
    yield mail("a thread", text=content(b"x"), html=content(b"x"),
               in_reply_to="1.2@plant.example", references=["0@plant.example"])
    yield mail("headers of its own", text=content(b"x"), headers=[
        ["X-Pump", "3"], ["X-Long", "word " * 60 + "end"], ["List-Id", "<alarms.plant.example>"]])
    yield mail("a sender and a reply", text=content(b"x"), sender={"address": "node8@plant.example"},
               reply_to={"address": "desk@plant.example", "name": "The desk, first floor"})


def addressed():
    def people(word, count, domain="ops.example"):
        return [{"address": f"{word}{each}@{domain}", "name": f"{word} {each}"}
                for each in range(count)]
    yield mail("2 recipients", to=people("two-", 2), text=content(b"x"))
    yield mail("50 recipients", to=people("fifty-", 50), text=content(b"x"))
    yield mail("Cc and Bcc", to=people("to-", 2), cc=people("cc-", 3), bcc=people("blind-", 3),
               text=content(b"x"))
    yield mail("Bcc alone", to=[], bcc=people("unseen-", 2), text=content(b"x"))
    yield mail("a quoted address", to=[{"address": '"two words"@ops.example'}], text=content(b"x"))
    yield mail("an address with signs", to=[{"address": "a+b=c/d'e_f!g@ops.example"}],
               text=content(b"x"))
    yield raw("50 recipients", HEADERS + b"x\r\n", to=people("raw-", 50))
    yield mail("an address in UTF-8", to=[{"address": "grüße@ops.example"}], needs_utf8=True,
               subject="Grüße", text=content("Grüße".encode()))
    yield mail("a sender in UTF-8", needs_utf8=True, text=content(b"x"),
               **{"from": {"address": "pumpe-süd@plant.example"}})
    yield mail("a domain in UTF-8", to=[{"address": "ops@bücher.example"}], needs_utf8=True,
               text=content(b"x"), attachments=[attachment(EVERY)])
    yield raw("an address in UTF-8", HEADERS.replace(b"octets", "Δ".encode()) + b"x\r\n",
              to=[{"address": "δ@ops.example"}], needs_utf8=True)


def corpus():
    """Each has a seed of its own, hence a Message-ID."""
    found = [*raws(), *texts(), *scripts(), *attached(), *headers(), *addressed()]
    return [{**one, "seed": number} for number, one in enumerate(found, start=1)]


# One of each kind, for where all would take too long.
FEW = ("raw: dots", "raw: every octet", "NULs", "Cc and Bcc")


def tagged(description, tag):
    """With addresses that no other mail of the run has."""
    copy = {key: value for key, value in description.items() if key != "stored"}
    for name in LISTS:
        if everybody := copy.pop(name, []):
            copy[name] = [{**one, "address": tagged_address(
                one["address"], f"{description['seed']}-{tag}")} for one in everybody]
    if description.get("raw"):
        copy = {key: copy[key] for key in ("title", "raw", "needs_utf8", "text", *LISTS)
                if key in copy}
        copy["from"] = {"address": description["from"]["address"]}
    return copy


def tagged_address(address, tag):
    local, _, domain = address.rpartition("@")
    if local.endswith('"'):
        return f'{local[:-1]} {tag}"@{domain}'
    return f"{local}-{tag}@{domain}"


def recipients(description):
    return [one["address"] for name in LISTS for one in description.get(name, [])]
