# SPDX-License-Identifier: MIT
"""The processors that are measured, and how their compilers are called."""

import dataclasses
import functools
import re
import subprocess
import sys

FLAGS = ["-Os", "-DNDEBUG", "-ffunction-sections", "-fdata-sections"]
CXX_FLAGS = ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics",
             "-DPOSTINO_PACKET_CANARIES=0", "-fcallgraph-info=su"]


def run(*command, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            check=False, **options)
    if result.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{result.stdout}{result.stderr}")
    return result.stdout


@dataclasses.dataclass(frozen=True)
class Cpu:
    name: str
    title: str
    prefix: str
    machine: tuple[str, ...]
    link: tuple[str, ...]
    headers_of: str = ""  # another compiler whose C++ headers are used

    def tool(self, name):
        return self.prefix + name

    @functools.cached_property
    def version(self):
        return run(self.tool("gcc"), "--version").splitlines()[0]

    @property
    def cxx_headers(self):
        if not self.headers_of:
            return []
        said = subprocess.run([self.headers_of, "-E", "-v", "-x", "c++", "/dev/null"],
                              capture_output=True, text=True, check=True).stderr
        return [word for folder in re.findall(r"^ (\S*/c\+\+/\S+)$", said, re.MULTILINE)
                for word in ("-isystem", folder)]


ARM_LINK = ("-specs=nano.specs", "-specs=nosys.specs")
PICOLIBC = "--specs=picolibc.specs"
CPUS = [
    Cpu("cortex-m4", "Cortex-M4", "arm-none-eabi-", ("-mcpu=cortex-m4", "-mthumb"), ARM_LINK),
    Cpu("cortex-m0plus", "Cortex-M0+", "arm-none-eabi-", ("-mcpu=cortex-m0plus", "-mthumb"),
        ARM_LINK),
    # Debian has no C++ headers for it. Those of the Arm compiler are of the same version of GCC and
    # for the same kind of C library; the library has its code in headers only.
    Cpu("rv32imac", "RV32IMAC", "riscv64-unknown-elf-", ("-march=rv32imac", "-mabi=ilp32", PICOLIBC),
        (), headers_of="arm-none-eabi-g++"),
]
