# SPDX-License-Identifier: MIT
"""What the port to lwIP costs, beside lwIP's own SMTP client compiled with the same flags:
`lwip_size_report.py --root ROOT --lwip LWIP --build FOLDER [--update]`.

Ends with 1 when the port is over its budget or docs/sizes-lwip.md or its picture is not what this
wrote; --update writes both. The picture has the images of docs/sizes.md beside them."""

import argparse
import pathlib
import re
import sys

from size_report import run, table

CPUS = ("cortex-m4", "cortex-m0plus")
BUDGET = 2560  # octets of the port on a Cortex-M4
FLAGS = ["-Os", "-DNDEBUG", "-mthumb", "-ffunction-sections", "-fdata-sections", "-c"]
CXX = ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics",
       "-DPOSTINO_PACKET_CANARIES=0"]
IMAGES = ("raw mail, no login", "text mail, no login", "text mail, login", "MIME mail, no login")
SMTP = "lwIP's smtp.c"
SMTP_ASSERTS = "lwIP's smtp.c, its assertions compiled in"


class Compiler:
    def __init__(self, root, lwip, folder):
        self.root, self.lwip, self.folder = root, lwip, folder
        folder.mkdir(parents=True, exist_ok=True)

    def sizes(self, cpu, source, name, *more):
        """(text, data, bss)"""
        into = self.folder / f"{cpu}-{name}.o"
        cxx = source.suffix == ".cpp"
        run("arm-none-eabi-g++" if cxx else "arm-none-eabi-gcc", *FLAGS, f"-mcpu={cpu}",
            *(CXX if cxx else ()), "-I", self.root / "include", "-I",
            self.root / "ports/lwip/include", "-isystem", self.lwip / "src/include", "-isystem",
            self.root / "examples/board_mps2/network", *more, source, "-o", into)
        return tuple(map(int, run("arm-none-eabi-size", into).splitlines()[1].split()[:3]))

    def port(self, cpu):
        sources = sorted((self.root / "ports/lwip/src").glob("*.cpp"))
        return {source.name: self.sizes(cpu, source, source.stem) for source in sources}

    def smtp(self, cpu):
        source = self.lwip / "src/apps/smtp/smtp.c"
        return {SMTP: self.sizes(cpu, source, "smtp", "-w", "-DLWIP_NOASSERT"),
                SMTP_ASSERTS: self.sizes(cpu, source, "smtp-asserts", "-w")}


def total(rows):
    return tuple(map(sum, zip(*rows.values())))


def images(root):
    """{image: octets of text} on a Cortex-M4, as docs/sizes.md has them."""
    page = (root / "docs/sizes.md").read_text(encoding="utf-8")
    page = page[:page.index("## cortex-m0plus")]
    return {image: int(re.search(rf"^\| {re.escape(image)} \| (\d+) ", page, re.M).group(1))
            for image in IMAGES}


def picture(bars):
    """An SVG: a bar for each of {what: octets}."""
    line, left, width = 26, 280, 440
    most = max(bars.values())
    height = line * len(bars) + 20
    rows = []
    for number, (what, octets) in enumerate(bars.items()):
        y = 10 + number * line
        length = width * octets // most
        rows += [f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{what}</text>',
                 f'<rect x="{left}" y="{y + 3}" width="{length}" height="16" fill="#3b6ea5"/>',
                 f'<text x="{left + length + 6}" y="{y + 15}">{octets}</text>']
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{height}" '
                      'font-family="sans-serif" font-size="13">',
                      '<rect width="100%" height="100%" fill="white"/>', *rows, "</svg>"]) + "\n"


def page(results, compiler):
    lines = ["# Sizes over lwIP", "",
             "Written by `tests/size/lwip_size_report.py --update`, and a test keeps it up to date. "
             f"{compiler}, `-Os`, IPv4, the options of "
             "[the board's lwipopts.h](../examples/board_mps2/network/lwipopts.h); octets.", "",
             "![Text on a Cortex-M4 of Postino's images, its port and lwIP's client](sizes.svg)", "",
             "The bars are text on a Cortex-M4. lwIP's client sends a subject and a text to one "
             "recipient: no dot-stuffing, encoding, STARTTLS, PIPELINING, result for each "
             "recipient or kept connection.", ""]
    for cpu, (port, smtp) in results.items():
        rows = [(name, *sizes) for name, sizes in port.items()]
        lines += [f"## {cpu}", "", *table(("object", "text", "data", "bss"), [
            *rows, ("the port", *total(port)), *((name, *sizes) for name, sizes in smtp.items())]), ""]
    return "\n".join(lines).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--lwip", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    version = run("arm-none-eabi-g++", "--version").splitlines()[0]
    compiler = Compiler(root, arguments.lwip.resolve(), arguments.build.resolve() / "lwip")
    results = {cpu: (compiler.port(cpu), compiler.smtp(cpu)) for cpu in CPUS}
    port, smtp = results[CPUS[0]]
    bars = {**images(root), "ports/lwip": total(port)[0], SMTP: smtp[SMTP][0]}
    files = {root / "docs/sizes-lwip.md": page(results, version),
             root / "docs/sizes.svg": picture(bars)}
    print(files[root / "docs/sizes-lwip.md"])
    wrong = total(port)[0] > BUDGET
    if wrong:
        print(f"ports/lwip: {total(port)[0]} octets, over its budget of {BUDGET}")
    for path, text in files.items():
        if arguments.update:
            path.write_text(text, encoding="utf-8")
        elif version not in (root / "docs/sizes-lwip.md").read_text(encoding="utf-8"):
            print(f"{path.name} was measured with another compiler than {version}: not compared")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            print(f"docs/{path.name}:1: not up to date; run tests/size/lwip_size_report.py with "
                  "--update")
            wrong = True
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
