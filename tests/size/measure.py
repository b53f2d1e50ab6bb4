# SPDX-License-Identifier: MIT
"""What the images of one processor come to."""

import re

import link_map
import stack_depth
from cpus import run
from features import CORE, EMPTY, FEATURES, FULL, IMAGES, LTO, LWIP, OTHERS, STACKS, TLS

ENTRIES = ("postino::detail::Connection::", "postino::Client::")
OURS = (CORE, LWIP, TLS)
NOTHING = {"text": 0, "data": 0, "bss": 0}


class Measured:
    def __init__(self, root, folder, cpu):
        self.root, self.folder, self.cpu = root, folder / cpu.name, cpu
        self.faults = []
        self.archives = {name: link_map.archives(self.folder / f"{name}.elf.map")
                         for name in IMAGES}
        self.features = {feature.title: self.cost(feature) for feature in FEATURES}
        self.features |= {title: self.object_size(name) for title, (name, _) in OTHERS.items()}
        self.ram = self.ram_sizes()
        self.stacks = {title: self.stack(image) for title, image in STACKS.items()}
        for name in IMAGES:
            if self.start_up_code(name):
                self.faults.append(f"{cpu.name}, {name}: start-up code")

    def part(self, image, archive=CORE):
        return link_map.total(self.archives[image].get(archive, {}))

    def cost(self, feature):
        whole = self.part(feature.image, feature.archive)
        beside = self.part(feature.beside, feature.archive) if feature.beside else NOTHING
        return {kind: whole[kind] - beside[kind] for kind in whole}

    def object_size(self, name):
        fields = run(self.cpu.tool("size"), self.folder / f"{name}.o").splitlines()[1].split()
        return dict(zip(("text", "data", "bss"), map(int, fields)))

    def text_saved_by_lto(self):
        """Of the image with PLAIN and LOGIN, when it is optimised as a whole."""
        sizes = [int(run(self.cpu.tool("size"), self.folder / f"{FULL}{more}.elf").split()[6])
                 for more in ("", LTO)]
        return sizes[0] - sizes[1]

    def toolchain(self, image=FULL):
        """What the compiler's and the C library's code come to."""
        return {name: sizes for archive, members in self.archives[image].items()
                if archive not in OURS and archive.endswith(".a") for name, sizes in members.items()
                if name not in self.archives[EMPTY].get(archive, {})}

    def ram_sizes(self):
        symbols = run(self.cpu.tool("nm"), "-S", self.folder / "ram.o")
        return {name: int(size, 16) for size, name in
                re.findall(r"^\S+ ([0-9a-f]+) \w sizeof_(\w+)$", symbols, re.MULTILINE)}

    def stack(self, image):
        """(octets, path) of the deepest stack."""
        symbols = run(self.cpu.tool("nm"), self.folder / f"{image}.elf")
        files = sorted([*(self.folder / "libpostino").glob("*.ci"), self.folder / f"{image}.ci"])
        graph = stack_depth.Graph(files, symbols, self.root)
        deepest = graph.deepest(ENTRIES)
        self.faults += [f"{self.cpu.name}, {image}: {fault}" for fault in graph.faults]
        return deepest

    def start_up_code(self, image):
        table = run(self.cpu.tool("readelf"), "-S", "-W", self.folder / f"{image}.elf")
        found = re.findall(r"\.(?:init_array|preinit_array|fini_array|ctors|dtors)\S*\s+\S+\s+\S+"
                           r"\s+\S+\s+([0-9a-f]+)", table)
        return any(int(size, 16) for size in found)

    def figures(self):
        """What the budget holds."""
        found = {}
        for title, sizes in self.features.items():
            if title not in OTHERS:
                found[f"text: {title}"] = sizes["text"]
                found[f"data and bss: {title}"] = sizes["data"] + sizes["bss"]
        found |= {f"RAM: {name}": octets for name, octets in self.ram.items()}
        found |= {f"stack: {title}": octets for title, (octets, _) in self.stacks.items()}
        found["text: the toolchain's libraries"] = link_map.total(self.toolchain())["text"]
        return found
