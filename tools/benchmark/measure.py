# SPDX-License-Identifier: MIT
"""What a command costs. Instructions and system calls repeat; seconds do not."""

import dataclasses
import os
import pathlib
import re
import resource
import subprocess
import tempfile
import time

PATIENCE = 600
# All that a program sees of its surroundings, so that its counts repeat.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/usr/sbin:/bin", "LC_ALL": "C", "LD_BIND_NOW": "1",
               "PYTHONHASHSEED": "0", "HOME": "/"}


@dataclasses.dataclass
class Command:
    words: list
    stdin: pathlib.Path = pathlib.Path(os.devnull)


@dataclasses.dataclass
class Usage:
    """Processor time and time that passed, in seconds, and the most memory, in KB."""
    processor: float
    passed: float
    memory: int


def run(command, *before):
    """Its standard error; what stands before it are programs that run it. Ends with the words of a
    program that fails."""
    words = [str(word) for word in (*before, *command.words)]
    with open(command.stdin, "rb") as stdin:
        ran = subprocess.run(words, stdin=stdin, capture_output=True, env=ENVIRONMENT,
                             timeout=PATIENCE, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"failed: {' '.join(words)}\n{(ran.stdout + ran.stderr).decode()}")
    return ran.stderr.decode()


def instructions(command):
    """In user space, by callgrind; without the randomness of addresses."""
    words = run(command, "setarch", "-R", "valgrind", "--tool=callgrind",
                f"--callgrind-out-file={os.devnull}")
    return int(re.search(r"Collected : (\d+)", words).group(1))


def system_calls(command):
    """Of all its threads, by strace."""
    with tempfile.NamedTemporaryFile() as table:
        run(command, "strace", "-f", "-c", "-o", table.name)
        total = table.read().decode().splitlines()[-1].split()
    return int(total[3])


def usage(command):
    """GNU time begins small, so that the memory is the program's own."""
    with tempfile.NamedTemporaryFile() as table:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        run(command, "/usr/bin/time", "-f", "%M", "-o", table.name)
        passed = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        memory = int(table.read().split()[-1])
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Usage(processor, passed, memory)


def fastest(command, rounds=3):
    """The usage in the round that was disturbed least."""
    return min((usage(command) for _ in range(rounds)), key=lambda found: found.passed)


def per_mail(cost, command_of, few, many):
    """Of one further message: `command_of` makes the command for a number of mails, `cost` measures
    it."""
    return (cost(command_of(many)) - cost(command_of(few))) / (many - few)
