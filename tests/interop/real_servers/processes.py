# SPDX-License-Identifier: MIT
"""A server as a process: started, waited for, and ended whatever happens."""

import itertools
import os
import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
KEEPER = HERE / "keeper.py"
WAIT_S = 60


# Below the ports that the system gives to clients: one that tries whether a server is there would
# now and then get the server's own port, connect to itself, and keep the server from it. Each
# process begins elsewhere.
LOWEST, BELOW, BLOCK = 16384, 32768, 64
candidates = itertools.count(os.getpid() * BLOCK)


def is_free(port):
    """In IPv4 and in IPv6."""
    try:
        for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
            socket.create_server((host, port), family=family).close()
    except OSError:
        return False
    return True


def free_ports(count):
    """Ports of loopback that nobody uses now, and that were not given out before."""
    ports = (LOWEST + number % (BELOW - LOWEST) for number in candidates)
    return list(itertools.islice(filter(is_free, ports), count))


def wait_until(condition, what, seconds=WAIT_S):
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.01)
    return value


def greets(port, octets):
    """Whether connecting to the port gives at least `octets` octets."""
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.settimeout(5)
            return octets == 0 or len(connection.recv(octets)) > 0
    except OSError:
        return False


def apart(folder, *command):
    """The command, run with a machine of its own: see apart.sh."""
    return ["bash", HERE / "apart.sh", folder, *command]


class Daemon:
    """A server that stays in the foreground; `log` is the file that it writes itself."""

    def __init__(self, command, log):
        self.log = pathlib.Path(log)
        self.output = self.log.with_suffix(".output")
        self.name = pathlib.Path(command[0]).name
        with self.output.open("wb") as output:
            self.keeper = subprocess.Popen([sys.executable, KEEPER, *command], stdout=output,
                                           stdin=subprocess.PIPE, stderr=subprocess.STDOUT,
                                           start_new_session=True)

    def wait_for(self, ports, octets=1):
        """Waits until each port answers; when the server ends before, the error has its log."""
        try:
            for port in ports:
                wait_until(lambda port=port: self.answers(port, octets),
                           f"{self.name} on port {port}")
        except Exception:
            self.stop()
            raise

    def answers(self, port, octets):
        if self.keeper.poll() is not None:
            texts = [path.read_text(errors="replace")[-4000:]
                     for path in (self.output, self.log) if path.exists()]
            raise ChildProcessError("\n".join([f"{self.name} ended:", *texts]))
        return greets(port, octets)

    def stop(self):
        self.keeper.stdin.close()
        self.keeper.wait(20)
