# SPDX-License-Identifier: MIT
"""docs/sizes.md: what decides, on one page."""

import whole_images
from budget import AIMS, CORTEX_M4
from features import (FEATURES, FULL, LWIP, MIME, OTHERS, OVER_LWIP, OVER_TLS, PLAIN_FULL,
                      PLAIN_TEXT, RAW, SMTP, SMTP_CALLS, TEXT, TLS)
from tables import table

RAM = {
    "`Client`": "client",
    "`PlainTransport`": "plain_transport",
    "`Storage<>` beside its packets and reply text": "beside_packets",
    "**the three: a connected client beside packets**": "connected",
    "`SmallClient`": "small_client",
    "`SmallTlsClient`": "small_tls_client",
    "**a connected `SmallClient` beside packets**": "small_connected",
    "of `Client`, the value `Standing`: a connection": "standing",
    "of `Client`, the value `Flight`: the cursors": "flight",
    "of `Client`, the value `Exchange`: one AUTH": "exchange",
    "of `Client`, the value `Carriage`: how the content travels": "carriage",
    "of `Client`, the value `Heard`: a reply": "heard",
    "of `Client`, the value `Decision`: what replies decided": "decision",
    "of `Client`, the value `Traffic`: packets and the parser": "traffic",
    "of `Client`, the report": "report",
    "each packet of 1460 octets": "packet",
    "each recipient, in `Storage<>`": "recipient",
    "`Storage<>` as it is by default": "storage",
    "the least: `Client`, `PlainTransport`, two packets of 128 octets, one recipient": "least",
    "`LwipSocket`": "lwip_socket",
    "`MbedTransport` instead of `PlainTransport`": "mbed_transport",
    "`MbedDrbg`, of TLS": "drbg",
    "`MbedHeap`, of TLS, beside its memory": "heap",
    "exchange of CRAM-MD5": "cram_md5_exchange",
    "exchange of SCRAM": "scram_exchange",
    "`MimeComposer`; in flash when constant": "mime_composer",
    "`Attachment`; in flash when constant": "attachment",
}
AIM_TITLES = ("core, text mail, PLAIN and LOGIN: flash", "port to lwIP: flash",
              "a connected client beside packets: RAM", "text mail, PLAIN and LOGIN: stack")


def flash(measured):
    """Text for each processor; data and bss are the same everywhere."""
    rows = []
    for title in [feature.title for feature in FEATURES] + list(OTHERS):
        sizes = [each.features[title] for each in measured]
        shown = f"**{title}**" if title.startswith("=") else title
        rows.append((shown, *(each["text"] for each in sizes),
                     *(max(each[kind] for each in sizes) for kind in ("data", "bss"))))
    return table(("feature", *(each.cpu.title for each in measured), "data", "bss"), rows)


def images_and_peers(measured):
    """Of each processor the octets of our own, of the C library, and both."""
    flashes = [each.flash() for each in measured]
    head = [f"{each.cpu.title}: {part}" for each in measured
            for part in ("own", "C library", "both")]
    return table(("image", *head), [
        (title, *(octets for each in flashes for octets in (*each[title], sum(each[title]))))
        for title in flashes[0]])


def ram(measured):
    return table(("RAM", *(each.cpu.title for each in measured)), [
        (title, *(each.ram[name] for each in measured)) for title, name in RAM.items()])


def stack(measured, painted):
    """`painted`: {title: octets} of the board."""
    return table(("deepest stack", *(each.cpu.title for each in measured), "painted, Cortex-M4"), [
        (title, *(each.stacks[title][0] for each in measured), painted.get(title, ""))
        for title in measured[0].stacks])


def whole(images):
    parts = [*whole_images.PARTS, whole_images.REST]
    return table(("image", "flash", *(f"of it {part}" if part == parts[0] else part
                                      for part in parts), "static RAM, stack included"), [
        (title, image.flash, *(image.text[part] for part in parts), image.ram)
        for title, image in images.items()])


def aims(now):
    reached = now[CORTEX_M4]
    return table(("on a Cortex-M4", "aim", "reached"), [
        (title, most, reached[name]) for title, (name, most) in zip(AIM_TITLES, AIMS.items())])


def bars(m4, images):
    features = {"core, for a formed mail": m4.part(RAW), "core and plain text": m4.part(PLAIN_TEXT),
                "core, plain text, PLAIN and LOGIN": m4.part(PLAIN_FULL),
                "core and text mail": m4.part(TEXT),
                "core, text mail, PLAIN and LOGIN": m4.part(FULL), "core, text mail, MIME": m4.part(MIME),
                "port to lwIP": m4.part(OVER_LWIP, LWIP),
                "TLS transport, without Mbed TLS": m4.part(OVER_TLS, TLS), SMTP: m4.features[SMTP]}
    return {"Text on a Cortex-M4": {title: sizes["text"] for title, sizes in features.items()},
            "Flash of whole images": {title: image.flash for title, image in images.items()}}


def page(measured, images, painted, now):
    compilers = "; ".join(dict.fromkeys(each.cpu.version for each in measured))
    return "\n".join([
        "# Sizes", "",
        "Written by `tools/size/sizes.py --update`, and a test keeps every figure within 2 %. "
        f"Octets, with `-Os` and without link-time optimisation; {compilers}. "
        "[sizes-details.md](sizes-details.md) has object by object and where the stack goes, "
        "[sizes-board.md](sizes-board.md) what the emulated board used.", "",
        "## Flash", "",
        "An image pays for what it names. Text is flash: code and constants; data is flash and RAM, "
        "bss is RAM: whatever changes lies in objects of the caller's.", "",
        *flash(measured),
        "A mechanism is alone in its image, without the port's cryptography. lwIP's own client sends "
        "a subject and a text to one recipient, with PLAIN or LOGIN: no dot-stuffing, encoding, "
        "STARTTLS, PIPELINING, result for each recipient or kept connection. The port is measured "
        "with IPv4 and [the board's lwipopts.h](../examples/board_mps2/network/lwipopts.h).", "",
        "Other options of GCC 12, `-flto` among them, saved nothing worth having: no tables "
        "for unwinding are linked anyway, and `-fno-jump-tables`, `-fmerge-all-constants`, "
        "`-fno-inline-small-functions` and `-fno-ivopts` change nothing or make it larger.", "",
        "![Text on a Cortex-M4](sizes.svg)", "",
        "### With the C library", "",
        "Text and data. Own is the code of the client, and of the ports that the image has. The C "
        "library is what of newlib-nano or picolibc, and of libgcc, is linked besides that an image "
        "without Postino lacks. Nothing of Mbed TLS or lwIP is in either. The peer is linked with the "
        f"C library alone, for a program that calls `{'`, `'.join(SMTP_CALLS)}`.", "",
        *images_and_peers(measured),
        "## Whole images", "",
        "[examples/board_mps2](../examples/board_mps2) for a Cortex-M4: text mail, formed mail and "
        "attachment, PLAIN and LOGIN, lwIP with DHCP, DNS and its assertions, driver, and what it prints. The stack "
        "is 4 KB, with TLS 8 KB; with TLS the RAM has a heap of 48 KB, of which 28 KB are used, and "
        "room for certificates and a session.", "",
        *whole(images),
        "## RAM", "", "All of it is the caller's; nothing is allocated.", "", *ram(measured),
        "## Stack", "",
        "Computed from GCC's call graphs and frames for the deepest path that there is, without the "
        "port, a `Source` and the C library; painted is what a mail of that kind used of it on the "
        "board, with up to 64 octets of the meter.", "",
        *stack(measured, painted),
        "## Aims", "", *aims(now)]).rstrip() + "\n"
