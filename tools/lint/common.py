# SPDX-License-Identifier: MIT
"""What the lint scripts share. Each is run as `script.py ROOT`, prints file:line for each
violation, and ends with 1 when there was one."""

import pathlib
import re
import subprocess
import sys

SOURCE_SUFFIXES = (".cpp", ".hpp", ".c", ".h")
SCRIPT_SUFFIXES = (".py", ".sh", ".cmake", ".in")


def root():
    return pathlib.Path(sys.argv[1]).resolve()


def project_files():
    """Every file of the project: tracked, or new and not ignored. Without git: all but build/."""
    listed = subprocess.run(
        ["git", "-C", str(root()), "ls-files", "-z", "-co", "--exclude-standard"],
        capture_output=True, text=True, check=False) if has_git() else None
    if listed is not None and listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        names = [path.relative_to(root()).as_posix() for path in root().rglob("*")]
        names = [name for name in names if name.split("/")[0] not in ("build", ".git", ".cache")]
    return sorted(name for name in set(names) if (root() / name).is_file())


def has_git():
    from shutil import which
    return which("git") is not None


def sources(*folders):
    """C and C++ files under one of `folders`, or anywhere when there is none."""
    return [name for name in project_files()
            if name.endswith(SOURCE_SUFFIXES) and (not folders or name.split("/")[0] in folders)]


def text_of(name):
    return (root() / name).read_text(encoding="utf-8", errors="replace")


_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.DOTALL)


def without_words(text):
    """`text` with comments, strings and characters blanked; lines keep their numbers."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return _TOKEN.sub(blank, text)


def code_of(name):
    """The code of a file, without_words()."""
    return without_words(text_of(name))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def finish(violations):
    """`violations`: pairs of (place, message). Ends the program."""
    for place, message in violations:
        print(f"{place}: {message}")
    sys.exit(1 if violations else 0)
