# SPDX-License-Identifier: MIT
"""Seeds of the targets that read or write texts."""

import base64

from input import Input

CRLF = b"\r\n"
NONCE = base64.b64encode(b"\x5a" * 18)
TEXTS = [b"", b"x", b"Dry run.", b"Dry run.\r\n", b".\r\n", b"..\r\n.a\r\n", b"a\r\n.\r\nQUIT\r\n",
         b"a\rb\nc\r\n\r\n\n\r", b"\r", b"\n", b"a \r\nb\t\r\n ", b"a=b==c=\r\n", b"\x00", b"a\x00b\r\n",
         "Pumpe 3 läuft trocken: \u20ac, \U0001f4a7\r\n".encode(), b"\xff\xfe\xc3", b"x" * 997,
         b"x" * 998, b"x" * 999 + CRLF, b"x" * 75 + b".", b"." * 77, b" " * 76 + CRLF,
         b"From here\r\nFrom there\r\n", b"-- \r\nsignature\r\n", b"=_0\r\n--=_0\r\n",
         ("ä" * 500).encode(), b"\x7f\x7f\x7f\x7f.\r\n", b"\x7f" * 3 + b"12345.\x7f"]


def replies():
    return [
        b"220 ready\r\n", b"220\r\n", b"220\n", b"220 \r\n", b"220-\r\n220\r\n", b"2500 ok\r\n",
        b"250-a\r\n251 b\r\n", b"250-a\r\n250-b\r\n250 c\r\n", b"25\r\n", b"2\r\n", b"\r\n", b" 250\r\n",
        b"199 a\r\n", b"600 a\r\n", b"299 a\r\n", b"571 5.7.1 no\r\n", b"250 a\rb\r\n", b"250 a\x00\r\n",
        b"250 a\r\r\n", b"250_a\r\n", b"250\ta\r\n", b"250 \xc3\xbc\xff\r\n", b"250 x\xfc\r\n",
        b"250-x\xfc\r\n250-x\xfc\r\n250 x\xfc\r\n", b"250-\r\n" * 127 + b"250 x\r\n", b"250-\r\n" * 128,
        b"354 go\r\n250 early\r\n", b"421 bye\r\n221 bye\r\n", b"220 a\r\n220-b\r\n22",
        b"334 " + base64.b64encode(b"Username:") + CRLF, b"535-5.7.8 a\r\n535 5.7.8 b\r\n",
    ]


def capabilities():
    lines = [
        b"PIPELINING", b"SIZE", b"SIZE 0", b"SIZE 1000000", b"SIZE 4294967295", b"SIZE 4294967296",
        b"SIZE 99999999999999999999", b"SIZE 000000000000000000001", b"SIZE 1 2", b"SIZE x", b"size 5",
        b"AUTH PLAIN LOGIN", b"AUTH=PLAIN LOGIN", b"AUTH= LOGIN", b"AUTH", b"AUTH SCRAM-SHA-256-PLUS",
        b"AUTH plain\tlogin", b"AUTH XPLAIN PLAINX", b"AUTH ABCDEFGHIJKLMNOPQRST",
        b"AUTH ABCDEFGHIJKLMNOPQRSTU", b"STARTTLS", b"STARTTLS x", b"XSTARTTLS", b"STARTTLSX",
        b"8BITMIME", b"SMTPUTF8", b" STARTTLS", b"\tSTARTTLS", b"", b"X-A-KEYWORD-OF-MORE-THAN-20 SIZE 5",
        b"CHUNKING", b"BINARYMIME", b"DSN", b"REQUIRETLS", b"LIMITS MAILMAX=3 RCPTMAX=5",
        b"ENHANCEDSTATUSCODES", b"8bitmime\t", b"AUTH==PLAIN", b"AUTH PLAIN\nSIZE 5\nSIZE 3\nSIZE 9",
    ]
    return [b"mail.example\n" + line for line in lines] + [b"STARTTLS", b"AUTH PLAIN\nAUTH LOGIN",
                                                           b"x\n" + b"\n".join(lines)]


def addresses():
    return [
        b"node7@plant.example", b"a@b", b"@b", b"a@", b"@", b"", b"a", b"a.b@c.d", b".a@b", b"a.@b",
        b"a..b@c", b"a@b.", b"a@-b", b"a@b-.c", b"a@b_c", b'"a b"@c', b'"a\\"b"@c', b'"a@b"@c',
        b'""@c', b'"@c', b'"a\\', b"a@[192.0.2.1]", b"a@[192.0.2.256]", b"a@[1.2.3]", b"a@[IPv6:::1]",
        b"a@[ipv6:2001:db8::1]", b"a@[IPv6:1:2:3:4:5:6:7:8:9]", b"a@[]", b"a@[IPv6:]",
        "pümpe@fabrik.example".encode(), "a@bücher.example".encode(), b"a@\xed\xa0\x80", b"a\xc0\x80@b",
        b"a\r\nRCPT TO:<x@y>@b", b"a\x00@b", b"a>@b", b"a b@c", b"x" * 64 + b"@b", b"x" * 65 + b"@b",
        b"a@" + b"x" * 255, b"a@" + b"x" * 256, b"Node 7 <node7@plant.example>", b'"Node, 7" <a@b>',
        b'"N\\"7" <a@b>', b"<a@b>", b" <a@b> ", b"a <b <c@d>", b"!#$%&'*+-/=?^_`{|}~@b",
    ]


def base64_texts():
    texts = [b"", b"Zg==", b"Zm8=", b"Zm9v", b"Zm9vYg==", b"Zh==", b"Zm9=", b"Zg=", b"Zg", b"Z", b"=",
             b"====", b"Zg==Zg==", b"Zm9v\r\nYmFy", b"Zm9v Zm9v", b"+/+/", b"-_-_", b"Zm9v=", b"Zm=v",
             b"\x00\x01\x02", bytes(range(256)), b"x" * 57, b"x" * 58, b"x" * 114, b"\xff" * 171]
    return texts + [base64.b64encode(one) for one in TEXTS[4:14]]


def bodies():
    seeds = []
    for number, text in enumerate(TEXTS):
        one = Input().rest(text).number((16, 17, 64, 300)[number % 4], 16, 300)
        seeds.append(one.flags(number % 3, 1, number % 2).number(1 + number % 7, 1, 300)
                     .flag(number % 5 == 0).octets())
    return seeds


def quoted():
    return [Input().rest(text).number((16, 19, 64, 300)[number % 4], 16, 300)
            .number(1 + number % 9, 1, 300).flag(number % 2).octets()
            for number, text in enumerate(TEXTS)]


def plain_texts():
    subjects = [b"Pump 3 stopped", b"", b"   ", b"  Level   3  ", b"word " * 40, b"x" * 78 + b" " * 90 + b"y",
                b"x" * 200 + b" y", b"x" * 980, b"x" * 981, b"a\\b", b"a\tb", b"a\r\nBcc: x", b"\x7f",
                "Pümpe 3".encode()]
    seeds = []
    for number, text in enumerate(TEXTS):
        one = Input().number((16, 17, 64, 300)[number % 4], 16, 300).flags(number % 3, 1)
        one.number(number % 6, 0, 5).number(number // 2 % 6, 0, 5).number(number % 3, 0, 2).flag(number % 2)
        one.number(1 + number % 7, 1, 300).flag(number % 5 == 0)
        seeds.append(one.text(subjects[number % len(subjects)]).rest(text).octets())
    return seeds


def headers():
    words = [b"Pump 3 stopped", b"", "Pümpe 3".encode(), b"a  b", b" a", b"a ", b"=?utf-8?Q?x?=", b"a=?b",
             b"x" * 80, b"x" * 921, b"a \"b\" \\c", "\U0001f4a7 " .encode() * 40, "ä".encode() * 100,
             b"a,b;c:d<e>f@g(h)", b"\t", b"\x01", b"a\r\nBcc: x", b"\xff", b"word " * 40, b"."]
    seeds = []
    for number, subject in enumerate(words):
        name = words[(number * 7 + 3) % len(words)][:150]
        value = words[(number * 3 + 1) % len(words)]
        seeds.append(Input().text(subject).text(name).text((b"X-Site", b"X-A", b"Subject", b"a b")[number % 4 % 2])
                     .text(value).number((16, 20, 64, 300)[number % 4], 16, 300).flag(number % 2).octets())
    return seeds


def mimes():
    names = [b"pump3.csv", b"", "Pümpe 3.csv".encode(), b'a"b.txt', b"x" * 100 + b".txt", b"a/b\\c", b" a",
             "\u20ac".encode() * 30, b"..", b"a;b=c"]
    seeds = []
    for number in range(24):
        one = Input().number((16, 20, 64, 300)[number % 4], 16, 300).flags(number % 2, number // 2 % 2)
        for group in (number % 3, number // 3 % 3):
            one.number(group, 0, 3)
            for part in range(group):
                one.text(names[(number + part) % len(names)]).text(TEXTS[(number * 5 + part) % len(TEXTS)])
                one.number((number + part) % 5, 0, 4).flag((number + part) % 2)
                if (number + part) % 2:
                    one.number(1 + number % 50, 1, 100).flag(number % 3 == 0)
        one.text(TEXTS[number % len(TEXTS)]).text(TEXTS[(number * 3) % len(TEXTS)] if number % 2 else b"")
        seeds.append(one.octets())
    return seeds


def scram_firsts():
    good = NONCE + b"abc"
    return [b"%s,s=QUJD,i=4096", b"%s,s=QUJD,i=4200", b"%s,s=QUJD,i=4201", b"%s,s=QUJD,i=4095",
            b"%s,s=QUJD,i=04096", b"%s,s=QUJD,i=4096,x=y", b"%s,s=QUJD,i=4096,m=y", b"%s,s=QUJ,i=4096",
            b"%s,s=,i=4096", b"%s,i=4096,s=QUJD", b"%s,s=QUJD,i=", b"%s,s=QUJD,i=4096,", b"%s", b"m=x,r=%s",
            b"%s,s=QUJD,i=99999999999999999999", b"%s,s=QUJD,i=4096,x=", b"%s,s=QUJD,i=+4096"], good


def mechanisms():
    seeds = []
    patterns, good = scram_firsts()
    for number, pattern in enumerate(patterns):
        for which in (1, 2):
            message = pattern.replace(b"%s", b"r=" + good)
            for last in (b"", b",x=y", b",m=y", b"e=invalid-proof", b"v=AAAA", b"x=y")[number % 6:][:1]:
                one = Input().number(which, 0, 6)
                one.number(1, 0, 3) if which == 1 else one.number(0, 0, 0)
                one.number(1 + number * 5, 1, 100)
                one.flag(0).text(message).flag(last[:1] not in (b"e", b"v")).text(last)
                seeds.append(one.octets())
    for error in (b"e=unknown-user", b"e=server-does-support-channel-binding", b"e=", b"e=other-error,x",
                  b"r=" + NONCE, b"r=x"):
        seeds.append(Input().number(2, 0, 6).number(9, 1, 100).flag(0).text(error).octets())
    for digits in (b"PDE3LjQyQG1haWwuZXhhbXBsZT4=", b"", b"=", b"Zg==Zg==", b"A" * 200, b"AAA", b"AA*A"):
        seeds.append(Input().number(3, 0, 6).number(7, 1, 100).text(digits).octets())
    for which, count in ((0, 2), (4, 1), (5, 1), (6, 1)):
        for number in range(count):
            one = Input().number(which, 0, 6).number(number, 0, count - 1).number(13, 1, 100)
            seeds.append(one.text(b"VXNlcm5hbWU6").text(b"UGFzc3dvcmQ6").text(b"e30=").octets())
    return seeds


def options():
    lines = [
        "ops@plant.example", "--server mail.example:587 ops@plant.example", "--server [::1]:25 a@b",
        "--server mail.example:0 a@b", "--server mail.example:65536 a@b", "--server :25 a@b",
        "--security none --server x a@b", "--security starttls a@b", "--security tls --server x:465 a@b",
        "--security no a@b", "--user u --password-file p a@b", "--auth plain --user u a@b",
        "--auth external --cert c --key k a@b", "--auth nothing a@b", "--token-file t --auth xoauth2 a@b",
        "--from x@y --to a@b --cc c@d --bcc e@f", "--to 'A<a@b>'", "--subject s --body b a@b",
        "--body b --body-file f a@b", "--raw - a@b", "--raw - --subject s a@b", "--header X:y a@b",
        "--header X a@b", "--header :y a@b", "--priority high a@b", "--priority urgent a@b",
        "--count 3 a@b", "--count 0 a@b", "--count -1 a@b", "--packets 2 --packet-bytes 64 a@b",
        "--packet-bytes 63 a@b", "--timeout 10 --timeout-preset netx a@b", "--timeout 0 a@b", "--trace --json a@b",
        "--json-tls a@b", "--help", "--version", "--insecure --server x a@b",
        "--pin sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= --server x a@b", "--pin sha256//x a@b",
        "--ca f --server x a@b", "--tls-session f --server x a@b", "--attach f:text/csv a@b", "--attach f a@b",
        "--inline f:cid a@b", "--html-file f a@b", "--charset utf-8 a@b", "--date now a@b",
        "--date none a@b", "--date @0 a@b", "--date 2026-11-02T15:04:05+01:00 a@b", "--date 2026-13-02 a@b",
        "--in-reply-to <a@b> a@b", "--dump a@b", "--helo x a@b", "--unknown", "-- a@b", "--to", "",
    ]
    return ["\n".join(line.split(" ")).encode() + b"\n" for line in lines]


def all_seeds():
    return {"reply": replies(), "capabilities": capabilities(), "address": addresses(),
            "base64": base64_texts(), "body": bodies(), "plain_text": plain_texts(),
            "quoted_printable": quoted(), "header": headers(), "mime": mimes(),
            "mechanism": mechanisms(), "options": options()}
