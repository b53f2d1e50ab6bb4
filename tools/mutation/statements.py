# SPDX-License-Identifier: MIT
"""Statements that are dropped, and conditions that are negated."""

from clang.cindex import CursorKind as Kind

import operators

LOOPS = (Kind.WHILE_STMT, Kind.FOR_STMT, Kind.DO_STMT, Kind.CXX_FOR_RANGE_STMT)
PLAIN = (Kind.CALL_EXPR, Kind.COMPOUND_ASSIGNMENT_OPERATOR, Kind.BREAK_STMT, Kind.CONTINUE_STMT,
         Kind.UNEXPOSED_EXPR, Kind.BINARY_OPERATOR, Kind.UNARY_OPERATOR)


def mutate(source, cursor, children):
    kind = cursor.kind
    if kind == Kind.COMPOUND_STMT:
        for number, child in enumerate(children):
            drop(source, child)
            if child.kind == Kind.IF_STMT and number + 1 < len(children):
                drop_guarded_return(source, child)
    elif kind == Kind.IF_STMT:
        if not operators.is_constant_if(source, cursor):
            negate(source, children)
        for child in children[1:]:
            drop_body(source, child, cursor)
    elif kind == Kind.CASE_STMT and len(children) > 1:
        drop(source, children[-1])
    elif kind == Kind.DEFAULT_STMT and children:
        drop(source, children[0])
    elif kind in LOOPS and children:
        loop(source, cursor, children)


def loop(source, cursor, children):
    if cursor.kind == Kind.DO_STMT:
        operators.condition(source, children[-1])
        return
    # A `continue` that is all there is in a loop changes nothing.
    if children[-1].kind != Kind.CONTINUE_STMT:
        drop(source, children[-1])
    if cursor.kind == Kind.WHILE_STMT:
        negate(source, children)
    elif cursor.kind == Kind.FOR_STMT:
        wanted = [child for child in children[:-1] if in_second_place(source, cursor, child)]
        if wanted and wanted[0].kind.is_expression():
            operators.condition(source, wanted[0])


def in_second_place(source, cursor, child):
    """Whether it is what a `for` asks: after the first `;`, and before the second."""
    end = source.range(child)[1]
    before = source.text[source.range(cursor)[0]:source.range(child)[0]].count(b";")
    return before == 1 and source.text[end:].lstrip()[:1] == b";"


def negate(source, children):
    """The condition is the last expression in the parentheses."""
    for child in reversed(children[:-1]):
        end = source.range(child)[1]
        if child.kind.is_expression() and source.text[end:].lstrip()[:1] == b")":
            operators.condition(source, child)
            return


def drop_body(source, child, cursor):
    """One of an `if`, unless it is its condition."""
    if source.text[source.range(child)[1]:].lstrip()[:1] == b";":
        begin = source.range(child)[0]
        if source.text[source.range(cursor)[0]:begin].rstrip()[-1:] in (b")", b"e"):
            drop(source, child)


def drop(source, cursor, also=()):
    begin, end = source.range(cursor)
    text = source.text
    if cursor.kind not in PLAIN + tuple(also) or source.hidden(begin, end):
        return
    if text[begin:end].startswith((b"static_cast<void>", b"(void)")):
        return
    stop = end + len(text[end:]) - len(text[end:].lstrip())
    if text[stop:stop + 1] != b";":
        return
    number = source.mutant(begin, end, "dropped")
    source.edits.around(begin, stop + 1, f"{{if (!{operators.CALL}chosen({number})) ", "}")


def drop_guarded_return(source, cursor):
    """`if (...) return ...;` that does not leave the function; something comes after it."""
    children = list(cursor.get_children())
    bodies = [child for child in children if child.kind in (Kind.RETURN_STMT, Kind.COMPOUND_STMT)]
    if len(bodies) != 1 or children[-1] != bodies[0] or operators.is_constant_if(source, cursor):
        return
    inside = list(bodies[0].get_children()) if bodies[0].kind == Kind.COMPOUND_STMT else bodies
    if inside and inside[-1].kind == Kind.RETURN_STMT:
        drop(source, inside[-1], [Kind.RETURN_STMT])
