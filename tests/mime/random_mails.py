# SPDX-License-Identifier: MIT
"""Mails that nobody thought of, the same in each run."""

import random

import corpus

LETTERS = ["aaabcdefghijklmnopqrstuvwxyz   ", "=?_-.;:\"\\()<>@,%'*", "äöüßéñ", "Насос", "水泵停止运行",
           "🚨👩🏽‍🔧", "e\u0301\u0323", "ٍتوقف"]
OCTETS = [b"a", b"word ", b".", b"\r\n", b"\n", b"\r", b"\r\n.", b" \r\n", b"\t", b"=", b"--", b"\0",
          b"--=_", b"\xff", "ü".encode(), "水".encode() * 30, b"x" * 400]


def text(random_, most):
    kinds = random_.sample(LETTERS, random_.randint(1, 3))
    return "".join(random_.choice(random_.choice(kinds))
                   for _ in range(random_.randint(0, most))).strip()


def octets(random_, most):
    if random_.random() < 0.3:
        return random_.randbytes(random_.randint(0, most * 4))
    kinds = random_.sample(OCTETS, random_.randint(1, 6))
    return b"".join(random_.choice(kinds) for _ in range(random_.randint(0, most)))


def content(random_):
    return corpus.content(octets(random_, 200), source=random_.random() < 0.4,
                          piece=random_.randint(1, 80), hesitates=random_.random() < 0.3,
                          knows_its_size=random_.random() < 0.7)


def attachment(random_, index):
    return {"name": text(random_, 90), "content": content(random_),
            "description": text(random_, 60), "inline": random_.random() < 0.2,
            "content_id": random_.choice(["", f"{index}@plant.example"]),
            "type": random_.choice(["application/pdf", "image/png", "text/plain", "text/csv",
                                    "application/octet-stream"])}


def mail(random_, number):
    one = corpus.mail(f"random {number}", subject=text(random_, 200),
                      eight_bit=random_.random() < 0.5, room=random_.choice([16, 17, 64, 128, 1460]))
    one["from"] = {"address": "node7@plant.example", "name": text(random_, 80)}
    one["to"] = [{"address": f"a{each}@plant.example", "name": text(random_, 50)}
                 for each in range(random_.randint(1, 4))]
    if random_.random() < 0.8:
        one["text"] = content(random_)
    if random_.random() < 0.6:
        one["html"] = content(random_)
    one["inlines"] = [{**attachment(random_, each), "content_id": f"i{each}@plant.example"}
                      for each in range(random_.choice([0, 0, 1, 3]))]
    one["attachments"] = [attachment(random_, each) for each in range(random_.choice([0, 1, 2, 4]))]
    return one


def mails(seed, count):
    random_ = random.Random(seed)
    return [mail(random_, number) for number in range(count)]
