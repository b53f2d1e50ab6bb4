# SPDX-License-Identifier: MIT
"""What Postino costs on bare metal: `size_report.py --root ROOT --build FOLDER [--update]`.

Builds the library with the cross toolchain as a user would, links it into small images, and prints
flash per source file, RAM, and the deepest stack. Ends with 1 when a figure is over its budget
(budget.json beside this file), when start-up code is found, or when docs/sizes.md is not what it
printed. --update writes both files anew."""

import argparse
import json
import pathlib
import re
import subprocess
import sys

import link_map
import stack_depth

CPUS = ("cortex-m4", "cortex-m0plus")
IMAGES = {
    "text mail, login": ["-DPOSTINO_IMAGE_LOGIN"],
    "text mail, no login": [],
    "raw mail, login": ["-DPOSTINO_IMAGE_LOGIN", "-DPOSTINO_IMAGE_RAW"],
    "raw mail, no login": ["-DPOSTINO_IMAGE_RAW"],
    "MIME mail, no login": ["-DPOSTINO_IMAGE_MIME"],
    "without Postino": ["-DPOSTINO_IMAGE_EMPTY"],
}
# Each alone in an image of a text mail, and what it remembers.
MECHANISMS = {
    "PLAIN": ("PLAIN", None),
    "XOAUTH2": ("XOAUTH2", None),
    "OAUTHBEARER": ("OAUTHBEARER", None),
    "EXTERNAL": ("EXTERNAL", None),
    "CRAM-MD5": ("CRAM_MD5", "cram_md5_exchange"),
    "SCRAM-SHA-256 or -SHA-1": ("SCRAM", "scram_exchange"),
    "SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN, LOGIN": ("STRONGEST", "scram_exchange"),
}
DEEPEST_MECHANISM = "SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN, LOGIN"
BARE = "text mail, no login"
FULL = "text mail, login"
MIME = "MIME mail, no login"
EMPTY = "without Postino"
FLAGS = ["-std=c++20", "-Os", "-DNDEBUG", "-mthumb", "-ffunction-sections", "-fdata-sections",
         "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics", "-fstack-usage",
         "-fcallgraph-info=su", "-DPOSTINO_PACKET_CANARIES=0"]
ENTRIES = ("postino::detail::Connection::", "postino::Client::")
HINT = 0.98


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            check=False)
    if result.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{result.stdout}{result.stderr}")
    return result.stdout


def build_library(root, folder, cpu):
    run("cmake", "-G", "Ninja", "-S", root, "-B", folder, "--toolchain",
        root / "cmake/toolchains/arm-none-eabi.cmake", f"-DPOSTINO_ARM_CPU={cpu}",
        "-DCMAKE_BUILD_TYPE=MinSizeRel", "-DPOSTINO_PACKET_CANARIES=OFF",
        "-DCMAKE_CXX_COMPILER_LAUNCHER=",
        f"-DCMAKE_CXX_FLAGS=-mcpu={cpu} -mthumb -fno-exceptions -fno-rtti -fno-threadsafe-statics"
        " -fstack-usage -fcallgraph-info=su")
    run("cmake", "--build", folder, "--target", "postino")
    return folder / "libpostino.a"


def link_image(root, folder, cpu, name, macros, archive):
    stem = folder / re.sub(r"\W+", "-", name)
    here = root / "tests/size"
    compiler = ["arm-none-eabi-g++", f"-mcpu={cpu}", *FLAGS]
    run(*compiler, *macros, "-I", root / "include", "-c", here / "minimal_image.cpp",
        "-o", stem.with_suffix(".o"))
    run(*compiler, "-nostartfiles", "-specs=nano.specs", "-specs=nosys.specs", "-Wl,--gc-sections",
        f"-Wl,-Map={stem}.map", stem.with_suffix(".o"), archive, "-o", stem.with_suffix(".elf"))
    return stem


def image_totals(stem):
    fields = run("arm-none-eabi-size", stem.with_suffix(".elf")).splitlines()[1].split()
    return dict(zip(("text", "data", "bss"), map(int, fields[:3])))


def ram_sizes(root, folder, cpu):
    obj = folder / "sizes.o"
    run("arm-none-eabi-g++", f"-mcpu={cpu}", *FLAGS, "-I", root / "include", "-c",
        root / "tests/size/sizes.cpp", "-o", obj)
    found = re.findall(r"^\S+ ([0-9a-f]+) \w sizeof_(\w+)$", run("arm-none-eabi-nm", "-S", obj),
                       re.MULTILINE)
    sizes = {name: int(size, 16) for size, name in found}
    sizes["besides"] = (sizes["client"] + sizes["storage"] - sizes["packets"]
                        - sizes["reply_text"])
    return sizes


def start_up_code(stem):
    table = run("arm-none-eabi-readelf", "-S", "-W", stem.with_suffix(".elf"))
    found = re.findall(r"\.(?:init_array|preinit_array|fini_array|ctors|dtors)\S*\s+\S+\s+\S+\s+\S+"
                       r"\s+([0-9a-f]+)", table)
    return any(int(size, 16) for size in found)


def measure(root, build, cpu):
    folder = build / cpu
    archive = build_library(root, folder, cpu)
    stems = {name: link_image(root, folder, cpu, name, macros, archive)
             for name, macros in IMAGES.items()}
    alone = {name: link_image(root, folder, cpu, name, ["-DPOSTINO_IMAGE_LOGIN",
                                                        f"-DPOSTINO_IMAGE_{macro}"], archive)
             for name, (macro, _) in MECHANISMS.items()}
    elf = stems[FULL].with_suffix(".elf")
    graph = stack_depth.Graph([*folder.rglob("src/**/*.ci"), stems[FULL].with_suffix(".ci")],
                              run("arm-none-eabi-nm", elf), root)
    deepest = alone[DEEPEST_MECHANISM]
    scram = stack_depth.Graph([*folder.rglob("src/**/*.ci"), deepest.with_suffix(".ci")],
                              run("arm-none-eabi-nm", deepest.with_suffix(".elf")), root)
    mime = stack_depth.Graph([*folder.rglob("src/**/*.ci"), stems[MIME].with_suffix(".ci")],
                             run("arm-none-eabi-nm", stems[MIME].with_suffix(".elf")), root)
    bare_members = link_map.members(stems[BARE].with_suffix(".map"))
    bare = link_map.total(link_map.members(stems[BARE].with_suffix(".map")))["text"]
    return {
        "mechanisms": {name: link_map.total(link_map.members(stem.with_suffix(".map")))["text"]
                       - bare for name, stem in alone.items()},
        "mime members": {name: sizes for name, sizes in
                         link_map.members(stems[MIME].with_suffix(".map")).items()
                         if name not in bare_members},
        "mime stack": mime.deepest(ENTRIES)[0],
        "scram stack": scram.deepest(ENTRIES)[0],
        "prepare stack": scram.deepest(("postino::sasl::Scram::prepare",))[0],
        "members": link_map.members(stems[FULL].with_suffix(".map")),
        "runtime": link_map.members(stems[FULL].with_suffix(".map"), postino=False),
        "postino": {name: link_map.total(link_map.members(stem.with_suffix(".map")))
                    for name, stem in stems.items()},
        "images": {name: image_totals(stem) for name, stem in stems.items()},
        "ram": ram_sizes(root, folder, cpu),
        "stack": graph.deepest(ENTRIES),
        "faults": graph.faults + scram.faults + mime.faults
        + [f"{cpu}, {name}: start-up code" for name, stem in (stems | alone).items()
           if start_up_code(stem)],
    }


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head, rows):
    return [row(*head), row("---", *["---:"] * (len(head) - 1)), *(row(*cells) for cells in rows)]


def columns(figures):
    return figures["text"], figures["data"], figures["bss"]


def object_table(members):
    rows = [(name, *columns(sizes)) for name, sizes in sorted(
        members.items(), key=lambda item: (-item[1]["text"], item[0]))]
    return table(("object", "text", "data", "bss"),
                 [*rows, ("sum", *columns(link_map.total(members)))])


def report_cpu(cpu, result):
    ram = result["ram"]
    lines = [f"## {cpu}", "", "What Postino adds to an image, by what the image names:", ""]
    empty = result["images"][EMPTY]
    rows = []
    for name in IMAGES:
        whole = result["images"][name]
        added = [whole[key] - empty[key] for key in ("text", "data", "bss")]
        rows.append((name, *columns(result["postino"][name]), *added))
    lines += table(("image", "text", "data", "bss", "image text", "image data", "image bss"), rows)
    lines += ["", "The first three columns are Postino's own object files, the last three are the "
              "whole image less the one without Postino: the C library's memcpy and the like, the "
              "application's server and mail, `Client` and `Storage` included.", "",
              f"Where the bytes are ({FULL}):", ""]
    lines += object_table(result["members"])
    lines += ["", "And of the toolchain's libraries:", "", *object_table(result["runtime"])]
    lines += ["", f"What a login with one mechanism adds to \"{BARE}\", the port's cryptography not "
              "counted:", ""]
    lines += table(("mechanism", "text", "RAM of its exchange"), [
        (name, result["mechanisms"][name], ram[exchange] if exchange else 0)
        for name, (_, exchange) in MECHANISMS.items()])
    lines += ["", f"Deepest stack with SCRAM: {result['scram stack']} octets, below its prepare() "
              f"{result['prepare stack']}; the port's cryptography comes on top of the latter.",
              "", f"What \"{MIME}\" has and \"{BARE}\" has not:", ""]
    lines += object_table(result["mime members"])
    lines += ["", f"A mail of several parts needs no RAM beside that of a text mail: the state is "
              f"the same `Composition` in `Client`, of {ram['composition']} octets, whatever the "
              f"parts and their size. A `MimeComposer` has {ram['mime_composer']} octets and an "
              f"`Attachment` {ram['attachment']}, in flash when they are constants. Deepest stack: "
              f"{result['mime stack']} octets.", "", "RAM, in octets:", ""]
    lines += table(("what", "octets"), [
        ("`Client`", ram["client"]), ("`PlainTransport`", ram["transport"]),
        ("`Storage<>`", ram["storage"]), ("of it packets", ram["packets"]),
        ("of it reply text", ram["reply_text"]), ("of it recipients", ram["recipients"]),
        ("`Client` and `Storage<>` beside packets and reply text", ram["besides"])])
    depth, path = result["stack"]
    lines += ["", f"Deepest stack: {depth} octets, the port's own and the C library's not counted:",
              "", *table(("function", "octets"), [(f"`{name}`", size) for name, size in path]), ""]
    return lines


def report(results, compiler):
    lines = ["# Sizes", "",
             "Written by `tests/size/size_report.py --update`, and a test keeps it up to date.",
             f"{compiler}, `-Os`, no link-time optimisation. Text is flash: code, constants and "
             "unwind tables; data is both flash and RAM; bss is RAM.", ""]
    for cpu, result in results.items():
        lines += report_cpu(cpu, result)
    return "\n".join(lines).rstrip() + "\n"


def figures(results):
    """What the budget holds."""
    budget = {}
    for cpu, result in results.items():
        entry = {f"text: {name}": result["postino"][name]["text"] for name in IMAGES
                 if name != EMPTY}
        entry |= {f"text: {name} alone": text for name, text in result["mechanisms"].items()}
        entry["stack with MIME"] = result["mime stack"]
        entry["stack with SCRAM"] = result["scram stack"]
        entry["data and bss"] = sum(columns(result["postino"][FULL])[1:])
        entry["RAM beside packets and reply text"] = result["ram"]["besides"]
        entry["text of the toolchain's libraries"] = link_map.total(result["runtime"])["text"]
        entry["data of the image"] = result["images"][FULL]["data"]
        entry["stack"] = result["stack"][0]
        budget[cpu] = entry
    return budget


def over_budget(now, budget):
    wrong = False
    for cpu, entry in now.items():
        for name, value in entry.items():
            limit = budget.get(cpu, {}).get(name)
            if limit is None or value > limit:
                print(f"OVER BUDGET {cpu}, {name}: {value}, budget {limit}")
                wrong = True
            elif value < limit * HINT:
                print(f"hint: {cpu}, {name}: {value} is well under the budget of {limit}; "
                      "lower it with --update")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    budget_file = root / "tests/size/budget.json"
    sizes_file = root / "docs/sizes.md"

    compiler = run("arm-none-eabi-g++", "--version").splitlines()[0]
    results = {cpu: measure(root, arguments.build.resolve(), cpu) for cpu in CPUS}
    text = report(results, compiler)
    print(text)
    faults = [fault for result in results.values() for fault in result["faults"]]
    print("\n".join(dict.fromkeys(faults)))
    if arguments.update:
        budget_file.write_text(json.dumps(figures(results), indent=2) + "\n", encoding="utf-8")
        sizes_file.parent.mkdir(exist_ok=True)
        sizes_file.write_text(text, encoding="utf-8")
        return 1 if faults else 0
    budget = json.loads(budget_file.read_text(encoding="utf-8")) if budget_file.is_file() else {}
    wrong = over_budget(figures(results), budget)
    kept = sizes_file.read_text(encoding="utf-8") if sizes_file.is_file() else ""
    if compiler not in kept and kept:
        print(f"docs/sizes.md was measured with another compiler than {compiler}: not compared")
    elif kept != text:
        print("docs/sizes.md:1: not up to date; run tests/size/size_report.py with --update")
        wrong = True
    return 1 if wrong or faults else 0


if __name__ == "__main__":
    sys.exit(main())
