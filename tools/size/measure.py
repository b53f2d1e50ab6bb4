# SPDX-License-Identifier: MIT
"""What the images of one processor come to."""

import re

import link_map
import stack_depth
from cpus import run
from features import CORE, EMPTY, FEATURES, FULL, IMAGES, LWIP, OTHERS, STACKS, TLS

ENTRIES = ("postino::detail::ClientOf<", "postino::Client::", "postino::SmallClient::",
           "postino::SmallTlsClient::")
OURS = (CORE, LWIP, TLS)
NOTHING = {"text": 0, "data": 0, "bss": 0}


class Measured:
    def __init__(self, root, folder, cpu):
        self.root, self.folder, self.cpu = root, folder / cpu.name, cpu
        self.faults = []
        self.archives = {name: link_map.archives(self.folder / f"{name}.elf.map")
                         for name in [*IMAGES, *(name for name, _ in OTHERS.values())]}
        self.features = {feature.title: self.cost(feature) for feature in FEATURES}
        self.features |= {title: self.own(name) for title, (name, _) in OTHERS.items()}
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

    def own(self, name):
        """What the code of the client itself comes to, that of a peer too."""
        wanted = OURS if name in IMAGES else (f"{name}.o",)
        return link_map.total(*(self.archives[name].get(part, {}) for part in wanted))

    def toolchain(self, image=FULL):
        """What is linked of the C library, and of the compiler's code, for the client alone."""
        return {name: sizes for archive, members in self.archives[image].items()
                if archive not in OURS and archive.endswith(".a") for name, sizes in members.items()
                if name not in self.archives[EMPTY].get(archive, {})}

    def flash(self):
        """{title: (octets of the client's own, octets of the C library)}, of images and peers."""
        names = {image.title: name for name, image in IMAGES.items() if name != EMPTY}
        names |= {title: name for title, (name, _) in OTHERS.items()}
        return {title: tuple(sizes["text"] + sizes["data"] for sizes in
                             (self.own(name), link_map.total(self.toolchain(name))))
                for title, name in names.items()}

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
        found |= {f"libc: {title}": libc for title, (_, libc) in self.flash().items()
                  if title not in OTHERS}
        return found
