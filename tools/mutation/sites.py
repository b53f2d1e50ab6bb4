# SPDX-License-Identifier: MIT
"""The defects that a source can have: what libclang finds in it."""

import dataclasses
import re

from clang.cindex import CursorKind as Kind

import operators
from edits import Edits

FUNCTIONS = (Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR,
             Kind.CONVERSION_FUNCTION, Kind.FUNCTION_TEMPLATE)
SCOPES = (Kind.NAMESPACE, Kind.CLASS_DECL, Kind.STRUCT_DECL, Kind.UNION_DECL, Kind.CLASS_TEMPLATE,
          Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION, Kind.LINKAGE_SPEC, Kind.UNEXPOSED_DECL,
          Kind.FRIEND_DECL)
CASTS = (Kind.CXX_STATIC_CAST_EXPR, Kind.CXX_REINTERPRET_CAST_EXPR, Kind.CXX_CONST_CAST_EXPR,
         Kind.CXX_DYNAMIC_CAST_EXPR, Kind.CXX_FUNCTIONAL_CAST_EXPR, Kind.CSTYLE_CAST_EXPR)
# What has to be known to the compiler, or is no expression.
CLOSED = (Kind.DECL_REF_EXPR, Kind.CXX_UNARY_EXPR, Kind.PARM_DECL, Kind.TYPE_ALIAS_DECL,
          Kind.TYPEDEF_DECL, Kind.USING_DECLARATION, Kind.ENUM_DECL, Kind.STATIC_ASSERT,
          Kind.TYPE_REF, Kind.TEMPLATE_REF, Kind.NAMESPACE_REF)


@dataclasses.dataclass
class Mutant:
    """One defect; `number` is for the copy that it is compiled in."""
    file: str
    line: int
    function: str
    text: str
    change: str
    number: int = 0
    key: str = ""


@dataclasses.dataclass
class Mutated:
    text: bytes
    mutants: list


def numbered(source, base, excluded):
    """The text of a Mutated with its defects, whose numbers begin after `base`, 0 of those whose
    key is excluded; its lines keep theirs."""
    def number(found):
        at = int(found[1])
        return b"0" if source.mutants[at - 1].key in excluded else b"%d" % (base + at)

    text = re.sub(rb"\x01(\d+)\x01", number, source.text)
    return b'#include "mutant.hpp"\n#line 1\n' + text


class Source:
    """A source and its defects; `begin` and `end` are offsets in octets."""

    def __init__(self, name, text, unit):
        self.name, self.text = name, text
        self.edits = Edits(text)
        self.mutants, self.function = [], ""
        self.seen, self.times = set(), {}
        self.macros = [self.range(cursor) for cursor in unit.cursor.get_children()
                       if cursor.kind == Kind.MACRO_INSTANTIATION and self.here(cursor)]
        for cursor in unit.cursor.get_children():
            if self.here(cursor) and not cursor.kind.is_preprocessing():
                self.outside(cursor)

    def here(self, cursor):
        file = cursor.location.file
        return file is not None and file.name.endswith(self.name)

    @staticmethod
    def range(cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def of(self, cursor):
        begin, end = self.range(cursor)
        return self.text[begin:end].decode()

    def mutant(self, begin, end, change):
        """What stands for the number of a new defect in the edits."""
        text = " ".join(self.text[begin:end].decode().split())
        same = (self.function, text, change)
        self.times[same] = self.times.get(same, 0) + 1
        line = self.text.count(b"\n", 0, begin) + 1
        made = Mutant(self.name, line, self.function, text, change)
        made.key = operators.key_of(made, self.times[same])
        self.mutants.append(made)
        made.number = len(self.mutants)
        return f"\x01{made.number}\x01"

    def plain(self):
        """Without what belongs to the parser, so that another process can have it."""
        return Mutated(self.edits.result(), self.mutants)

    def limit_before(self, begin):
        """The relational operator right before this offset."""
        before = self.text[max(begin - 4, 0):begin].decode(errors="replace").split()
        return before[-1] if before else ""

    def hidden(self, begin, end):
        """Whether it is what a macro made, or was seen before."""
        return begin >= end or any(b <= begin and end <= e for b, e in self.macros)

    def outside(self, cursor):
        """What stands in a namespace or a class."""
        if cursor.kind in FUNCTIONS:
            self.of_function(cursor)
        elif cursor.kind == Kind.FIELD_DECL and not cursor.is_bitfield():
            self.function = self.owner(cursor)
            self.of_variable(cursor)
        elif cursor.kind in SCOPES:
            for child in cursor.get_children():
                self.outside(child)

    @staticmethod
    def owner(cursor):
        name, parent = cursor.spelling.split("<")[0], cursor.semantic_parent
        if parent is not None and parent.kind not in (Kind.NAMESPACE, Kind.TRANSLATION_UNIT):
            name = f"{parent.spelling}::{name}"
        return name

    def of_function(self, cursor):
        begin, end = self.range(cursor)
        children = list(cursor.get_children())
        head = self.text[begin:cursor.location.offset]
        if b"consteval" in head:
            return
        self.function = self.owner(cursor)
        for child in children:
            constructs = cursor.kind == Kind.CONSTRUCTOR and child.kind.is_expression()
            if child.kind == Kind.COMPOUND_STMT or constructs:
                self.walk(child, cursor)

    def of_variable(self, cursor):
        """Only what it begins with, and not its type."""
        name = cursor.location.offset
        head = self.text[self.range(cursor)[0]:name].split()
        if b"constexpr" in head or b"constinit" in head or (b"static" in head and b"const" in head):
            return
        for child in cursor.get_children():
            between = self.text[name:self.range(child)[0]]
            if self.range(child)[0] > name and child.kind.is_expression() and (
                    b"[" not in between or b"=" in between or b"{" in between):
                self.walk(child, cursor)

    def walk(self, cursor, parent):
        kind = cursor.kind
        if kind in CLOSED or kind.is_attribute():
            return
        if kind == Kind.VAR_DECL:
            self.of_variable(cursor)
            return
        if kind in SCOPES or kind in FUNCTIONS:
            self.outside(cursor)
            return
        begin, end = self.range(cursor)
        children = list(cursor.get_children())
        if not self.hidden(begin, end) and (begin, end, kind) not in self.seen:
            self.seen.add((begin, end, kind))
            operators.mutate(self, cursor, children, parent)
        if kind == Kind.IF_STMT and operators.is_constant_if(self, cursor):
            children = [child for child in children if not child.kind.is_expression()]
        elif kind == Kind.CASE_STMT:
            children = children[1:]
        elif kind in CASTS:
            children = children[-1:]
        elif kind == Kind.MEMBER_REF_EXPR:
            children = [child for child in children[:1] if self.range(child)[0] == begin]
        elif kind == Kind.LAMBDA_EXPR:
            children = [child for child in children if child.kind != Kind.PARM_DECL]
        for child in children:
            self.walk(child, cursor)
