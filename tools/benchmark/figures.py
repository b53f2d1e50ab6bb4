# SPDX-License-Identifier: MIT
"""The figures of each client, a table each: {client: {column: number or None}}."""

import dataclasses
import pathlib
import random
import time

import measure
import peers
from clients import FINISHED
from delay_proxy import DelayProxy

ROUND_TRIP = 0.1  # seconds
ONE_PROCESS = "msmtp"  # is begun anew for each message


@dataclasses.dataclass
class Bench:
    """What the measurements share."""
    programs: pathlib.Path
    clients: dict
    octets: int  # of a large message
    mails: int   # of a run that is timed; 0: none is

    def sink(self, **options):
        return peers.Sink(self.programs / "sink", **options)


def per_mail(name, command_of, cost, few, many):
    """`command_of` makes the command for a number of mails."""
    if name == ONE_PROCESS:
        return cost(command_of(1))
    return measure.per_mail(cost, command_of, few, many)


def timed(bench, name, command_of):
    """(microseconds of processor time, mails a second)"""
    few, many = (0, 1) if name == ONE_PROCESS else (10, bench.mails)
    more = measure.fastest(command_of(many))
    if few == 0:
        return more.processor * 1e6, 1 / more.passed
    less = measure.fastest(command_of(few))
    count = many - few
    return ((more.processor - less.processor) / count * 1e6,
            count / (more.passed - less.passed))


def small_mails(bench, port, each, instructions):
    """On one connection, or with a connection for each; with their instructions or without."""
    table = {}
    for name, client in bench.clients.items():
        def command_of(mails, client=client):
            return client.small(port, mails, each=each)
        if command_of(1) is None:
            continue
        few, many = (10, 30) if each else (50, 150)
        row = {}
        if instructions:
            row["instructions"] = per_mail(name, command_of, measure.instructions, few, many)
        row["system calls"] = per_mail(name, command_of, measure.system_calls, few, many)
        if bench.mails:
            row["processor, µs"], row["messages/s"] = timed(bench, name, command_of)
        table[name] = row
    return table


def large_files(folder, octets):
    """{what: (file, how its lines end)}"""
    head = b"From: <node7@plant.example>\r\nTo: <ops@plant.example>\r\nSubject: Log\r\n\r\n"
    letters = random.Random(1).choices(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                                       k=76 * 1024)
    lines = [bytes(letters[at:at + 76]) for at in range(0, len(letters), 76)]
    kinds = {"base64 lines": ("lines.eml", b"\r\n", b""), "LF": ("lines-lf.eml", b"\n", b""),
             "dots": ("dots.eml", b"\r\n", b".")}
    found = {}
    for what, (name, end, begin) in kinds.items():
        blocks = octets // ((76 + len(end)) * len(lines))
        path = folder / name
        write_blocks(path, head.replace(b"\r\n", end), blocks,
                     b"".join(begin + line[len(begin):] + end for line in lines), b"")
        write_blocks(path.with_suffix(FINISHED), head, blocks,
                     b"".join(begin * 2 + line[len(begin):] + b"\r\n" for line in lines),
                     b".\r\n")
        found[what] = (path, "lf" if end == b"\n" else "crlf")
    return found


def write_blocks(path, head, count, block, tail):
    with open(path, "wb") as file:
        file.write(head)
        for _ in range(count):
            file.write(block)
        file.write(tail)


def large_mails(bench, folder):
    """Instructions and time are those beyond a small message. Instructions are those of a sixteenth:
    they are the same for each octet, and some clients take minutes under callgrind."""
    table = {}
    parts = folder / "sixteenth"
    parts.mkdir(exist_ok=True)
    counted = large_files(parts, bench.octets // 16)
    whole = large_files(folder, bench.octets)["base64 lines"]
    with bench.sink() as sink:
        for name, client in bench.clients.items():
            row = {}
            small = client.small(sink.port, 1, each=True)
            base, least = measure.instructions(small), measure.usage(small)
            for what, (path, lines) in counted.items():
                command = client.large(sink.port, path, lines)
                if command is None:
                    continue
                count = measure.instructions(command) - base
                row[f"instructions per octet, {what}"] = count / path.stat().st_size
                if what == "base64 lines":
                    row.update(cost_of_all(bench, client.large(sink.port, *whole), *whole, least))
            if row:
                table[name] = row
    return table


def cost_of_all(bench, command, path, _lines, least):
    used = measure.fastest(command)
    row = {}
    if bench.mails:
        row["MB/s"] = path.stat().st_size / (used.passed - least.passed) / 1e6
    return {**row, "memory, KB": used.memory, "memory, small message, KB": least.memory}


def round_trips(bench, offer, modes=()):
    """`modes`: further clients, {name: client}."""
    table = {}
    with bench.sink(offer=offer) as sink, DelayProxy(sink.port, ROUND_TRIP) as proxy:
        for name, client in {**bench.clients, **dict(modes)}.items():
            several = client.small(proxy.port, 3)
            measure.run(several or client.small(proxy.port, 1, each=True))
            time.sleep(2 * ROUND_TRIP)  # for the last words to arrive
            passage = proxy.passages[-1]
            reports = passage.find(b"Mail taken")
            table[name] = {"first message, to its report": reports[0][0],
                           "further message": (reports[-1][0] - reports[0][0]) / 2 if several else None,
                           "first message, with QUIT": reports[0][0] + passage.find(b"Bye")[0][0]
                           - reports[-1][0],
                           "first message, seconds": reports[0][1]}
    return table


def picture(path, octets=100 * 1024):
    path.write_bytes(random.Random(1).randbytes(octets))
    return path


def octets_on_the_wire(bench, cases):
    """{case: octets}; `cases`: {case: (offer, command of a port)}."""
    table = {}
    for case, (offer, command_of) in cases.items():
        with bench.sink(offer=offer) as sink:
            measure.run(command_of(sink.port))
        if sink.taken["mails"] != 1:
            raise SystemExit(f"{case}: no mail arrived")
        table[case] = {"octets": sink.taken["octets"]}
    return table


def through_tls(bench, identity):
    """A further message on a connection, and a connection with its handshake, mail and end."""
    table = {}
    authority = identity / "ca.pem"
    with bench.sink(identity=identity) as sink:
        for name, client in bench.clients.items():
            row = {}
            for what, each, few, many in (("open", False, 20, 60), ("new", True, 2, 6)):
                def command_of(mails, client=client, each=each):
                    return client.secure(sink.port, mails, authority, each=each)
                if command_of(1) is None:
                    continue
                row[f"instructions, {what} connection"] = per_mail(
                    name, command_of, measure.instructions, few, many)
                row[f"system calls, {what} connection"] = per_mail(
                    name, command_of, measure.system_calls, few, many)
            new, kept = (row.get(f"instructions, {what} connection") for what in ("new", "open"))
            if new and kept:
                row["instructions, connection without its message"] = new - kept
            if row:
                table[name] = row
        with DelayProxy(sink.port, ROUND_TRIP) as proxy:
            for name, row in table.items():
                row.update(round_trips_of_tls(proxy, bench.clients[name], authority))
    return table


def round_trips_of_tls(proxy, client, authority):
    """To the end of the connection: under TLS nobody sees which reply it is that comes."""
    def of(mails, each=False):
        command = client.secure(proxy.port, mails, authority, each=each)
        if command is None:
            return None
        measure.run(command)
        time.sleep(2 * ROUND_TRIP)  # for the last words to arrive
        return proxy.passages[-1].client.depth
    several = of(3)
    return {"round trips, new connection": of(1, each=True),
            "round trips, further message": (several - of(1)) / 2 if several else None}
