# SPDX-License-Identifier: MIT
"""What is measured: small images, and the features that lie between two of them."""

import dataclasses

CORE, LWIP, TLS = "libpostino.a", "libpostino_lwip.a", "libpostino_mbedtls.a"


@dataclasses.dataclass(frozen=True)
class Image:
    title: str
    macros: tuple[str, ...] = ()
    source: str = "image.cpp"
    whole: bool = True  # else the stack below the port is left out: its functions are at 0


def login(title, mechanism):
    return Image(f"text mail, {title}", ("LOGIN", mechanism))


MECHANISMS = {
    "XOAUTH2": "XOAUTH2",
    "OAUTHBEARER": "OAUTHBEARER",
    "EXTERNAL": "EXTERNAL",
    "CRAM-MD5": "CRAM_MD5",
    "SCRAM-SHA-256 or -SHA-1": "SCRAM",
    "SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN, LOGIN": "STRONGEST",
}
EMPTY, RAW, TEXT, PLAIN, FULL = "empty", "raw", "text", "plain", "passwords"
PLAIN_TEXT, PLAIN_FULL = "plain-text", "plain-text-passwords"
MIME, OVER_LWIP, OVER_TLS, SESSION = "mime", "lwip", "tls", "tls-session"
STRONGEST = "strongest"
EXTENSIONS, CHUNKING, LMTP, QUEUE = "extensions", "chunking", "lmtp", "queue"
SMALL, SMALL_LWIP, SMALL_TLS = "small", "small-lwip", "small-tls"
IMAGES = {
    EMPTY: Image("nothing of Postino", ("EMPTY",)),
    RAW: Image("composed message", ("RAW",)),
    PLAIN_TEXT: Image("plain text", ("PLAIN_TEXT",)),
    PLAIN_FULL: Image("plain text, PLAIN and LOGIN", ("PLAIN_TEXT", "LOGIN")),
    TEXT: Image("text mail"),
    PLAIN: login("PLAIN", "PLAIN"),
    FULL: Image("text mail, PLAIN and LOGIN", ("LOGIN",)),
    MIME: Image("MIME", ("MIME",)),
    OVER_LWIP: Image("text mail, PLAIN and LOGIN, port to lwIP", ("LOGIN", "LWIP"), whole=False),
    OVER_TLS: Image("text mail, PLAIN and LOGIN, TLS transport", source="image_tls.cpp",
                    whole=False),
    SESSION: Image("the same with sessions that are resumed", ("SESSION",), source="image_tls.cpp",
                   whole=False),
    EXTENSIONS: Image("text mail, a list of extensions", ("EXTENSIONS",)),
    CHUNKING: Image("text mail, CHUNKING", ("CHUNKING",)),
    LMTP: Image("text mail, LMTP", ("LMTP",)),
    QUEUE: Image("text mail, a queue", ("QUEUE",)),
    SMALL: Image("SmallClient, plain text from a Source, PLAIN and LOGIN",
                 ("SMALL", "PLAIN_TEXT", "SOURCE", "LOGIN")),
    SMALL_LWIP: Image("the same with the port to lwIP",
                      ("SMALL", "PLAIN_TEXT", "SOURCE", "LOGIN", "LWIP"), whole=False),
    SMALL_TLS: Image("SmallTlsClient, plain text from a Source, PLAIN and LOGIN",
                     ("SMALL_TLS", "PLAIN_TEXT", "SOURCE", "LOGIN")),
    **{macro.lower(): login(title, macro) for title, macro in MECHANISMS.items()},
}


@dataclasses.dataclass(frozen=True)
class Feature:
    """What of `archive` is in `image`, less what of it is in the image `beside`."""
    title: str
    image: str
    beside: str = ""
    archive: str = CORE


SUM = "= core, text mail, PLAIN and LOGIN"
PLAIN_SUM = "= core, plain text, PLAIN and LOGIN"
PORT = "+ port to lwIP"
SMALL_SUM = "= SmallClient, plain text from a Source, PLAIN and LOGIN"
FEATURES = [
    Feature("core: a message that the application composed, no login", RAW),
    Feature("core, plain text: header fields in ASCII, a text as it is", PLAIN_TEXT),
    Feature(PLAIN_SUM, PLAIN_FULL),
    Feature("+ text mail: header fields, encodings", TEXT, RAW),
    Feature("+ PLAIN", PLAIN, TEXT),
    Feature("+ LOGIN beside PLAIN", FULL, PLAIN),
    Feature(SUM, FULL),
    Feature(PORT, OVER_LWIP, archive=LWIP),
    Feature(SMALL_SUM, SMALL),
    Feature("= SmallTlsClient, plain text from a Source, PLAIN and LOGIN", SMALL_TLS),
    Feature("+ TLS transport, without Mbed TLS", OVER_TLS, archive=TLS),
    Feature("+ TLS sessions that are resumed", SESSION, OVER_TLS, archive=TLS),
    Feature("+ MIME: several parts, attachments", MIME, TEXT),
    Feature("+ a list of extensions, with one that is a keyword", EXTENSIONS, TEXT),
    Feature("+ CHUNKING in such a list", CHUNKING, EXTENSIONS),
    Feature("+ LMTP", LMTP, TEXT),
    Feature("+ a MailQueue", QUEUE, TEXT),
    *(Feature(f"+ {title}", macro.lower(), TEXT) for title, macro in MECHANISMS.items()),
]
SMTP, SMTP_ASSERTS = "lwIP's smtp.c", "lwIP's smtp.c with its assertions"
# What becomes of lwIP's own client with the same flags: (name of the object, flags).
OTHERS = {SMTP: ("smtp", ["-DLWIP_NOASSERT"]), SMTP_ASSERTS: ("smtp-asserts", [])}
# What a program calls that sends by it with a login. What it has besides is not linked.
SMTP_CALLS = ("smtp_set_server_addr", "smtp_set_server_port", "smtp_set_auth", "smtp_send_mail")

STACKS = {"text mail, PLAIN and LOGIN": FULL, "text mail, SCRAM": STRONGEST, "MIME": MIME}
