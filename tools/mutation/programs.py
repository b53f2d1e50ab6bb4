# SPDX-License-Identifier: MIT
"""The test programs that defects are held against, and one run of one of them."""

import dataclasses
import math
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

import tree

GTESTS = {"unit_tests": "unit", "narrow_tests": "unit", "dialogue_tests": "dialogue",
          "contract_tests": "contract", "lwip_tests": "lwip", "tls_tests": "tls",
          "small_tls_tests": "tls", "judge_tests": "judge"}
# Those that have some sources in another form, compiled once more for them.
FORMS = {"narrow_tests": "narrow", "small_tls_tests": "small_mbedtls.dir"}
# A share of tests/model: what is judged, and what is hashed as in golden.txt.
MODEL = ["--seeds 0..4000,addresses:0..400,small:0..400,lying:0..400", "--hashes 0..1500"]
MOST_SECONDS = 5  # A test that takes longer by itself is left out.
MEMORY = 4 << 30
OUTPUT = 1 << 26
LARGE_FILES = 5 << 30  # Tests of a port to a system of files write one that has no other size.


@dataclasses.dataclass(frozen=True)
class Outcome:
    status: int | None  # None: stopped, it hangs
    output: str
    seconds: float

    def failed(self):
        """The test that fails first, and how."""
        found = re.search(r"^\[  FAILED  \] ([\w/]+\.[\w/]+)", self.output, re.MULTILINE)
        if found:
            return found[1], ""
        begun = re.findall(r"^\[ RUN      \] (\S+)", self.output, re.MULTILINE)
        return begun[-1] if begun else "", "hangs" if self.status is None else "crashes"


def targets():
    return [*GTESTS, "model"]


def binary(program):
    return tree.OBJECTS / "tests" / GTESTS.get(program, program) / program


def run(path, arguments, environment, own, memory=MEMORY):
    """Stopped after ten times its own time, of the CPU or, with what other programs take, of the
    clock; `memory` is none where a sanitizer reserves it."""
    cpu, wall = math.ceil(10 * own + 2), 20 * own + 15
    with tempfile.TemporaryDirectory(prefix="mutation") as folder:
        output = pathlib.Path(folder) / "output"
        most = LARGE_FILES if path.name == "contract_tests" else OUTPUT
        command = ["prlimit", f"--cpu={cpu}", f"--as={memory}", f"--fsize={most}", "--core=0",
                   str(path), *arguments]
        begin = time.monotonic()
        with open(output, "wb") as file, subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                cwd=folder, env=dict(os.environ, **environment), process_group=0) as process:
            status = wait(process, wall)
            if status is None or status < 0:
                kill_group(process.pid)
            process.wait()
        seconds = time.monotonic() - begin
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            status = None
        return Outcome(status, output.read_text(encoding="utf-8", errors="replace"), seconds)


def wait(process, wall):
    """Its status; None: it sleeps after so many seconds. One that would run if there were a
    processor for it has its limit of the CPU's time alone."""
    while True:
        try:
            return process.wait(wall)
        except subprocess.TimeoutExpired:
            stat = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8")
            if stat.rsplit(")", 1)[1].split()[0] not in "RTD":
                return None


def kill_group(leader):
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass


def tests_of(program):
    """Their names; of the model its arguments."""
    if program not in GTESTS:
        return MODEL
    listed = tree.run(binary(program), "--gtest_list_tests").stdout
    found, suite = [], ""
    for line in listed.splitlines():
        word = line.split("#")[0].strip()
        if line.startswith("  "):
            found.append(suite + word)
        elif word.endswith("."):
            suite = word
    return found


def run_tests(program, names, environment, own):
    if program not in GTESTS:
        return run(binary(program), names[0].split(), environment, own)
    with tempfile.NamedTemporaryFile("w", prefix="mutation", suffix=".flags") as flags:
        flags.write(f"--gtest_filter={':'.join(names)}\n--gtest_fail_fast\n")
        flags.flush()
        return run(binary(program), [f"--gtest_flagfile={flags.name}"], environment, own)
