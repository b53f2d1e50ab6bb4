# SPDX-License-Identifier: MIT
"""What TLS costs on bare metal: `tls_size_report.py --root ROOT --build FOLDER [--update]`.

Builds the library, ports/mbedtls and Mbed TLS with our configuration, and links them into an image
that sends a mail over TLS; once for each way to configure it. Ends with 1 when docs/sizes-tls.md is
not what it printed; --update writes that file."""

import argparse
import pathlib
import re
import sys

import link_map
from size_report import run, table

CPU = "cortex-m4"
SMALL = {"LARGE": 0, "EXTRAS": 0, "OLD_HASHES": 0, "RESUMPTION": 0}
VARIANTS = {
    "TLS 1.2, P-256": {**SMALL, "1_3": 0, "RSA": 0},
    "TLS 1.3, P-256": {**SMALL, "1_2": 0, "RSA": 0},
    "TLS 1.2 and 1.3, P-256 and RSA": SMALL,
    "everything, as shipped": {},
}
PARTS = {"libpostino.a": "Postino", "libpostino_mbedtls.a": "ports/mbedtls",
         "libpostino_mbedtls_stack.a": "Mbed TLS"}
FLAGS = f"-mcpu={CPU} -mthumb -fno-exceptions -fno-rtti -fno-threadsafe-statics"


def build(root, folder, switches):
    macros = " ".join(f"-DPOSTINO_TLS_{name}={value}" for name, value in switches.items())
    run("cmake", "-G", "Ninja", "-S", root, "-B", folder, "--toolchain",
        root / "cmake/toolchains/arm-none-eabi.cmake", f"-DPOSTINO_ARM_CPU={CPU}",
        "-DCMAKE_BUILD_TYPE=MinSizeRel", "-DPOSTINO_PACKET_CANARIES=OFF",
        "-DPOSTINO_PORT_MBEDTLS=ON", f"-DCMAKE_CXX_FLAGS={FLAGS} {macros}",
        f"-DCMAKE_C_FLAGS=-mcpu={CPU} -mthumb {macros}")
    run("cmake", "--build", folder, "--target", "postino", "postino_mbedtls")
    stem = folder / "tls-image"
    run("arm-none-eabi-g++", *FLAGS.split(), "-std=c++20", "-Os", "-DNDEBUG", "-ffunction-sections",
        "-fdata-sections", "-DPOSTINO_PACKET_CANARIES=0", "-I", root / "include", "-I",
        root / "ports/mbedtls/include", "-nostartfiles", "-specs=nano.specs", "-specs=nosys.specs",
        "-Wl,--gc-sections", f"-Wl,-Map={stem}.map", root / "tests/size/tls_image.cpp",
        folder / "ports/mbedtls/libpostino_mbedtls.a",
        folder / "ports/mbedtls/libpostino_mbedtls_stack.a", folder / "libpostino.a",
        "-o", stem.with_suffix(".elf"))
    return stem


def by_archive(path):
    """{"libpostino.a": {"x.cpp": {"text": n, "data": n, "bss": n}}}"""
    text = path.read_text(encoding="utf-8")
    text = text[text.index("Linker script and memory map"):]
    text = re.sub(r"^( \.\S+)\n\s+(0x)", r"\1 \2", text, flags=re.MULTILINE)
    found = {}
    for section, size, archive, member in link_map.SECTION.findall(text):
        kind = link_map.kind_of(section)
        if kind is None or int(size, 16) == 0:
            continue
        name = re.sub(r"^lib_a-|\.(obj|o)$", "", member)
        members = found.setdefault(PARTS.get(archive, "the toolchain's libraries"), {})
        members.setdefault(name, {"text": 0, "data": 0, "bss": 0})[kind] += int(size, 16)
    return found


def has_heap(stem):
    names = set(re.findall(r"^\S+ \w (\S+)$", run("arm-none-eabi-nm", stem.with_suffix(".elf")),
                           re.MULTILINE))
    return sorted(names & {"malloc", "calloc", "_malloc_r", "_calloc_r", "_sbrk", "__cxa_atexit"})


def object_rows(members):
    return [(name, *sizes.values()) for name, sizes in
            sorted(members.items(), key=lambda item: (-item[1]["text"], item[0]))]


def report(results, ram, compiler):
    names = ["ports/mbedtls", "Mbed TLS", "Postino", "the toolchain's libraries"]
    lines = ["# Sizes with TLS", "",
             "Written by `tests/size/tls_size_report.py --update`, and a test keeps it up to date.",
             f"{compiler}, {CPU}, `-Os`, no link-time optimisation. An image with `text_mail`, "
             "`sasl::passwords`, `MbedTransport`, `Random` and `Arena`; text in octets, that is code "
             "and constants in flash, by where it comes from. No image holds a `malloc`.", ""]
    lines += table(("configuration", *names), [
        (variant, *(link_map.total(parts[name])["text"] for name in names))
        for variant, parts in results.items()])
    last = list(results)[-1]
    static = link_map.total(results[last]["Mbed TLS"])
    lines += ["", f"RAM beside the arena and the packets ({last}):", ""]
    lines += table(("what", "octets"), [
        *ram.items(), ("static data and bss of Mbed TLS", static["data"] + static["bss"])])
    lines += ["", f"Where the bytes of ports/mbedtls are ({last}):", ""]
    lines += table(("object", "text", "data", "bss"), object_rows(results[last]["ports/mbedtls"]))
    lines += ["", f"And the twenty largest objects of Mbed TLS ({last}):", ""]
    lines += table(("object", "text", "data", "bss"), object_rows(results[last]["Mbed TLS"])[:20])
    return "\n".join(lines).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root, sizes_file = arguments.root.resolve(), arguments.root.resolve() / "docs/sizes-tls.md"
    compiler = run("arm-none-eabi-g++", "--version").splitlines()[0]
    results, wrong = {}, False
    for number, (variant, switches) in enumerate(VARIANTS.items()):
        stem = build(root, arguments.build.resolve() / f"tls-{number}", switches)
        results[variant] = by_archive(stem.with_suffix(".map"))
        for name in has_heap(stem):
            print(f"{variant}: the image holds {name}")
            wrong = True
    symbols = run("arm-none-eabi-nm", "-S", stem.with_suffix(".elf"))
    ram = {f"`{name}`": int(size, 16) for size, name in re.findall(
        r"^\S+ ([0-9a-f]+) \w (?:_ZN12_GLOBAL__N_1L?\d*)?(wire|generator|arena)E?$", symbols, re.MULTILINE)}
    text = report(results, ram, compiler)
    print(text)
    if arguments.update:
        sizes_file.write_text(text, encoding="utf-8")
        return 1 if wrong else 0
    kept = sizes_file.read_text(encoding="utf-8") if sizes_file.is_file() else ""
    if compiler not in kept and kept:
        print(f"docs/sizes-tls.md was measured with another compiler than {compiler}: not compared")
    elif kept != text:
        print("docs/sizes-tls.md:1: not up to date; run tests/size/tls_size_report.py with --update")
        wrong = True
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
