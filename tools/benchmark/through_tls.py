#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What 64 MB through TLS cost postino-send, beside what Mbed TLS needs to encrypt as much and what
the same transfer costs in clear: through_tls.py [--update] [--rounds N] [--mb N]. CPU time, user and
system, of rounds in which each was measured once. --update writes the table of
docs/performance.md."""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import page
import peers

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests/firmware"))
from servers import Authority  # noqa: E402

PAGE = ROOT / "docs/performance.md"
TITLE = "A large message through TLS"
SUITES = ("ChaCha20-Poly1305", "AES-128-GCM", "AES-256-GCM")
CLEAR, TLS = "in clear", "through TLS"


def build(folder):
    """Everything with the same options; Mbed TLS with the preset for computers."""
    for words in (["cmake", "-G", "Ninja", "-S", ROOT / "tools/benchmark/programs", "-B", folder,
                   "-DPOSTINO_TLS_PRESET=host", "-DPOSTINO_EXAMPLES=ON"],
                  ["cmake", "--build", folder, "--target", "postino-send", "sink", "tls_suites"]):
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise SystemExit(ran.stdout + ran.stderr)


def cpu(*words):
    """Seconds of user and system."""
    process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"failed: {' '.join(map(str, words))}\n{said.decode()}")
    return usage.ru_utime + usage.ru_stime


def message(folder, octets):
    """A whole one, of lines of 76 letters."""
    head = b"From: node7@plant.example\r\nTo: ops@plant.example\r\nSubject: Log\r\n\r\n"
    line = b"QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n"
    path = folder / "large.eml"
    path.write_bytes(head + line * (octets // len(line)))
    return path


def send(program, port, path, *words):
    return cpu(program, "--server", f"127.0.0.1:{port}", "--raw", path, *words, "ops@plant.example")


def measure(programs, folder, rounds, megabytes):
    """{what: seconds of each round}"""
    path = message(folder, megabytes << 20)
    Authority(folder, "IP:127.0.0.1")
    sender = programs / "postino-send"
    found = {what: [] for what in (*SUITES, CLEAR, TLS)}
    with peers.Sink(programs / "sink") as clear, \
            peers.Sink(programs / "sink", identity=folder) as secure:
        for _ in range(rounds):
            for suite in SUITES:
                found[suite].append(cpu(programs / "tls_suites", suite, megabytes))
            found[CLEAR].append(send(sender, clear.port, path, "--security", "none"))
            found[TLS].append(send(sender, secure.port, path, "--security", "tls", "--ca",
                                   folder / "ca.pem"))
    return found


def table(found):
    """{row: {column: seconds}}: medians, and what was disturbed least. The quickest suite counts. How
    much TLS is beyond both is the median of the rounds, and of the lowest figures what they give."""
    rows = {what: {"median": statistics.median(each), "lowest": min(each)}
            for what, each in found.items()}
    quickest = min(SUITES, key=lambda suite: rows[suite]["median"])
    alone, clear, secure = rows[quickest], rows[CLEAR], rows[TLS]
    both = {column: alone[column] + clear[column] for column in alone}
    return {f"Mbed TLS alone, {quickest}": written(alone), "postino-send in clear": written(clear),
            "both together": written(both), "postino-send through TLS": written(secure),
            "TLS beyond both": {"median": percent(statistics.median(
                one / (cipher + plain) for one, cipher, plain in
                zip(found[TLS], found[quickest], found[CLEAR]))),
                                "lowest": percent(secure["lowest"] / both["lowest"])}}


def percent(ratio):
    return f"{100 * (ratio - 1):+.1f} %"


def written(row):
    return {column: f"{seconds:.3f}" for column, seconds in row.items()}


def keep(rows):
    text = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(f"(<!-- table: {TITLE} -->\n).*?(\n<!-- end -->)", re.DOTALL)
    lines = "\n".join(page.markdown(rows, "CPU seconds"))
    PAGE.write_text(pattern.sub(lambda match: match[1] + lines + match[2], text), encoding="utf-8")


def measured(build_folder, rounds=25, megabytes=64):
    build(build_folder)
    with tempfile.TemporaryDirectory() as folder:
        return table(measure(build_folder.resolve(), pathlib.Path(folder), rounds, megabytes))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--mb", type=int, default=64)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/throughput")
    given = parser.parse_args()
    rows = measured(given.build, given.rounds, given.mb)
    print("\n".join(page.markdown(rows, "CPU seconds")))
    if given.update:
        keep(rows)


if __name__ == "__main__":
    main()
