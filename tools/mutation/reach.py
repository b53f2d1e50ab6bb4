# SPDX-License-Identifier: MIT
"""Which tests reach which defects, and how long each takes: found by running each by itself."""

import concurrent.futures
import dataclasses
import hashlib
import pathlib
import pickle
import re
import tempfile

import programs
import tree

SHORTEST = 0.0003

@dataclasses.dataclass
class Test:
    program: str
    name: str
    seconds: float
    reached: int  # a bit for each number
    output: str = ""  # what it prints, where that is what is compared


def record(job):
    program, name = job
    with tempfile.TemporaryDirectory(prefix="mutation") as folder:
        file = pathlib.Path(folder) / "reached"
        done = programs.run_tests(program, [name], {"POSTINO_MUTANTS_REACHED": str(file)},
                                  programs.MOST_SECONDS)
        if done.status != 0 or not file.is_file():
            return Test(program, name, done.seconds, 0, "fails")
        octets = file.read_bytes()
    bits = "".join("1" if octet else "0" for octet in reversed(octets))
    output = done.output if name.startswith("--hashes") else ""
    return Test(program, name, done.seconds, int(bits, 2), output)


def time_again(program, tests):
    """Without what it takes to start the program, which is most of what a short one takes."""
    done = programs.run_tests(program, [test.name for test in tests], {}, 60)
    passed = re.compile(r"^\[       OK \] ([\w/]+\.[\w/]+).* \((\d+) ms\)", re.MULTILINE)
    times = {name: int(time) / 1000 for name, time in passed.findall(done.output)}
    for test in tests:
        test.seconds = times.get(test.name, test.seconds) + SHORTEST


def of_program(program):
    """The tests of one; kept for as long as the program stays the same."""
    told = hashlib.sha1(programs.binary(program).read_bytes()).hexdigest()
    kept = tree.FOLDER / "reach" / program
    if kept.is_file():
        old, tests = pickle.loads(kept.read_bytes())
        if old == told:
            return tests
    jobs = [(program, name) for name in programs.tests_of(program)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        tests = list(pool.map(record, jobs))
    for test in tests:
        if test.output == "fails" or test.seconds > programs.MOST_SECONDS:
            print(f"left out: {test.program} {test.name}, {test.seconds:.1f} s {test.output}")
    tests = [test for test in tests
             if test.output != "fails" and test.seconds <= programs.MOST_SECONDS]
    time_again(program, tests)
    tree.write(kept, pickle.dumps((told, tests)))
    print(f"{program}: {len(tests)} tests, {sum(test.seconds for test in tests):.0f} s", flush=True)
    return tests


def all_tests():
    return [test for program in programs.targets() for test in of_program(program)]
