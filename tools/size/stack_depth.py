# SPDX-License-Identifier: MIT
"""The deepest stack, from the call graphs that GCC writes with -fcallgraph-info=su.

A virtual call has no target there. It gets all functions of its name in the classes that implement
the interface, which is told by the names of the function and of the object."""

import re
import subprocess

# An interface: how objects of it are named, its functions, and its classes in the images.
INTERFACES = (
    ("socket|port", {"connect", "send", "receive", "close", "abort", "local_address",
                     "packets_held", "native_code", "addresses_left",
                     "go_on_after_this_address"}, ("DummySocket",)),
    ("transport|wire", {"socket", "check", "secure", "fault", "native_code",
                        "protection", "send", "receive", "close",
                        "abort", "conceal"}, ("PlainTransport",)),
    ("composer", {"check", "begin", "pull"}, ("TextComposer", "PlainComposer", "RawComposer",
                                               "MimeComposer")),
    ("mechanism", {"name", "has_initial_response", "check", "begin", "prepare", "write", "challenge",
                   "convinced", "renew", "end"},
     ("Plain", "LoginMechanism", "Scram", "CramMd5", "OAuthBearer", "XOAuth2", "External")),
    ("hash", {"size", "hash", "begin", "update", "finish", "iterate"}, ("DummyHash",)),
    ("random", {"fill"}, ("DummyRandom",)),
    ("binding", {"tls_exporter"}, ("DummyBinding",)),
    ("source", {"pull", "rewind", "size"}, ("DummySource",)),
    ("extensions", {"forget", "keyword", "parameter", "check", "apply", "write_mail",
                    "write_recipient"}, ("ExtensionList",)),
    ("chunking", {"write_last", "holds_back", "pull", "said", "end_is_out"}, ("Chunking",)),
    ("queue_calls", {"pull", "run_on", "report", "lost"}, ("Queued",)),
    ("lmtp", {"check", "greets", "hear"}, ("Lmtp",)),
)
# Pointers to functions, and what the names of all that they point to contain.
POINTERS = {"encode_": "(postino::detail::HeaderWriter&, postino::View const&, bool)",
            "mask_": "::mask_words(", "rule": "_rule(postino::Mailbox const&, postino::Field)"}
CALL = re.compile(r"(?:->|\.|= |\) )(\w+)\(")
OBJECT = re.compile(r"[\w\]\[()*.:>-]*$")
NODE = re.compile(r'^node: \{ title: "([^"]*)" label: "([^"]*)"', re.MULTILINE)
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)"(?: label: "([^"]*)")?',
                  re.MULTILINE)
INDIRECT = "__indirect_call"


def demangle(names):
    result = subprocess.run(["arm-none-eabi-c++filt"], input="\n".join(names), text=True,
                            capture_output=True, check=True)
    return dict(zip(names, result.stdout.split("\n")))


def short(name):
    """A demangled name for people: without the file of a local function, and std's long names."""
    name = re.sub(r"^\S*\.(cpp|hpp):", "", name)
    name = name.replace("std::basic_string_view<char, std::char_traits<char> >", "std::string_view")
    return re.sub(r", 4294967295u>", ">", name)


def callees(function, before):
    """What the demangled names of the functions contain that `function` may be, or None;
    `before`: the text up to the -> or dot."""
    if function in POINTERS:
        return [POINTERS[function]]
    having = [(named, classes) for named, functions, classes in INTERFACES if function in functions]
    obj = OBJECT.search(before).group(0)
    if len(having) > 1:
        having = [entry for entry in having if re.search(entry[0], obj, re.IGNORECASE)]
    return [f"{name}::{function}(" for name in having[0][1]] if having else None


class Graph:
    """`files`: the .ci files; `symbols`: what nm says of the image; `root`: of the project."""

    def __init__(self, files, symbols, root):
        self.root = root
        self.faults = []
        self.size = {}
        self.calls = {}
        self.linked = set(re.findall(r"^\S+ \w (\S+)$", symbols, re.MULTILINE))
        indirect = []
        for path in files:
            text = path.read_text(encoding="utf-8")
            for title, label in NODE.findall(text):
                self.add_node(title, label)
            for source, target, place in EDGE.findall(text):
                if target == INDIRECT:
                    indirect.append((source, place))
                else:
                    self.calls.setdefault(source, set()).add(target)
        self.names = demangle(list(self.size))
        for source, place in indirect:
            if self.is_linked(source):
                self.calls.setdefault(source, set()).update(self.targets(source, place))

    def is_linked(self, title):
        """Whether the linker kept the function; a local one's title has its file's name before."""
        return title.rsplit(":", 1)[-1] in self.linked

    def add_node(self, title, label):
        match = re.search(r"(\d+) bytes \(([\w,]+)\)", label)
        if not match:
            return
        self.size[title] = int(match.group(1))
        if match.group(2) == "dynamic" and self.is_linked(title):
            self.faults.append(f"{title}: a stack frame without bound")

    def targets(self, source, place):
        """All that an indirect call at `place`, "file:line:column", can reach."""
        file, line, column = place.rsplit(":", 2)
        lines = (self.root / file).read_text(encoding="utf-8").split("\n")[int(line) - 1:]
        statement = "\n".join(lines[:4]).partition(";")[0]
        calls = [(call, callees(call.group(1), statement[:call.start()]))
                 for call in CALL.finditer(statement)]
        calls = [(call, part) for call, part in calls if part is not None]
        # GCC's column is that of the parenthesis, or of one around: then it is any of them.
        exact = [part for call, part in calls if call.end() == int(column)]
        parts = exact or [part for _, part in calls]
        if not parts:
            self.faults.append(f"{place}: whose function is called here? ({source})")
        return {title for title in self.size if self.is_linked(title)
                and any(text in self.names[title] for part in parts for text in part)}

    def depth(self, title, above, known):
        """(octets, path) of the deepest stack that begins with `title`."""
        if title in above:
            self.faults.append("recursion: " + " > ".join([*above, title]))
            return 0, []
        if title not in known:
            best = (0, [])
            for callee in sorted(self.calls.get(title, ())):
                if callee in self.size:
                    best = max(best, self.depth(callee, [*above, title], known),
                               key=lambda found: found[0])
            known[title] = (self.size[title] + best[0],
                            [(short(self.names[title]), self.size[title]), *best[1]])
        return known[title]

    def deepest(self, entries):
        """The deepest stack below the functions whose names begin with one of `entries`."""
        known = {}
        found = [self.depth(title, [], known) for title in sorted(self.size)
                 if self.is_linked(title) and self.names[title].startswith(entries)]
        return max(found, key=lambda item: item[0], default=(0, []))
