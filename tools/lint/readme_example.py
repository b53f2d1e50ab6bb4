# SPDX-License-Identifier: MIT
"""README: `readme_example.py README NAME OUTPUT [--run]` writes one of its examples to a file.

An example is a block fenced by ```cpp; the line before it is `<!-- example: NAME -->`, each name is
that of one block, and no block is without. It is written as it stands, behind a #line: as a program
where it has a main(), else for a file of tests/readme to include.

With --run the program's server is one that a test has started: each text of RUN is in the example
once, and its replacement takes its place."""

import pathlib
import re
import sys

RUN = {
    # Host and port of the test's server, and the authority of its certificate.
    '.host = "mail.plant.example"':
        '.host = std::getenv("README_HOST"),'
        ' .port = static_cast<std::uint16_t>(std::atoi(std::getenv("README_PORT")))',
    "tls{port, storage.pool()}": 'tls{port, storage.pool(), std::getenv("README_CA")}',
    '.password = "secret"': '.password = std::getenv("README_PASSWORD")',
}
BLOCK = re.compile(r"^(?:<!-- example: ([^\n]*) -->\n)?```cpp *\n(.*?)^``` *$",
                   re.DOTALL | re.MULTILINE)


def examples(path):
    """{name: (line, text)}"""
    page = path.read_text(encoding="utf-8")
    found = {}
    for block in BLOCK.finditer(page):
        line = page.count("\n", 0, block.start(2)) + 1
        if block.group(1) is None or block.group(1) in found:
            sys.exit(f"{path}:{line}: an example needs a name of its own: <!-- example: NAME -->")
        found[block.group(1)] = line, block.group(2)
    return found


def main():
    path, name, output = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    found = examples(path)
    if name not in found:
        sys.exit(f"{path}:1: no example '{name}'")
    line, text = found[name]
    head = ""
    if sys.argv[4:] == ["--run"]:
        head = "#include <cstdint>\n#include <cstdlib>\n"
        for original, replacement in RUN.items():
            if text.count(original) != 1:
                sys.exit(f"{path}:{line}: '{original}' has to be in '{name}' once")
            text = text.replace(original, replacement)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(f'{head}#line {line} "{path.name}"\n{text}', encoding="utf-8")


if __name__ == "__main__":
    main()
