# SPDX-License-Identifier: MIT
"""The same mail from the emulated board, by Postino and by lwIP's own client."""

import re
import subprocess
import tempfile

import peers
from delay_proxy import DelayProxy

CLIENTS = {"Postino": "by_postino", "lwIP's smtp.c": "by_smtp_c"}
OFFER = ["PIPELINING", "SIZE", "8BITMIME"]
PATIENCE = 120
ICOUNT = 5  # 2^5 ns an instruction: 31 million a second


def run(*words, **more):
    ran = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                         timeout=PATIENCE, check=False, **more)
    if ran.returncode != 0:
        raise SystemExit(f"failed: {' '.join(map(str, words))}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def build(root, folder):
    run("cmake", "-G", "Ninja", "-S", root / "tools/benchmark/board", "-B", folder, "--toolchain",
        root / "cmake/toolchains/arm-none-eabi.cmake", "-DPOSTINO_ARM_CPU=cortex-m4")
    run("cmake", "--build", folder)


def send(root, image, port):
    """{what: number} that the image prints."""
    with tempfile.NamedTemporaryFile() as log:
        words = run("bash", root / "examples/board_mps2/emulate.sh", "an386", image, log.name,
                    f"port={port}", f"icount={ICOUNT}")
        if log.read():
            raise SystemExit("the image did what its devices do not know")
    return {name: int(value) for name, value in re.findall(r"(\w+) (\d+)", words)}


def flash(image):
    return int(run("arm-none-eabi-size", image).splitlines()[1].split()[0])


def measure(root, folder):
    build(root, folder)
    table = {}
    with peers.Sink(folder.parent / "sink", offer=OFFER) as sink:
        for name, program in CLIENTS.items():
            image = folder / f"{program}.elf"
            near = send(root, image, sink.port)
            row = {"instructions": near["instructions"], "RAM of the client": near["ram"],
                   "RAM of lwIP": near["lwip"], "stack": near["stack"],
                   "text of the image": flash(image), "frames sent": near["frames"],
                   "octets sent": near["octets"]}
            for seconds in (0.1, 1.0):
                with DelayProxy(sink.port, seconds) as proxy:
                    far = send(root, image, proxy.port)
                row[f"seconds to the report, {seconds:g} s"] = far["milliseconds"] / 1000
                row[f"seconds to the end, {seconds:g} s"] = far["closed"] / 1000
            table[name] = row
    # A column each, since there are more figures than clients.
    return {what: {name: row[what] for name, row in table.items()} for what in table["Postino"]}
