# SPDX-License-Identifier: MIT
"""A server as a process: started, waited for, and ended whatever happens."""

import os
import pathlib
import signal
import socket
import subprocess
import time

WAIT_S = 20


def free_ports(count):
    """Ports of loopback that nobody uses now, in IPv4 nor IPv6."""
    held, ports = [], []
    try:
        while len(ports) < count:
            held.append(socket.create_server(("127.0.0.1", 0)))
            port = held[-1].getsockname()[1]
            try:
                held.append(socket.create_server(("::1", port), family=socket.AF_INET6))
            except OSError:
                continue
            ports.append(port)
        return ports
    finally:
        for one in held:
            one.close()


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


class Daemon:
    """A process group. It gets SIGTERM when this process dies too, so that a test that is killed
    leaves nothing behind."""

    def __init__(self, command, log):
        self.log = pathlib.Path(log)
        self.command = [str(word) for word in command]
        with open(f"{log}.out", "wb") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *self.command], stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    def wait_for(self, ports, octets=1):
        """Waits until each port answers; a process that ends before is an error with its log."""
        def answers(port):
            if self.process.poll() is not None:
                raise ChildProcessError(f"{self.command[0]} ended:\n{self.tail()}")
            return greets(port, octets)
        try:
            for port in ports:
                wait_until(lambda port=port: answers(port), f"{self.command[0]} on port {port}")
        except Exception:
            self.stop()
            raise

    def tail(self):
        texts = [path.read_text(errors="replace")[-4000:]
                 for path in (pathlib.Path(f"{self.log}.out"), self.log) if path.exists()]
        return "\n".join(texts)

    def stop(self):
        """SIGTERM to the first process, which then ends the others; what is left gets SIGKILL."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(10)
