# SPDX-License-Identifier: MIT
"""Headers: `headers.py ROOT COMPILER...`. Each public header, of the core and of each port, and each
private one compiles on its own with the first compiler, and those of the core at once with each
other. That of a source which includes it first does so in every build: here are the others."""

import concurrent.futures
import re
import subprocess
import sys

import common

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
         "-Wsign-conversion", "-Wshadow", "-Werror", "-x", "c++", "-"]


def fault(compiler, names):
    base = common.root()
    folders = [base / "include", base / "src", *base.glob("ports/*/include"), *base.glob("ports/*")]
    include = [argument for folder in folders if folder.is_dir() for argument in ("-I", folder)]
    source = "".join(f'#include "{base / name}"\n' for name in names)
    result = subprocess.run([compiler, *include, *FLAGS], input=source, capture_output=True,
                            text=True, check=False)
    return result.stderr if result.returncode != 0 else None


def wanted(name):
    parts = name.split("/")
    return name.endswith(".hpp") and (parts[0] in ("include", "src") or parts[:2] == ["ports", "posix"]
                                    or parts[:3] == ["ports", "mbedtls", "include"])


def is_first(name):
    """Whether the source beside the header, which g++ and clang++ build, begins with it."""
    source = name.removesuffix(".hpp") + ".cpp"
    if not (common.root() / source).is_file() or not name.startswith("src/"):
        return False
    include = re.search(r'#include "(.*)"', common.text_of(source))
    return include is not None and name == f"src/{include.group(1)}"


first, *others = sys.argv[2:]
alone = [name for name in common.sources() if wanted(name) and not is_first(name)]
jobs = [(first, [name]) for name in alone]
jobs += [(other, [name for name in alone if name.startswith("include/")]) for other in others]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    results = list(pool.map(lambda job: fault(*job), jobs))
common.finish([(f"{names[0]}:1", f"does not compile on its own with {compiler}\n{result}")
               for (compiler, names), result in zip(jobs, results) if result])
