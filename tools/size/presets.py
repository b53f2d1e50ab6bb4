#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the presets of ports/mbedtls/config take on the emulated board: presets.py [--update]
[--board FOLDER]. Prints tables of docs/sizes-tls.md, or writes them. Builds the images first; a minute."""

import argparse
import pathlib
import socket
import subprocess
import sys
import tempfile

from cpus import run
from whole_images import WholeImage

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests/firmware"), str(ROOT / "tests/interop")]
import servers  # noqa: E402
from board import Run  # noqa: E402
from real_servers import tables  # noqa: E402

PAGE = ROOT / "docs/sizes-tls.md"
STEP = 64
MOST = 48 * 1024
P256 = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
RSA2048, RSA4096 = ("rsa:2048",), ("rsa:4096",)
LOGIN = ("pump3", "secret")
SCARCE = ("Deferred", "OutOfMemory")


class Chain:
    """A server's certificate, an intermediate's and `more` above it, and the root, in `folder`;
    each of `keys` is one's, from the root down."""

    def __init__(self, folder, title, *keys, names=1):
        self.folder, self.title = folder / title.replace(" ", "-"), title
        self.folder.mkdir()
        above = None
        for place, key in enumerate(keys):
            name = "server" if place == len(keys) - 1 else f"ca{place}"
            alternative = ",".join(["IP:10.0.2.2", *(f"DNS:mail-{n}.plant.example"
                                                     for n in range(names))])
            more = (["-addext", f"subjectAltName={alternative}", "-addext",
                     "basicConstraints=critical,CA:FALSE"] if name == "server" else
                    ["-addext", "keyUsage=critical,keyCertSign,cRLSign"])
            issuer = ["-CA", f"{above}.crt", "-CAkey", f"{above}.key"] if above else []
            self.openssl("req", "-x509", "-nodes", "-days", "2", "-newkey", *key, "-keyout",
                         f"{name}.key", "-out", f"{name}.crt", "-subj", f"/CN=Plant {name}",
                         *issuer, *more)
            above = name
        (self.folder / "anchor.der").write_bytes(self.der("ca0"))
        shown = ["server", *(f"ca{place}" for place in range(len(keys) - 2, 0, -1))]
        self.size = sum(len(self.der(name)) for name in shown)
        texts = [(self.folder / f"{name}.crt").read_text(encoding="ascii") for name in shown]
        (self.folder / "server.crt").write_text("".join(texts), encoding="ascii")

    def openssl(self, *arguments):
        return subprocess.run(["openssl", *arguments], cwd=self.folder, check=True,
                              capture_output=True).stdout

    def der(self, name):
        return self.openssl("x509", "-in", f"{name}.crt", "-outform", "der")


class Case:
    """One preset, one version that the server speaks, one chain."""

    def __init__(self, board, preset, version, chain):
        self.preset, self.version, self.chain = preset, version, chain
        self.image = board / f"examples/board_mps2/board_mps2_tls_{preset}.elf"

    def run(self, port, octets):
        return Run("an386", self.image, port=port, security="tls", heap=octets,
                   ca=self.chain.folder / "anchor.der", user=LOGIN[0], password=LOGIN[1])

    def send(self, octets):
        with servers.Aiosmtpd(*LOGIN, tls="tls", folder=self.chain.folder,
                              newest=self.version) as server:
            return self.run(server.port, octets)

    def is_enough(self, octets):
        ran = self.send(octets)
        if ran.status != 0 and ran.tries[0][2:4] != SCARCE:
            raise SystemExit(f"{self.image.name}, {octets} octets:\n{ran.output}")
        return ran.status == 0

    def smallest(self):
        low, high = 0, MOST // STEP
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.is_enough(middle * STEP) else (middle, high)
        return high * STEP

    def title(self):
        return f"{self.preset}, TLS {self.version}, {self.chain.title}"

    def cells(self):
        plenty = self.send(MOST)
        if plenty.status != 0:
            raise SystemExit(f"{self.image.name}:\n{plenty.output}")
        return {"chain": str(self.chain.size), "smallest heap": str(self.smallest()),
                "peak of the heap, with plenty": str(plenty.figures("tls memory used ")[1]),
                "stack of the image": str(plenty.figures("stack peak ")[0])}

    def failure(self):
        """With openssl s_server: aiosmtpd ends the connection before its alert has left."""
        port, = servers.free_ports(1)
        server = subprocess.Popen(
            ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", "server.crt", "-key",
             "server.key", "-cert_chain", "server.crt", "-quiet", f"-tls{self.version.replace('.', '_')}"],
            cwd=self.chain.folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        servers.wait_for(lambda: listens(port), "openssl s_server")
        ran = self.run(port, MOST)
        server.kill()
        server.wait()
        return {"chain": str(self.chain.size),
                "report": ", ".join(f"`{word}`" for word in ran.tries[0][2:5])}


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def cases(board, folder):
    """Those that succeed, those that fail."""
    small = Chain(folder, "P-256", P256, P256, P256)
    rsa = Chain(folder, "RSA 2048", RSA2048, RSA2048, RSA2048)
    public = Chain(folder, "RSA 2048 and 4096", RSA4096, RSA4096, RSA2048, RSA2048, names=100)
    named = Chain(folder, "P-256 with 40 names", P256, P256, P256, names=40)
    long = Chain(folder, "P-256 with 60 names", P256, P256, P256, names=60)
    mixed = Chain(folder, "RSA 2048 below P-256", P256, RSA2048)
    return [[Case(board, *words) for words in kind] for kind in (
        (("relay", "1.3", small), ("relay", "1.3", named),
         ("device", "1.2", small), ("device", "1.2", rsa),
         ("device", "1.3", small), ("device", "1.3", rsa),
         ("provider", "1.2", public), ("provider", "1.3", public),
         ("sliced", "1.2", small)),
        (("relay", "1.2", small), ("relay", "1.3", rsa), ("relay", "1.3", mixed),
         ("relay", "1.3", long),
         ("device", "1.2", public), ("device", "1.3", public)))]


def flash(board, preset):
    image = WholeImage(board, f"board_mps2_tls_{preset}")
    return {"flash of the image": str(image.flash),
            "of it Mbed TLS": str(image.text["Mbed TLS"]),
            "TLS transport": str(image.text["TLS transport"]),
            "static RAM of Mbed TLS": str(image.ram_of("Mbed TLS"))}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--board", type=pathlib.Path, default=ROOT / "build/board-m4")
    given = parser.parse_args()
    board = given.board.resolve()
    presets = ("relay", "device", "provider", "sliced")
    if not (board / "build.ninja").is_file():
        run("cmake", "--preset", "board-m4", "-B", board, cwd=ROOT)
    run("cmake", "--build", board, "--target", *(f"board_mps2_tls_{name}" for name in presets))
    with tempfile.TemporaryDirectory() as scratch:
        good, bad = cases(board, pathlib.Path(scratch))
        found = {"heap": {case.title(): case.cells() for case in good},
                 "failures": {case.title(): case.failure() for case in bad},
                 "flash": {preset: flash(board, preset) for preset in presets}}
    print(*map(tables.markdown, found.values()), sep="\n")
    if given.update:
        tables.keep(PAGE, found, True)


if __name__ == "__main__":
    main()
