# SPDX-License-Identifier: MIT
"""Includes: each folder of src/ is a layer, and each public header has one. Nothing includes a layer
above its own; src/ and include/ see the standard headers of the list and nothing else, and headers of
a system are included outside src/ and include/ only.

A header that is in no layer is an error. An include upwards that is to stay for now is in KNOWN, with
its reason; one that is gone is an error there."""

import re

import common

VOCABULARY = "vocabulary"  # Plain values that every layer speaks of. No folder of src/.
LAYERS = [VOCABULARY, "base", "pool", "transport", "codec", "message", "extension", "sasl",
          "session", "client", "c"]
HEADERS = {
    VOCABULARY: ("borrowed", "config", "error", "report", "time", "transfer", "view"),
    "base": ("detail/word_hash", "writer"),
    "pool": ("packet_pool",),
    "transport": ("socket", "trace", "transport"),
    "codec": ("detail/base64_decoder", "detail/enhanced_status", "detail/reply"),
    "message": ("callback_source", "composer", "mail", "mime", "source"),
    "extension": ("deliver_by", "dsn", "extension", "future_release", "limits", "mt_priority",
                  "require_tls", "smtp_utf8", "submitted_by"),
    "sasl": ("cram_md5", "external", "keyed_hash", "mechanism", "oauth", "scram", "token"),
    "session": ("chunking", "detail/capabilities", "detail/carriage", "detail/conversation",
                "detail/conversation_state", "detail/features", "detail/flight", "detail/heard",
                "lmtp", "server"),
    "client": ("client", "detail/client_of", "detail/command_ends", "mail_queue", "postino",
               "send_mail", "small_client", "small_tls_client", "storage"),
    "c": ("c/storage",),
}
# The face for C: headers that end in .h, of one layer, and with what C99 has.
C_FACE = ("include/postino.h", "include/postino/c/")
C_STANDARD = {"stdbool.h", "stddef.h", "stdint.h"}
# (file, what it includes): why it still does.
KNOWN = {
    ("include/postino/extension.hpp", "postino/mechanism.hpp"):
        "for Objection, what is wrong with an argument and which one, which both have",
    ("src/codec/text_encoder.hpp", "postino/composer.hpp"):
        "the state of an encoder is that of the Composition, which the client keeps",
    ("src/transport/tracing_transport.cpp", "postino/mechanism.hpp"):
        "a trace hides what mechanisms say",
    ("src/transport/tracing_transport.cpp", "sasl/mask.hpp"):
        "a trace hides what mechanisms say",
}
STANDARD = {"span", "string_view", "array", "cstdint", "cstddef", "cstring", "optional", "utility",
            "type_traits", "bit", "memory"}  # memory: std::construct_at
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def layers_of(headers):
    """{header: layer}"""
    return {f"postino/{name}.hpp": layer for layer, names in headers.items() for name in names}


class Lint:
    """`texts`: {name: text} of the files of src/ and include/."""

    def __init__(self, texts, headers=None, known=None):
        self.texts = texts
        self.headers = layers_of(HEADERS if headers is None else headers)
        self.known = KNOWN if known is None else known
        self.taken = set()  # Edges that go upwards.

    def layer(self, name):
        """Of a file of src/ or include/; None: it has none."""
        top, _, rest = name.partition("/")
        if name.startswith(C_FACE) and name.endswith(".h"):
            return "c"
        if top == "include":
            return self.headers.get(rest)
        folder = rest.split("/")[0]
        return folder if folder in LAYERS and folder != VOCABULARY else None

    def included(self, name, header):
        """(the file that `header` is, a complaint)."""
        if header.split("/")[0] in ("postino", "postino.h"):
            file = f"include/{header}"
            return (file, None) if file in self.texts else (None, f'"{header}" is not under include/')
        if name.startswith("include/"):
            return None, f'"{header}": a public header includes public headers only'
        file = f"src/{header}"
        if file not in self.texts or self.layer(file) is None:
            return None, f'"{header}" is neither "postino/..." nor "<layer>/..." under src/'
        return file, None

    def fault(self, name, kind, header):
        if kind == "<":
            allowed = C_STANDARD if name.endswith(".h") else STANDARD
            return None if header in allowed else f"<{header}> is not one of the allowed headers"
        file, complaint = self.included(name, header)
        own, other = self.layer(name), self.layer(file) if file else None
        if complaint or own is None or other is None:
            return complaint
        if LAYERS.index(other) <= LAYERS.index(own):
            return None
        self.taken.add((name, header))
        return None if (name, header) in self.known else f'"{header}": {own} is below {other}'

    def violations(self):
        found = [(f"{name}:1", "not in a layer" if name.startswith("include/")
                  else "not in the folder of a layer")
                 for name in self.texts if self.layer(name) is None]
        for name, text in self.texts.items():
            for match in INCLUDE.finditer(text):
                message = self.fault(name, match.group(1), match.group(2))
                if message:
                    found.append((f"{name}:{common.line_of(text, match.start(1))}", message))
        found += [(f"include/{header}:1", "has a layer and does not exist")
                  for header in self.headers if f"include/{header}" not in self.texts]
        found += [(f"{name}:1", f'no longer includes "{header}" upwards: no known edge')
                  for name, header in self.known if (name, header) not in self.taken]
        return found


if __name__ == "__main__":
    common.finish(Lint({name: common.text_of(name)
                        for name in common.sources("src", "include")}).violations())
