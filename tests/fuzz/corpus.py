# SPDX-License-Identifier: MIT
"""The corpus of each target is one archive, tests/fuzz/corpus/TARGET.tar.xz: seeds made by hand, and
what fuzzing found, under the names that libFuzzer gives. The same inputs make the same archive."""

import io
import pathlib
import tarfile

FOLDER = pathlib.Path(__file__).resolve().parent / "corpus"


def archive(target):
    return FOLDER / f"{target}.tar.xz"


def read(target):
    """{name: octets}; nothing where there is no archive yet."""
    if not archive(target).exists():
        return {}
    with tarfile.open(archive(target)) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar if one.isfile()}


def write(target, inputs):
    FOLDER.mkdir(exist_ok=True)
    with tarfile.open(archive(target), "w:xz", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted(inputs):
            one = tarfile.TarInfo(name)
            one.size = len(inputs[name])
            tar.addfile(one, io.BytesIO(inputs[name]))


def unpack(target, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, octets in read(target).items():
        (folder / name).write_bytes(octets)


def pack(target, folder):
    write(target, {path.name: path.read_bytes() for path in folder.iterdir()})
