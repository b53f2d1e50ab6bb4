# SPDX-License-Identifier: MIT
"""The images of examples/board_mps2, built as its presets build them, and where their octets come
from."""

import re

import link_map
from cpus import run

IMAGES = {"in clear": "board_mps2", "TLS 1.2, P-256": "board_mps2_tls12",
          "TLS 1.3, P-256": "board_mps2_tls13",
          "TLS 1.2 and 1.3, P-256 and RSA": "board_mps2_tls",
          "TLS, all that the configuration has": "board_mps2_tls_full"}
PARTS = {"Postino": r"libpostino\.a", "port to lwIP": r"libboard_port\.a",
         "TLS transport": r"lib(postino_mbedtls|board_tls\w+_port)\.a",
         "Mbed TLS": r"lib(postino_mbedtls|board_tls\w+)_stack\.a", "lwIP": r"libboard_lwip\.a",
         "C library": r"lib(c|g|m|gcc|nosys|stdc\+\+|supc\+\+)(_nano)?\.a"}
REST = "program"
TOOL = "arm-none-eabi-"


def build(root, folder):
    """Builds them where a preset, or a test, did so before."""
    if not (folder / "build.ninja").is_file():
        run("cmake", "--preset", "board-m4", "-B", folder, cwd=root)
    run("cmake", "--build", folder, "--target", "board", *IMAGES.values())


class WholeImage:
    def __init__(self, folder, image):
        self.elf = folder / "examples/board_mps2" / f"{image}.elf"
        archives = link_map.archives(self.elf.with_suffix(".elf.map"))
        self.members = {part: {} for part in PARTS}
        for archive, members in archives.items():
            for part, pattern in PARTS.items():
                if re.fullmatch(pattern, archive):
                    self.members[part] |= members
        fields = run(TOOL + "size", self.elf).splitlines()[1].split()
        text, data, bss = map(int, fields[:3])
        self.flash, self.ram = text + data, data + bss
        self.text = {part: link_map.total(members)["text"]
                     for part, members in self.members.items()}
        self.text[REST] = self.flash - sum(self.text.values())

    def ram_of(self, part):
        sizes = link_map.total(self.members[part])
        return sizes["data"] + sizes["bss"]

    def heap(self):
        """Functions of a heap that were linked."""
        names = set(re.findall(r"^\S+ \w (\S+)$", run(TOOL + "nm", self.elf), re.MULTILINE))
        return sorted(names & {"malloc", "calloc", "_malloc_r", "_calloc_r", "_sbrk",
                               "__cxa_atexit"})


def measure(folder):
    return {title: WholeImage(folder, image) for title, image in IMAGES.items()}


def figures(images):
    return {f"flash: {title}": image.flash for title, image in images.items()} | {
        f"static RAM: {title}": image.ram for title, image in images.items()}
