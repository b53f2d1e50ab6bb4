# SPDX-License-Identifier: MIT
"""Words: what src/, include/ and ports/lwip/ do without (heap, exceptions, RTTI, printf, owning containers,
threads), where ports/lwip/ may have state of its own, and what no file of the project holds (notes to oneself, skipped tests, folders of one
machine)."""

import re

import common

CORE = {
    r"\b(malloc|calloc|realloc|free|alloca)\s*\(": "heap",
    r"\b(new|delete)\b(?<!= delete)(?!\s*;)": "heap",
    r"\b(throw|try|catch)\b": "exceptions",
    r"\b(dynamic_cast|typeid)\b": "RTTI",
    r"\b(goto|setjmp|longjmp)\b": "a jump",
    r"\bunion\b": "a union",
    r"(?m)^\s*[\w:<> ]+\s\w+\s*:\s*\d+\s*;": "a bit-field",
    r"\bva_(list|start|arg)\b|,\s*\.\.\.\s*\)": "a variadic function",
    r"\b(str(n?cpy|n?cat)|gets)\b": "a copy without a bound",
    r"\b\w*(printf|scanf)\b": "the printf family",
    r"\b(strto[a-z]+|ato[if]l?|stoi)\b": "numbers through the C library",
    r"\bstd\s*::\s*(string|vector|function|map|list|deque|shared_ptr|unique_ptr)\b":
        "a type that owns memory",
    r"\bstd\s*::\s*(thread|mutex|atomic|chrono)\b": "threads and clocks",
    r"\b(thread_local|errno)\b": "state of the thread",
    r"\bstd\s*::\s*(cout|cerr|clog|cin|ostream|istream|stringstream)\b": "iostream",
}
# Packets lie in the caller's bytes; two pointers into an array are compared.
CASTS = {r"\breinterpret_cast\b": "a cast between pointers"}
MAY_CAST = {"include/postino/packet_pool.hpp", "src/pool/packet_pool.cpp",
            "src/codec/plain_lines.cpp",
            # C's storage holds objects of C++, and its structures are read as those of C++.
            "include/postino/c/storage.hpp", "src/c/passwords.cpp"}
# The functions of lwIP's own client have no argument for an object, so one file has what they share.
STATE = {r"(?m)^(?:static\s+)?constinit\s+(?!const\b)|^\s*static\s+(?!constexpr|const\b|_assert)\w[^(){}]*[;={]":
         "state that can change"}
MAY_HAVE_STATE = {"ports/lwip/src/smtp/calls.cpp"}
# Put together here, so that this file does not hold them.
ANYWHERE = {
    r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b": "a note to oneself",
    r"\bGTEST_" r"SKIP\b": "a test that is skipped",
    r"(?<![\w.~}/-])/(wo" r"rk|ro" r"ot|ho" r"me|Us" r"ers)/[\w.]": "a folder of one machine",
    r"(?<![\w.~}/-])/tm" r"p/bu" r"ild": "a folder of one machine",
    r"\bDISABLED_" r"\w": "a test that does not run",
}


def scan(text, rules, name):
    for pattern, message in rules.items():
        for match in re.finditer(pattern, text):
            place = f"{name}:{common.line_of(text, match.start())}"
            yield place, f"{message}: {match.group(0).strip()}"


violations = []
for name in common.sources("src", "include", "ports"):
    if name.startswith("ports/") and not name.startswith("ports/lwip/"):
        continue  # for hosts
    rules = CORE if name.startswith("ports/") or name in MAY_CAST else CORE | CASTS
    if name.startswith("ports/lwip/") and name not in MAY_HAVE_STATE:
        rules = rules | STATE
    violations += scan(common.code_of(name), rules, name)
for name in common.project_files():
    violations += scan(common.text_of(name), ANYWHERE, name)
common.finish(violations)
