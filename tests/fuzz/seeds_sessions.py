# SPDX-License-Identifier: MIT
"""Seeds of the targets that hold a conversation: scripts as support/script.hpp reads them."""

import base64

from input import Input

REST, REACT, FIN, RESET, SLEEP, SECURE, INSECURE, NEXT = (bytes([mark]) for mark in
                                                         (1, 2, 3, 4, 5, 6, 7, 14))
GREETING = b"220 mail.example\r\n"
OK = b"250 2.0.0 ok\r\n"
BYE = b"221 bye\r\n"


def window(octets):
    return bytes([8, octets - 1])


def offer(*keywords):
    lines = [b"mail.example", *keywords]
    return b"".join(b"250-" + one + b"\r\n" for one in lines[:-1]) + b"250 " + lines[-1] + b"\r\n"


def turns(*texts):
    return REST.join(texts)


def start(*keywords):
    return turns(GREETING, offer(*keywords))


PIPED = start(b"PIPELINING", b"SIZE 1000000", b"8BITMIME")
STEPS = start(b"8BITMIME")
MAIL_PIPED = turns(OK + OK + b"354 go\r\n", OK)
MAIL_STEPS = turns(OK, OK, b"354 go\r\n", OK)
THREE = OK + OK + b"550-no such\r\n550 5.1.1 user\r\n450 4.2.1 later\r\n354 go\r\n"


def plain_scripts():
    return [
        turns(PIPED, MAIL_PIPED, BYE), turns(STEPS, MAIL_STEPS, BYE), turns(PIPED, MAIL_PIPED, MAIL_PIPED, BYE),
        turns(PIPED, THREE, OK, BYE), turns(PIPED, OK + OK + b"354 go\r\n" + OK), PIPED + OK,
        turns(PIPED, OK + b"550 no\r\n554 none\r\n", OK, MAIL_PIPED), turns(PIPED, OK + b"450 no\r\n354 go\r\n", b"554 none\r\n"),
        turns(PIPED, b"552 too much\r\n503 a\r\n503 b\r\n"), turns(PIPED, OK + OK + b"451 no\r\n"),
        turns(PIPED, OK + OK + b"354 go\r\n", b"554 spam\r\n"), turns(PIPED, OK + OK + b"354 go\r\n", b"452 full\r\n"),
        turns(PIPED, OK + OK + b"354 go\r\n") + REACT + b"554 no more\r\n", turns(PIPED, OK + OK + b"354 go\r\n") + FIN,
        turns(PIPED, OK + OK + b"354 go\r\n", RESET), turns(PIPED, OK + OK + b"354 go\r\n", SLEEP + OK),
        turns(PIPED, OK + OK + b"354 go\r\n", b"250 hal" + FIN), turns(PIPED, OK + OK + b"354 go\r\n", b"25"),
        turns(PIPED, b"421 closing\r\n"), b"421 busy\r\n", b"554 no\r\n", b"235 ok\r\n", b"220", b"", FIN, RESET, SLEEP,
        turns(GREETING, b"502 what\r\n", OK, MAIL_STEPS, BYE), turns(GREETING, b"421 no\r\n"), turns(GREETING, b"451 no\r\n"),
        turns(GREETING, b"250 a\r\n250 b\r\n"), turns(GREETING, b"2500 a\r\n"), turns(GREETING, b"250-a\r\n251 b\r\n"),
        turns(PIPED, THREE, OK, NEXT + PIPED, THREE, OK), turns(PIPED, RESET + NEXT + PIPED, MAIL_PIPED),
        window(1) + turns(PIPED, MAIL_PIPED, BYE), window(7) + turns(STEPS, MAIL_STEPS, BYE),
        turns(start(b"SIZE 10"), MAIL_STEPS), turns(start(b"SMTPUTF8", b"8BITMIME", b"PIPELINING"), THREE, OK, BYE),
        turns(start(b"CHUNKING", b"PIPELINING", b"BINARYMIME"), OK + OK, OK, BYE), turns(start(b"DSN", b"LIMITS RCPTMAX=1"), MAIL_STEPS),
        REACT.join([GREETING, offer(b"PIPELINING"), OK + OK + b"354 go\r\n", OK, BYE]),
    ]


def auth_scripts():
    prompt = b"334 " + base64.b64encode(b"Username:") + b"\r\n"
    nonce = base64.b64encode(b"\x5a" * 18)
    first = base64.b64encode(b"r=" + nonce + b"abc,s=QUJD,i=4096")
    error = base64.b64encode(b"e=invalid-proof")
    return [
        turns(start(b"AUTH PLAIN LOGIN"), b"235 ok\r\n", MAIL_STEPS, BYE), turns(start(b"AUTH LOGIN"), prompt, prompt, b"235 ok\r\n", MAIL_STEPS),
        turns(start(b"AUTH PLAIN"), b"535 5.7.8 no\r\n", BYE), turns(start(b"AUTH PLAIN"), b"501 no\r\n", b"334 \r\n", b"235 ok\r\n"),
        turns(start(b"AUTH PLAIN"), b"454 later\r\n", BYE), turns(start(b"AUTH SCRAM-SHA-256"), b"334 " + first + b"\r\n", b"235 ok\r\n"),
        turns(start(b"AUTH SCRAM-SHA-1"), b"334 " + first + b"\r\n", b"334 " + error + b"\r\n", b"535 no\r\n"),
        turns(start(b"AUTH SCRAM-SHA-256"), b"334 !\r\n", b"501 ok\r\n"), turns(start(b"AUTH CRAM-MD5"), b"334 PDE3LjQyQG1haWwuZXhhbXBsZT4=\r\n", b"235 ok\r\n", MAIL_STEPS),
        turns(start(b"AUTH OAUTHBEARER"), b"334 e30=\r\n", b"535 no\r\n", BYE), turns(start(b"AUTH XOAUTH2"), b"334 e30=\r\n", b"535 no\r\n", BYE),
        turns(start(b"AUTH EXTERNAL"), b"235 ok\r\n", MAIL_STEPS), turns(start(), b"x"), turns(start(b"AUTH GSSAPI"), b"x"),
        turns(start(b"AUTH PLAIN"), b"235 a\r\n235 b\r\n"), turns(start(b"AUTH LOGIN"), prompt * 9),
        turns(start(b"AUTH PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256 CRAM-MD5 XOAUTH2 OAUTHBEARER EXTERNAL"), b"235 ok\r\n", MAIL_STEPS),
    ]


LOGINS = [0, 0, 0, 0, 0, 1, 2, 1, 3, 4, 5, 6, 0, 0, 0, 0, 1]


def letter(one, recipients=0, composer=0, padding=0):
    one.number(padding, 0, 3000).number(recipients, 0, 3).number(composer, 0, 3)
    if composer == 2:
        one.number(40, 1, 200).flags(0, 0, 0)


def settings(one, script, login=None, pipelining=True, keep=False, room=(4, 4), trace=False, behaviour=()):
    one.flags(pipelining, keep, login is not None)
    if login is not None:
        one.number(login, 0, 6)
    one.number(room[0], 1, 4).number(room[1], 0, 4).number(30, 0, 40).flag(trace)
    one.flags("stutters" in behaviour, "holds" in behaviour, "segment" in behaviour)
    if "segment" in behaviour:
        one.number(3, 1, 64)
    one.flag("window" in behaviour)
    if "window" in behaviour:
        one.number(100, 1, 300)
    one.text(script)


def plain():
    seeds = []
    scripts = [(script, None) for script in plain_scripts()] + list(zip(auth_scripts(), LOGINS))
    for number, (script, login) in enumerate(scripts):
        for variant in range(2):
            mails = 1 + (number + variant) % 3
            one = Input().number(mails, 1, 3)
            for mail in range(mails):
                recipients = 1 if THREE in script else 3 if number % 9 == 5 else 0
                letter(one, recipients, (number + variant + mail) % 4, (0, 1500)[variant])
            settings(one, script, login, pipelining=True, keep=variant == 1, trace=variant == 1,
                     room=((4, 4), (1 + number % 2, number % 3))[variant],
                     behaviour=((), ("stutters", "holds"), ("segment",), ("window",))[number % 4 if variant else 0])
            seeds.append(one.octets())
    return seeds


def tls_scripts():
    secure = turns(start(b"STARTTLS", b"PIPELINING"), b"220 go\r\n", SECURE)
    return [
        turns(secure, offer(b"PIPELINING"), MAIL_PIPED, BYE), turns(secure, offer(b"AUTH PLAIN"), b"235 ok\r\n", MAIL_STEPS, BYE),
        turns(start(b"STARTTLS"), b"220 go\r\n250 injected\r\n", SECURE), turns(start(b"STARTTLS"), b"220 go\r\n2", SECURE),
        turns(start(b"STARTTLS"), b"220 go\r\n", INSECURE), turns(start(b"STARTTLS"), b"454 no\r\n"), turns(start(b"STARTTLS"), b"220 go\r\n" + FIN),
        turns(start(b"PIPELINING"), MAIL_PIPED, BYE), turns(start(b"PIPELINING", b"AUTH PLAIN"), b"235 ok\r\n"), turns(GREETING, b"502 no\r\n", OK, MAIL_STEPS),
        SECURE + turns(GREETING, offer(b"AUTH PLAIN", b"PIPELINING"), b"235 ok\r\n", MAIL_PIPED, BYE), SECURE + GREETING, INSECURE, SLEEP,
        turns(start(b"STARTTLS"), b"220 go\r\n", SECURE + b"250 early\r\n"), turns(secure, offer(b"STARTTLS", b"AUTH PLAIN"), b"235 ok\r\n", MAIL_STEPS),
        turns(start(b"STARTTLS", b"AUTH PLAIN"), b"220 go\r\n", SECURE, offer(), BYE), turns(secure, offer(b"PIPELINING"), RESET + NEXT + secure, offer(), MAIL_STEPS),
    ]


def starttls():
    seeds = []
    for number, script in enumerate(tls_scripts()):
        for variant, security in enumerate((0, 1, 2)):
            one = Input().number(security, 0, 2)
            letter(one, number % 3, number % 4)
            letter(one, 0, 1)
            settings(one, script, 0 if b"AUTH" in script else None, keep=variant == 1, trace=variant == 0,
                     room=((4, 4), (2, 2), (1, 0))[variant])
            seeds.append(one.octets())
    return seeds


def api():
    seeds = []
    for number, script in enumerate(plain_scripts()[:20] + tls_scripts()[:6]):
        one = Input()
        letter(one, number % 4, 2 if number % 2 else 0)
        letter(one, 0, 1)
        one.flag(number < 20)
        settings(one, script, trace=True, keep=number % 2)
        for call in ([0] + [9] * 30 + [2] + [9] * 5, [0, 9, 9, 0, 9, 3, 9, 0] + [9] * 20, [1, 0, 1, 5, 4] + [9] * 10,
                     [0] + [9, 4] * 20, [6, 0, 9, 9, 6])[number % 5]:
            one.number(call, 0, 15)
        seeds.append(one.octets())
    return seeds


def over_tls():
    seeds = []
    says = [b"", b"250 early\r\n", b"421 bye\r\n", b"5", b"554 no\r\n", b"250-a\r\n", b"\x00", b"2" * 300]
    for number in range(24):
        one = Input().flags(number % 2, number // 2 % 2, number % 8 == 7)
        if number % 8 == 7:
            one.text((b"454 no\r\n", b"220 go\r\n250 x\r\n", b"220 go")[number // 8])
        one.number(3 if number == 20 else 0, 0, 3)
        changes = number // 4 % 3
        one.number(changes, 0, 4)
        for change in range(changes):
            one.number((number * 37 + change * 211) % 2000, 0, 3000).number((number + change) % 4, 0, 3).number(0x55, 0, 255)
        one.number(number % 10, 0, 9).rest(says[number % 8])
        seeds.append(one.octets())
    return seeds


def all_seeds():
    return {"session_plain": plain(), "session_starttls": starttls(), "session_tls": over_tls(), "api": api()}
