# SPDX-License-Identifier: MIT
"""A server as a process: started, waited for, and ended whatever happens."""

import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
KEEPER = HERE / "keeper.py"
WAIT_S = 60


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
