# SPDX-License-Identifier: MIT
"""docs/sizes-details.md: where the bytes are."""

from features import CORE, FULL, LWIP, MIME, OTHERS, OVER_LWIP, SESSION, SMTP, SUM, TLS
from tables import KINDS, kinds, members, table

LARGEST = 20


def of_image(measured, image, archive=CORE):
    return members(measured.archives[image].get(archive, {}))


def only_in(measured, image, beside):
    there = measured.archives[beside][CORE]
    return members({name: sizes for name, sizes in measured.archives[image][CORE].items()
                    if name not in there})


def features(measured):
    return table(("feature", *KINDS), [(title, *kinds(sizes))
                                       for title, sizes in measured.features.items()])


def processor(measured):
    lines = [f"## {measured.cpu.title}", "", *features(measured),
             f"\"{SUM[2:]}\", by object:", "", *of_image(measured, FULL),
             "What a mail of several parts has besides:", "", *only_in(measured, MIME, FULL),
             "What it takes of the toolchain's libraries:", "", *members(measured.toolchain()),
             "What lwIP's smtp.c takes of them:", "",
             *members(measured.toolchain(OTHERS[SMTP][0])),
             "The port to lwIP:", "", *of_image(measured, OVER_LWIP, LWIP),
             "The TLS transport, with sessions that are resumed:", "", *of_image(measured, SESSION, TLS)]
    for title, (depth, path) in measured.stacks.items():
        lines += [f"Deepest stack, {title}: {depth} octets", "",
                  *table(("function", "octets"), [(f"`{name}`", size) for name, size in path])]
    return lines


def page(measured, images):
    title, image = list(images.items())[-1]
    largest = sorted(image.members["Mbed TLS"].items(), key=lambda item: -item[1]["text"])[:LARGEST]
    lines = ["# Sizes in detail", "",
             "Written by `tools/size/sizes.py --update`, beside [sizes.md](sizes.md). Octets that the "
             "linker kept of each object.", ""]
    for each in measured:
        lines += processor(each)
    lines += ["## Mbed TLS", "", f"The {LARGEST} largest objects of the image \"{title}\"; static RAM "
              f"of all: {image.ram_of('Mbed TLS')}.", "", *members(dict(largest))]
    return "\n".join(lines).rstrip() + "\n"
