# SPDX-License-Identifier: MIT
"""A copy of the tree, in build/mutants, and its test programs: compiled without optimisation,
sanitizers and debug information, so that a changed source costs seconds."""

import os
import pathlib
import re
import resource
import subprocess

from seeds import ROOT

FOLDER = ROOT / "build" / "mutants"
TREE = FOLDER / "tree"
OBJECTS = FOLDER / "objects"
NOT_COPIED = ("build", ".git", ".cache", "docs")
SOURCES = ROOT / "build" / "sources" / "mbedtls"
OPTIONS = ["-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O0 -g0", "-DCMAKE_C_FLAGS=-O1 -g0",
           "-DPOSTINO_PACKET_CANARIES=ON", "-DPOSTINO_WERROR=OFF", "-DPOSTINO_EXAMPLES=OFF",
           "-DPOSTINO_PORT_LWIP=OFF", "-DPOSTINO_INSTALL=OFF"]
CPU_SECONDS = 60  # Of one run of a program; the slowest takes half of that. More: it hangs.
WALL_SECONDS = 1200
NO_TEST, HANGS, CRASHES = "no test was run", "hangs", "crashes"


def run(*command, **more):
    return subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
                          **more)


def files_of(top):
    for folder, folders, names in os.walk(top):
        if pathlib.Path(folder) == top:
            folders[:] = [name for name in folders if name not in NOT_COPIED]
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in set(names) - {".git"}:
            yield (pathlib.Path(folder) / name).relative_to(top)


def copy_tree():
    """A file that is the same already keeps its date, so nothing is compiled again for it."""
    wanted = set(files_of(ROOT))
    for name in wanted:
        there = TREE / name
        content = (ROOT / name).read_bytes()
        if not there.is_file() or there.read_bytes() != content:
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(content)
    for name in list(files_of(TREE)):
        if name not in wanted:
            (TREE / name).unlink()


def prepare():
    TREE.mkdir(parents=True, exist_ok=True)
    copy_tree()
    local = [f"-DFETCHCONTENT_SOURCE_DIR_MBEDTLS={SOURCES}"] if SOURCES.exists() else []
    done = run("cmake", "-G", "Ninja", "-S", TREE, "-B", OBJECTS, *OPTIONS, *local)
    if done.returncode != 0:
        raise SystemExit(done.stdout)


def build(program):
    done = run("ninja", "-C", OBJECTS, f"{program}_tests")
    return None if done.returncode == 0 else done.stdout


def limit_cpu():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def first_failure(program, tests):
    """The test of `program` that fails first, among those that the filter `tests` names, and how;
    a pair of None when all pass."""
    binary = OBJECTS / "tests" / program / f"{program}_tests"
    try:
        done = run(binary, f"--gtest_filter={tests}", "--gtest_fail_fast", "--gtest_brief=0",
                   preexec_fn=limit_cpu, timeout=WALL_SECONDS, cwd=FOLDER)
        output, status = done.stdout, done.returncode
    except subprocess.TimeoutExpired as over:
        output = (over.stdout or b"").decode("utf-8", "replace")
        status = None
    if status == 0:
        any_passed = re.search(r"^\[  PASSED  \] [1-9]", output, re.MULTILINE)
        return (None, None) if any_passed else (tests, NO_TEST)
    failed = re.search(r"^\[  FAILED  \] ([\w/]+\.[\w/]+)", output, re.MULTILINE)
    if failed:
        return failed.group(1), ""
    begun = re.findall(r"^\[ RUN      \] (\S+)", output, re.MULTILINE)
    return begun[-1] if begun else tests, CRASHES if status not in (None, -24, -9) else HANGS
