# SPDX-License-Identifier: MIT
"""Sizes and places of the C face on each processor: layout_test.py ROOT [--update]. Prints them, and
compares with layout.txt; --update writes that anew. src/c/layout.cpp holds them against C++, where
it is compiled for that processor."""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1]).resolve()
HERE = ROOT / "tests/c"
INCLUDE = [f"-I{ROOT}/{folder}" for folder in
           ("include", "ports/mbedtls/include", "ports/netxduo/include", "ports/netxduo/types")]
PROCESSORS = {
    "x86-64": ("", ["gcc"]),
    "cortex-m0plus": ("arm-none-eabi-", ["arm-none-eabi-gcc", "-mcpu=cortex-m0plus", "-mthumb"]),
    "cortex-m4": ("arm-none-eabi-", ["arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb"]),
    "rv32imac": ("riscv64-unknown-elf-", ["riscv64-unknown-elf-gcc", "-march=rv32imac",
                                          "-mabi=ilp32", "--specs=picolibc.specs"]),
}


def run(*command):
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{ran.stderr}")
    return ran.stdout


def figures(name, folder):
    prefix, compiler = PROCESSORS[name]
    output = f"{folder}/{name}.o"
    run(*compiler, *INCLUDE, "-std=c99", "-c", f"{HERE}/layout.c", "-o", output)
    return {symbol: int(size, 16) - 1 for size, symbol in
            re.findall(r"^\S+ ([0-9a-f]+) \w ((?:size|place)_\w+)$", run(f"{prefix}nm", "-S", output),
                       re.MULTILINE)}


with tempfile.TemporaryDirectory() as folder:
    measured = {name: figures(name, folder) for name in PROCESSORS}
names = re.findall(r"^(SIZE|PLACE)\((\w+)(?:, (\w+))?\);", (HERE / "layout.c").read_text(), re.MULTILINE)
rows = [f"{'':48}" + "".join(f"{name:>15}" for name in PROCESSORS)]
for kind, structure, member in names:
    symbol = "_".join(filter(None, (kind.lower(), structure, member)))
    shown = f"sizeof({structure})" if kind == "SIZE" else f"{structure}.{member}"
    rows.append(f"{shown:48}" + "".join(f"{measured[name][symbol]:15}" for name in PROCESSORS))
text = "\n".join(rows) + "\n"
print(text)
if "--update" in sys.argv:
    (HERE / "layout.txt").write_text(text, encoding="utf-8")
elif (HERE / "layout.txt").read_text(encoding="utf-8") != text:
    sys.exit("layout.txt has other figures: a program that was compiled before no longer fits")
