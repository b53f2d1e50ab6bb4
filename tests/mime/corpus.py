# SPDX-License-Identifier: MIT
"""Descriptions of mails: every structure, and whatever has broken a composer or a parser."""

import itertools

SCRIPTS = {
    "latin": "Größe, naïve façade, Žluťoučký kůň",
    "cyrillic": "Насос остановлен, уровень воды",
    "greek": "Η αντλία σταμάτησε",
    "hebrew": "המשאבה נעצרה",
    "arabic": "توقفت المضخة",
    "devanagari": "पंप रुक गया",
    "thai": "ปั๊มหยุดทำงาน",
    "chinese": "水泵停止运行，请立即检查",
    "japanese": "ポンプが停止しました（緊急）",
    "korean": "펌프가 멈췄습니다",
    "tamil": "பம்ப் நின்றது",
    "georgian": "ტუმბო გაჩერდა",
    "emoji": "🚨👩🏽‍🔧🏳️‍🌈 pump 🔥",
    "combining": "Z̷̢a̐́l̶͠g̵̈́ö́ e\u0301\u0302\u0323",
}
FILE_NAMES = [
    "report.pdf", "two words.txt", "a  b.txt", " lead", "trail ", "a;b", "a=b", 'a"b', "a\\b",
    "..\\..\\x", "../../etc/x", "C:\\x.exe", "'quoted'", "100%.txt", "a*b", "semi;colon=\"x\"",
    "=?utf-8?B?YWJj?=", "ünïcödé.txt", "日本語のファイル名.txt", "x" * 48, "x" * 49, "x" * 63,
    "x" * 64, "x" * 65, "y" * 296 + ".txt", "ö" * 150, "🚨" * 75, "a" * 47 + "ü", ".hidden", "tab\tx",
    "a,b", "(comment)", "<angle>", "@", "?", "[x]", "con", "name with ümlaut and blanks.tar.gz",
]
TEXTS = {
    "empty": b"", "dot": b".", "dots": b"...\r\n.\r\n..\r\n.", "only line ends": b"\r\n\r\n",
    "no line end": b"Dry run", "LF": b"a\nb\n", "CR": b"a\rb\r", "mixed ends": b"a\r\nb\nc\rd\r\r\n\n",
    "trailing blanks": b"a \nb\t\nc  ", "blanks only": b"   \n\t\n ", "equals": b"a=b=\n==\n=20",
    "from": b"From here\n>From there\n", "nul": b"a\0b", "del": b"a\x7f\x1b[0m",
    "997": b"x" * 997 + b"\n", "998": b"x" * 998 + b"\n", "999": b"x" * 999 + b"\n",
    "1000": b"x" * 1000, "long": b"word " * 4000, "998 eight bit": "ü".encode() * 499 + b"\n",
    "1000 eight bit": "ü".encode() * 500 + b"\n", "all octets": bytes(range(256)),
    "japanese": "ポンプが停止しました。\n".encode() * 50, "german": "Die Pumpe läuft über.\n".encode() * 50,
    "japanese CR": "ポンプ\rが\n停止\r\nしました".encode() * 9, "form feed": b"a\fb\vc",
    "75 76 77": b"x" * 75 + b"\n" + b"x" * 76 + b"\n" + b"x" * 77 + b"\xc3\xbc\n",
    "blank at 76": b"\xc3\xbc" + (b"x" * 74 + b" ") * 9,
}


def content(octets, **more):
    return {"hex": octets.hex(), **more}


def mail(title, **fields):
    return {"title": title, "from": {"address": "node7@plant.example", "name": "Node 7"},
            "to": [{"address": "ops@plant.example"}], "subject": "Pump 3 stopped",
            "date": 1793628245, "utc_offset": 60, "seed": 42, **fields}


def attachment(octets, name="data.bin", **fields):
    source = {key: fields.pop(key) for key in ("source", "piece", "hesitates", "knows_its_size",
                                               "repeat") if key in fields}
    return {"name": name, "content": content(octets, **source), **fields}


def structures():
    texts = {"no": None, "a": content(b"Dry run at 14:02.\r\n"),
             "a pulled": content(b"Dry run at 14:02.\r\n", source=True, piece=5)}
    pages = {"no": None, "a": content(b"<p>Dry run <img src=\"cid:0@plant.example\">"),
             "a pulled": content(b"<p>Dry run", source=True, hesitates=True)}
    for (text, html), shown, attached in itertools.product(
            itertools.product(texts, pages), (0, 1, 3), (0, 1, 3)):
        one = mail(f"{text} text, {html} HTML, {shown} inline, {attached} attached")
        if texts[text]:
            one["text"] = texts[text]
        if pages[html]:
            one["html"] = pages[html]
        one["inlines"] = [attachment(bytes([137, 80, each]) * 40, f"{each}.png", type="image/png",
                                     content_id=f"{each}@plant.example") for each in range(shown)]
        one["attachments"] = [attachment(bytes([each]) * 100, f"{each}.bin", source=each == 1,
                                         piece=7) for each in range(attached)]
        yield one


def scripts():
    for (script, words), utf8 in itertools.product(SCRIPTS.items(), (False, True)):
        long = (words + " ") * 6 + words
        yield mail(f"{script}, SMTPUTF8 {utf8}", subject=long, utf8=utf8, eight_bit=utf8,
                   to=[{"address": "ops@plant.example", "name": words},
                       {"address": "b@plant.example", "name": long}],
                   text=content(long.encode() + b"\n"), html=content(b"<p>" + long.encode()),
                   attachments=[attachment(b"x", words + ".txt", description=long)],
                   **{"from": {"address": "node7@plant.example", "name": words}})


def texts():
    for (title, text), eight_bit in itertools.product(TEXTS.items(), (False, True)):
        yield mail(f"text: {title}, 8BITMIME {eight_bit}", text=content(text),
                   eight_bit=eight_bit)
        yield mail(f"text and HTML: {title}, 8BITMIME {eight_bit}", text=content(text),
                   html=content(text + b"<p>"), eight_bit=eight_bit, attachments=[
                       attachment(text, type="text/plain"), attachment(text, type="text/csv")])
        yield mail(f"pulled: {title}, {eight_bit}", text=content(text, source=True, piece=3),
                   html=content(text, source=True), eight_bit=eight_bit)


def boundaries(boundary):
    for tail in (b"", b"m", b"a", b"r", b"m--", b"a--\r\n"):
        text = b"before\r\n--" + boundary + tail + b"\r\nafter"
        title = "boundary" + tail.decode().strip()
        yield mail(title, text=content(text), html=content(b"--" + boundary + tail),
                   eight_bit=True, attachments=[attachment(text, type="text/plain")])
        yield mail(title + " alone", text=content(text), attachments=[attachment(b"x")])
    yield mail("any boundary", text=content(b"--=_\r\n--\r\n--x--\r\n---"),
               attachments=[attachment(b"--\r\n", type="text/plain")])


def sizes():
    every = bytes(range(256)) * 5
    for size in (0, 1, 2, 3, 4, 56, 57, 58, 113, 114, 115, 170, 171, 172, 1000, 1280):
        octets = every[:size]
        yield mail(f"{size} octets", text=content(b"x"), attachments=[
            attachment(octets), attachment(octets, source=True),
            *(attachment(octets, source=True, piece=piece, hesitates=piece == 2)
              for piece in (1, 2, 3, 4, 57, 100))])
    yield mail("20 MB", text=content(b"x"), attachments=[
        attachment(every[:1000], repeat=20000, source=True)])
    yield mail("2 MB in memory", attachments=[attachment(every[:1000], repeat=2000)])
    yield mail("255 attachments", attachments=[attachment(b"%d" % each) for each in range(255)])


def names():
    for name in FILE_NAMES:
        yield mail(f"file {name!r}", text=content(b"x"), attachments=[
            attachment(b"\0\1\2", name, description=name.strip())])
    yield mail("no name", attachments=[attachment(b"\0\1", "")])


def messages():
    inner = (b"From: a@b.example\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
             b"Content-Type: text/plain\r\n\r\ninner text\r\n")
    yield mail("message", attachments=[attachment(inner, "m.eml", type="message/rfc822")])
    octets = "application/octet-stream"
    for title, text, more in (("with LF", inner.replace(b"\r\n", b"\n"), {}),
                              ("with eight bits", inner + b"\xc3\xbc\r\n", {}),
                              ("with a long line", inner + b"x" * 999, {}),
                              ("pulled", inner, {"source": True})):
        yield mail(f"message {title}", attachments=[
            attachment(text, "m.eml", type="message/rfc822", becomes=octets, **more)])


def headers():
    for subject in ("=?utf-8?B?DQpCY2M6IGE=?=", "a =?x?= b", "x" * 920, "x" * 921, "x" * 998,
                    "x" * 5000, "two  blanks", " lead", "trail ", "a\tb", "ü" * 400, "aü" * 200,
                    "🚨" * 120, "mostly plain, but for one ü at the end", "a" * 45 + "ü", "=", "?=",
                    "_", "\x7f", "e\u0301" * 60):
        yield mail(f"subject {subject[:20]!r} of {len(subject)}", subject=subject,
                   text=content(b"x"), attachments=[attachment(b"y", description=subject)])
    for name in ('Pump "3"', "a\\b", "Ops, on call", "a@b", "x" * 100, "ü" * 100, "(c)", "a.b",
                 "=?utf-8?Q?a?=", "two  blanks"):
        yield mail(f"name {name[:20]!r}", to=[{"address": "ops@plant.example", "name": name},
                                             {"address": '"a b"@plant.example', "name": name}],
                   text=content(b"x"), html=content(b"y"))
    yield mail("thread", in_reply_to="1.2@plant.example", text=content(b"x"), html=content(b"y"))
    yield mail("references", in_reply_to="<9@p.example>", html=content(b"y"),
               references=[f"<{each}.{'x' * 40}@plant.example>" for each in range(30)])
    yield mail("list", html=content(b"y"), headers=[
        ["List-Id", "Alarms <alarms.plant.example>"], ["List-Unsubscribe", "<mailto:off@p.example>"],
        ["X-Long", "word " * 60 + "end"]])
    yield mail("languages", html=content(b"y"), language="de, en", attachments=[
        attachment(b"x", language="fr", type="text/plain; charset=utf-8; header=present")])
    yield mail("charset", text=content("Größe".encode("latin-1")), charset="iso-8859-1",
               html=content("<p>Größe".encode("latin-1")))
    yield mail("shown", html=content(b"y"), attachments=[attachment(b"x", inline=True)])


def corpus(boundary):
    return [*structures(), *scripts(), *texts(), *boundaries(boundary), *sizes(), *names(),
            *messages(), *headers()]
