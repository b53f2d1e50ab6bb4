# SPDX-License-Identifier: MIT
"""Postino beside other clients, all measured in this run on this machine:
`benchmark.py --root ROOT --build FOLDER [--quick] [--update]`.

Prints the tables of docs/performance.md; --update writes that page, its picture and budget.json.
--quick leaves out what takes time: large messages are of 16 MB, and no figure is one of time."""

import argparse
import pathlib
import platform
import sys
import time

import board
import counted
import figures
import page
import through_tls
from clients import SMALL, OwnProgram, all_clients, floors, modes
from goals import goals

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "tests/firmware"))
from servers import Authority  # noqa: E402

TARGETS = (*counted.TARGETS, "curl_client", "esmtp_client", "floor", "lwip_client", "postino_tls")
# Over the first column of a table.
CORNERS = {"Postino alone, without a kernel": "case", through_tls.TITLE: "CPU seconds"}
WITH_CHUNKING = ["PIPELINING", "SIZE", "8BITMIME", "CHUNKING", "BINARYMIME"]


def note(what):
    print(f"== {time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def wire_cases(bench, path):
    program = bench.programs / "postino_plain"

    def sent_with(mode):
        client = OwnProgram("Postino", program, "--file", path, "--attach", "--mode", mode)
        return lambda port: client.small(port, 1)
    return {"Postino, DATA, base64": (WITH_CHUNKING, sent_with("")),
            "Postino, BDAT, base64": (WITH_CHUNKING, sent_with("chunking")),
            "Postino, BDAT, binary": (WITH_CHUNKING, sent_with("chunking,binary"))}


def measure(bench, folder, root):
    """{title: table}"""
    found = {}
    note("small messages")
    with bench.sink() as sink, figures.peers.smtp_sink() as postfix:
        for each in (False, True):
            how = "a connection for each" if each else "one connection"
            found[f"Small messages, {how}, our own sink"] = figures.small_mails(
                bench, sink.port, each, instructions=True)
            found[f"Small messages, {how}, Postfix's smtp-sink"] = figures.small_mails(
                bench, postfix, each, instructions=False)
    note("large messages")
    found["A large message"] = figures.large_mails(bench, folder)
    note("round trips")
    found["Round trips"] = figures.round_trips(
        bench, WITH_CHUNKING, {**modes(bench.programs), **floors(bench.programs)})
    note("octets on the wire")
    path = figures.picture(folder / "picture.jpg")
    found["Octets on the wire"] = figures.octets_on_the_wire(bench, wire_cases(bench, path))
    note("TLS")
    Authority(folder, "IP:127.0.0.1")
    found["Through TLS"] = figures.through_tls(bench, folder)
    note("a large message through TLS")
    found[through_tls.TITLE] = through_tls.measured(root / "build/throughput")
    note("the board")
    found["On the device"] = board.measure(root, folder / "board")
    note("Postino alone")
    found["Postino alone, without a kernel"] = counted.measure_all(bench.programs)
    return found


def bars(found):
    def column(title, name):
        return {client: row[name] for client, row in found[title].items()
                if row.get(name) is not None}
    return {
        "Instructions of a small message on an open connection":
            column("Small messages, one connection, our own sink", "instructions"),
        "Instructions an octet of a large message":
            column("A large message", "instructions per octet, base64 lines"),
        "System calls of a small message on an open connection":
            column("Small messages, one connection, our own sink", "system calls"),
        "Round trips of a further message": column("Round trips", "further message"),
    }


def text(found, bench):
    words = (HERE / "page.txt").read_text(encoding="utf-8")
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                      if line.startswith("model name")), platform.machine())
    tables = {title: "\n".join(page.markdown(table, CORNERS.get(title, "client")))
              for title, table in found.items()}
    tables["Goals"] = "\n".join(page.markdown(goals(found), "figure"))
    tables["machine"] = (f"{counted.compiler()}, `-O2`; {processor}; Linux "
                         f"{platform.release().split('-')[0]}; large messages of {bench.octets >> 20} MB")
    for title, table in tables.items():
        words = words.replace("{" + title + "}", table)
    return words


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root, folder = arguments.root.resolve(), arguments.build.resolve()
    note("build")
    counted.build(root, folder, *TARGETS)
    message = folder / "small.eml"
    message.write_bytes(SMALL)
    bench = figures.Bench(folder, all_clients(folder, message),
                          (16 if arguments.quick else 64) << 20, 0 if arguments.quick else 2000)
    found = measure(bench, folder, root)
    words = text(found, bench)
    print(words)
    if arguments.update:
        (root / "docs/performance.md").write_text(words, encoding="utf-8")
        (root / "docs/performance.svg").write_text(page.picture(bars(found)), encoding="utf-8")
        counted.write_budget(found["Postino alone, without a kernel"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
