# SPDX-License-Identifier: MIT
"""A line with a round trip of so many seconds in front of a server on loopback, in user space: what
goes in comes out half a round trip later.

connect() through it comes back at once, which a long line would not allow. So time is set right
behind it: the connection reaches the server after one and a half round trips, as the last segment
of TCP's handshake would, and nothing that is sent before overtakes it."""

import asyncio
import contextlib
import socket
import threading
import time


class End:
    """Of a connection: how many round trips deep what it heard last is, and what it says next half
    a round trip deeper. TCP's handshake is one round trip for the client; the server hears of the
    connection half a round trip later."""

    def __init__(self, depth):
        self.depth = depth


class Passage:
    """Of one connection: each piece for the client, (round trips, seconds since the beginning,
    octets). The round trips are counted: those that the piece had to wait for, whatever time the
    two programs and this one took."""

    def __init__(self):
        self.began = time.monotonic()
        self.client, self.server = End(1.0), End(1.5)
        self.pieces = []

    def note(self, octets):
        self.pieces.append((self.client.depth, time.monotonic() - self.began, octets))

    def find(self, words):
        """(round trips, seconds) of each reply that holds these words."""
        return [piece[:2] for piece in self.pieces for _ in range(piece[2].count(words))]


class DelayProxy:
    def __init__(self, port, round_trip):
        self.server_port, self.round_trip = port, round_trip
        self.passages = []

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(started,))
        self.thread.start()
        started.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def run(self, started):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self.pass_on, sock=self.listener))
        started.set()
        self.loop.run_forever()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))

    async def pass_on(self, client_reader, client_writer):
        passage = Passage()
        self.passages.append(passage)
        reaches_server = passage.began + 1.5 * self.round_trip
        await asyncio.sleep(reaches_server - time.monotonic())
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        await asyncio.gather(
            self.pump(client_reader, writer, passage.client, passage.server, reaches_server),
            self.pump(reader, client_writer, passage.server, passage.client, 0, passage.note))

    async def pump(self, reader, writer, source, target, not_before, note=lambda octets: None):
        """Pieces leave in order, each when its time has come."""
        queue = asyncio.Queue()
        leaving = asyncio.create_task(self.leave(queue, writer, target, not_before, note))
        with contextlib.suppress(ConnectionError):
            while octets := await reader.read(65536):
                queue.put_nowait((time.monotonic() + self.round_trip / 2, source.depth + 0.5,
                                  octets))
        queue.put_nowait(None)
        await leaving

    @staticmethod
    async def leave(queue, writer, target, not_before, note):
        with contextlib.suppress(ConnectionError):
            while (piece := await queue.get()) is not None:
                moment, depth, octets = piece
                await asyncio.sleep(max(moment, not_before) - time.monotonic())
                target.depth = max(target.depth, depth)
                note(octets)
                writer.write(octets)
                await writer.drain()
            writer.close()
