#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Real mails over loopback to aiosmtpd, with a proxy in between that cuts about one connection of a
hundred: loopback.py SENDER [--mails N] [--seed N]. SENDER is the program loopback_sender. Every mail
has to arrive, more often than once only where the sender was told Unknown."""
import argparse
import asyncio
import collections
import json
import random
import socket
import struct
import sys

try:
    from aiosmtpd.smtp import SMTP
except ImportError:
    sys.exit("loopback.py: no aiosmtpd for this Python; `bash cmake/setup.sh tests` installs it for "
             "/usr/bin/python3")

PIECE = 4096
LONGEST = 250  # octets that pass before a cut


class Arrivals:
    """A handler that counts each mail by its subject."""

    def __init__(self):
        self.counts = collections.Counter()
        self.damaged = 0

    async def handle_DATA(self, server, session, envelope):
        head, _, body = envelope.content.partition(b"\r\n\r\n")
        self.counts[int(head.removeprefix(b"Subject: "))] += 1
        if body != b".Dry run.\r\n":
            self.damaged += 1
        return "250 queued"


class Proxy:
    """Carries octets in pieces of any size; the plan of a cut is drawn for each connection."""

    def __init__(self, target, seed):
        self.target = target
        self.random = random.Random(seed)
        self.connections = 0
        self.cuts = 0

    async def serve(self, reader, writer):
        self.connections += 1
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target)
        cut = None
        if self.random.randrange(100) < 2:  # half of them would come behind the end
            cut = (self.random.randrange(2), self.random.randrange(LONGEST),
                   self.random.choice(["fin", "reset"]))
        ways = [self.carry(reader, up_writer, cut if cut and cut[0] == 0 else None),
                self.carry(up_reader, writer, cut if cut and cut[0] == 1 else None)]
        tasks = [asyncio.create_task(way) for way in ways]
        done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if any(task.result() == "reset" for task in done):
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        for task in rest:
            task.cancel()
        for end in (writer, up_writer):
            end.close()

    async def carry(self, reader, writer, cut):
        """Returns how it ended."""
        left = cut[1] if cut else None
        try:
            while octets := await reader.read(self.random.randrange(1, PIECE)):
                if left is not None and len(octets) > left:
                    writer.write(octets[:left])
                    await writer.drain()
                    self.cuts += 1
                    return cut[2]
                left = None if left is None else left - len(octets)
                writer.write(octets)
                await writer.drain()
        except ConnectionError:
            pass
        return "end"


def port_of(server):
    return server.sockets[0].getsockname()[1]


async def run(args):
    arrivals = Arrivals()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(arrivals, loop=loop), "127.0.0.1", 0)
    proxy = Proxy(port_of(server), args.seed)
    front = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    sender = await asyncio.create_subprocess_exec(
        args.sender, str(port_of(front)), str(args.mails), stdout=asyncio.subprocess.PIPE)
    told, _ = await sender.communicate()
    front.close()
    server.close()
    return told.decode().splitlines(), arrivals, proxy


def complaints(lines, arrivals, mails):
    """What is not as it has to be, a line each."""
    figures = json.loads(lines[-1])
    unknown = collections.Counter(int(line.split()[1]) for line in lines if "unknown " in line)
    found = [line for line in lines if line.startswith("lost ")]
    for mail in range(1, mails + 1):
        if not 1 <= arrivals.counts[mail] <= 1 + unknown[mail]:
            found.append(f"mail {mail} arrived {arrivals.counts[mail]} times")
    if arrivals.damaged:
        found.append(f"{arrivals.damaged} mails differ")
    if figures["accepted"] != mails:
        found.append("not every mail was accepted")
    if figures["packets_out"] or figures["damaged"] or figures["high_water"] > 2:
        found.append("packets are missing or damaged")
    if figures["heap"] == 0:
        found.append("sanitizers hide the heap: take the preset host")
    if figures["heap_growth"] > 1024:
        found.append("the heap grew")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sender")
    parser.add_argument("--mails", type=int, default=100000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    lines, arrivals, proxy = asyncio.run(run(args))
    print(f"{args.mails} mails, {proxy.connections} connections, {proxy.cuts} cut: {lines[-1]}")
    found = complaints(lines, arrivals, args.mails)
    print("\n".join(found[:20]))
    sys.exit(1 if found or proxy.cuts == 0 else 0)


if __name__ == "__main__":
    main()
