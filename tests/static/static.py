#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Static analysis of src/ and ports/: `static.py TOOL ROOT BUILD [SOURCE...]`; a finding fails. With
sources tidy and deep read those alone.

  tidy      clang-tidy with .clang-tidy, without the checks of clang-analyzer, folder by folder
  deep      clang-tidy with all of it, source by source; takes minutes
  cppcheck  but for what cppcheck.suppress names
  analyzer  g++ -fanalyzer, and that no function calls itself, directly or through others"""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

JOBS = 2
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)"', re.MULTILINE)
# The faces for C, each of which tests/CMakeLists.txt compiles as one source: what that includes is
# read as a header would be.
AS_ONE = re.compile(r"/postino\w*_c\.dir/Unity/")
# GCC 12 takes an object that a function returns, or that a constructor made, for uninitialised.
NOT_SO = ("-Wno-analyzer-use-of-uninitialized-value",)

tool, root, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
wanted = sys.argv[4:]


def commands():
    """One compile command for each source, without sanitizers and outputs."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if not path.is_relative_to(root) or path.suffix not in (".cpp", ".cxx"):
            continue
        name = path.relative_to(root).as_posix()
        if name.startswith(("src/", "ports/")) or AS_ONE.search(name):
            found.setdefault(name, (entry["directory"], shlex.split(entry["command"])))
    if len(found) < 60:
        sys.exit(f"static.py: {len(found)} sources in {build}: too few")
    return found


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def in_parallel(work, items):
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        return list(pool.map(work, items))


def in_one(without):
    """What clang-tidy is told of sources that another one includes."""
    return [f"--checks={without}-bugprone-suspicious-include",
            r"--header-filter=(include|src|ports)/.*\.[ch]pp$"]


def deep():
    def check(name):
        more = in_one("") if AS_ONE.search(name) else []
        ended = run(["clang-tidy", "-p", build, "--quiet", *more, root / name], build)
        return ended.stdout if ended.returncode != 0 else ""
    return in_parallel(check, wanted or sorted(commands()))


def tidy():
    """The sources of a folder as one, since most of the time goes into headers that all include."""
    folders = collections.defaultdict(list)
    for name, (place, arguments) in sorted(commands().items()):
        if not wanted or name in wanted:
            folders[pathlib.Path(name).parent].append((name, place, arguments))

    def check(sources):
        names = [name for name, _, _ in sources]
        _, place, arguments = sources[0]
        with tempfile.NamedTemporaryFile("w", suffix=".cpp") as whole:
            whole.write("".join(f'#include "{root / name}"\n' for name in names))
            whole.flush()
            own = next(at for at, one in enumerate(arguments) if one.endswith(names[0]))
            flags = without_outputs(arguments[:own] + arguments[own + 1:])
            ended = run(["clang-tidy", "--quiet", f"--config-file={root}/.clang-tidy",
                         *in_one("-clang-analyzer-*,"),
                         whole.name, "--", *(one for one in flags if one != "-c"),
                         "-Wno-shadow"], place)
        return ended.stdout if ended.returncode != 0 else ""
    return in_parallel(check, folders.values())


def cppcheck():
    include = [f"-I{folder}" for folder in (root / "src", root / "include",
                                            *root.glob("ports/*/include"))]
    ended = run(["cppcheck", "--enable=warning,style,performance,portability", "--std=c++20", "-q",
                 f"-j{JOBS}", "--error-exitcode=1", "-DPOSTINO_PACKET_CANARIES=0", "-DNO_SYS=1",
                 f"--suppressions-list={root}/tests/static/cppcheck.suppress", *include,
                 root / "src", root / "ports"], root)
    return [ended.stdout] if ended.returncode != 0 else []


def without_outputs(arguments):
    """What is compiled, and how, but for the compiler and what it writes."""
    rest = list(arguments)
    while not rest[0].startswith("-"):
        rest.pop(0)
    kept = []
    while rest:
        one = rest.pop(0)
        if one in ("-o", "-MT", "-MF"):
            rest.pop(0)
        elif one != "-MD" and "sanitize" not in one:
            kept.append(one)
    return kept


def analyze(folder, job):
    """The warnings, and who calls whom."""
    number, (place, arguments) = job
    output = pathlib.Path(folder) / f"{number}.o"
    ended = run(["g++", *without_outputs(arguments), "-O1", "-fanalyzer", *NOT_SO, "-fcallgraph-info", "-Wno-error", "-o", output],
                place)
    graph = output.with_suffix(".ci")
    edges = EDGE.findall(graph.read_text(encoding="utf-8")) if graph.exists() else []
    found = "" if ended.returncode == 0 and "warning:" not in ended.stdout else ended.stdout
    return found, edges


def cycle_from(start, calls):
    """The way from `start` back to it, or nothing."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop()
        for callee in calls.get(way[-1], ()):
            if callee == start:
                return [*way, callee]
            if callee not in seen:
                seen.add(callee)
                ways.append([*way, callee])
    return None


def analyzer():
    with tempfile.TemporaryDirectory() as folder:
        results = in_parallel(lambda job: analyze(folder, job), enumerate(commands().values()))
    calls = {}
    for _, edges in results:
        for source, target in edges:
            if target != "__indirect_call":
                calls.setdefault(source, set()).add(target)
    if len(calls) < 200:
        return [f"only {len(calls)} functions call others: is it the library?"]
    cycles = [cycle_from(function, calls) for function in calls]
    cycles = ["recursion: " + " > ".join(one) for one in cycles if one and "postino" in one[0]]
    return [found for found, _ in results] + cycles


WORK = {"tidy": tidy, "deep": deep, "cppcheck": cppcheck, "analyzer": analyzer}
os.environ["CCACHE_DISABLE"] = "1"
findings = [one for one in WORK[tool]() if one]
print("\n".join(findings))
sys.exit(1 if findings else 0)
