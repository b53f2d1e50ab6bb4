# SPDX-License-Identifier: MIT
"""What defect is made of what expression or statement, and how it is written so that a number
chooses it at run time; mutant.hpp has the functions that are called."""

import hashlib

from clang.cindex import CursorKind as Kind, TypeKind

import statements

# The function, then what the operator becomes: the limit moved, the opposite.
RELATIONS = {b"<": ("less", "<=", ">="), b"<=": ("less_equal", "<", ">"),
             b">": ("greater", ">=", "<="), b">=": ("greater_equal", ">", "<")}
BINARY = {b"==": ("equal", "!="), b"!=": ("not_equal", "=="), b"+": ("plus", "-"),
          b"-": ("minus", "+"), b"*": ("times", "/"), b"/": ("divided", "*"),
          b"%": ("modulo", "*"), b"&": ("bit_and", "|"), b"|": ("bit_or", "&"),
          b"^": ("bit_xor", "&"), b"<<": ("left", ">>"), b">>": ("right", "<<")}
ASSIGNMENTS = {b"+=": ("add", "-="), b"-=": ("take", "+="), b"*=": ("multiply", "/="),
               b"/=": ("divide", "*="), b"%=": ("reduce", "*="), b"&=": ("mask", "|="),
               b"|=": ("set", "&="), b"^=": ("invert", "&="), b"<<=": ("shift_left", ">>="),
               b">>=": ("shift_right", "<<=")}
STEPS = {b"++": ("increase", "--"), b"--": ("decrease", "++")}
SIGNS = {b"-": ("negative", "+"), b"~": ("complement", "+")}
UNSIGNED = (TypeKind.BOOL, TypeKind.UCHAR, TypeKind.USHORT, TypeKind.UINT, TypeKind.ULONG,
            TypeKind.ULONGLONG)
CALL = "::mutant::"
SYMMETRIC = ("smaller", "earlier", "min", "max")  # Functions to whom the order is the same.


def key_of(mutant, times):
    """Stays when lines move: of what it is of, and which of its like in the function it is."""
    told = "\0".join([mutant.file, mutant.function, mutant.text, mutant.change, str(times)])
    return hashlib.sha1(told.encode()).hexdigest()[:10]


def between(source, left, right):
    begin, end = source.range(left)[1], source.range(right)[0]
    return source.text[begin:end].strip(), begin, end


def bare(cursor):
    """Without the parentheses and what the compiler puts around it."""
    while cursor.kind in (Kind.PAREN_EXPR, Kind.UNEXPOSED_EXPR):
        children = list(cursor.get_children())
        if len(children) != 1:
            break
        cursor = children[0]
    return cursor


def is_constant_if(source, cursor):
    begin = source.range(cursor)[0]
    return source.text[begin + 2:begin + 30].lstrip().startswith(b"constexpr")


def mutate(source, cursor, children, parent):
    kind = cursor.kind
    if kind in (Kind.BINARY_OPERATOR, Kind.COMPOUND_ASSIGNMENT_OPERATOR) and len(children) == 2:
        binary(source, cursor, children[0], children[1], parent)
    elif kind == Kind.CALL_EXPR:
        if cursor.spelling.startswith("operator") and len(children) > 1:
            binary(source, cursor, children[0], children[-1], parent)
        else:
            swap(source, cursor, parent)
    elif kind == Kind.UNARY_OPERATOR:
        unary(source, cursor, children)
    elif kind in (Kind.INTEGER_LITERAL, Kind.CHARACTER_LITERAL):
        constant(source, cursor, parent)
    elif kind == Kind.CXX_BOOL_LITERAL_EXPR:
        begin, end = source.range(cursor)
        flip(source, begin, end, "false" if source.of(cursor) == "true" else "true")
    elif kind == Kind.CONDITIONAL_OPERATOR and children:
        condition(source, children[0])
    statements.mutate(source, cursor, children)


def flip(source, begin, end, change):
    number = source.mutant(begin, end, change)
    source.edits.around(begin, end, f"{CALL}flip({number}, ", ")")


def condition(source, cursor):
    """Negated, unless the opposite of its operator is a defect already."""
    inner = bare(cursor)
    begin, end = source.range(cursor)
    if inner.kind == Kind.UNARY_OPERATOR and source.of(inner).startswith("!"):
        return
    if inner.kind in (Kind.BINARY_OPERATOR, Kind.CALL_EXPR):
        parts = list(inner.get_children())
        sign = between(source, parts[0], parts[-1])[0] if len(parts) > 1 else b""
        if sign in RELATIONS or sign in (b"==", b"!="):
            return
    if inner.kind != Kind.CXX_BOOL_LITERAL_EXPR and not source.hidden(begin, end):
        flip(source, begin, end, "negated")


def binary(source, cursor, left, right, parent):
    sign, begin, end = between(source, left, right)
    if sign in (b"&&", b"||"):
        logical(source, cursor, sign, begin, end)
        return
    for table in (RELATIONS, BINARY, ASSIGNMENTS):
        if sign in table:
            break
    else:
        return
    kinds = [side.type.get_canonical().kind for side in (left, right, cursor)]
    # There is no sum of pointers, and a vector takes literals alone.
    if TypeKind.VECTOR in kinds or (sign == b"-" and kinds[:2] == [TypeKind.POINTER] * 2):
        return
    function, *changes = table[sign]
    whole = source.range(cursor)
    numbers = [source.mutant(*whole, f"`{sign.decode()}` becomes `{new}`") for new in changes]
    source.edits.around(*whole, f"{CALL}{function}({', '.join(numbers)}, ", ")")
    source.edits.replace(begin, end, keep_lines(source.text[begin:end], ", "))


def keep_lines(text, new):
    return new + "\n" * text.count(b"\n")


def logical(source, cursor, sign, begin, end):
    """`a && b` is `flip(n, a) ? b : chosen(n)`: with n that is `a || b`, and neither is copied."""
    whole = source.range(cursor)
    new = "||" if sign == b"&&" else "&&"
    number = source.mutant(*whole, f"`{sign.decode()}` becomes `{new}`")
    there = f"{CALL}chosen({number})"
    then, otherwise = ("static_cast<bool>(", f") : {there})")
    middle = f") ? {then}" if sign == b"&&" else f") ? !{there} : {then}"
    source.edits.around(*whole, f"({CALL}flip({number}, ", otherwise if sign == b"&&" else "))")
    source.edits.replace(begin, end, keep_lines(source.text[begin:end], middle))


def unary(source, cursor, children):
    begin, end = source.range(cursor)
    text = source.text[begin:end]
    after = bool(children) and source.range(children[0])[0] == begin
    if text[:2] == b"!=":  # The compiler made it of an operator `==`.
        return
    if text[:1] == b"!":
        flip(source, begin, end, "`!` dropped")
        return
    size = 2 if after or text[:2] in STEPS else 1
    sign = text[-size:] if after else text[:size]
    if sign not in {**STEPS, **SIGNS}:
        return
    function, new = {**STEPS, **SIGNS}[sign]
    number = source.mutant(begin, end, f"`{sign.decode()}` becomes `{new}`")
    name = function + ("_after" if after else "")
    source.edits.around(begin, end, f"{CALL}{name}({number}, ", ")")
    source.edits.replace(*((end - size, end) if after else (begin, begin + size)), "")


def constant(source, cursor, parent):
    """One more, and one less where that is no other defect."""
    begin, end = source.range(cursor)
    to = parent.type.get_canonical().kind
    text = source.of(cursor)
    if (to == TypeKind.POINTER and text == "0") or text[:1] not in "0123456789'uUL":
        return
    letter = cursor.kind == Kind.CHARACTER_LITERAL
    changes = {"+1": True, "-1": not letter and not (text == "0" and to in UNSIGNED)}
    for sign, change in (("<", "+1"), (">=", "+1"), ("<=", "-1"), (">", "-1")):
        if source.limit_before(begin) == sign:
            changes[change] = False
    numbers = [source.mutant(begin, end, change) if wanted else ""
               for change, wanted in changes.items()]
    if any(numbers):
        more, less = (number or "0" for number in numbers)
        source.edits.around(begin, end, f"{CALL}constant({more}, {less}, ", ")")


def value_type(cursor):
    """Without a `const` of the whole."""
    kind = cursor.type.get_canonical()
    name = kind.spelling
    return name[6:] if name.startswith("const ") and kind.kind != TypeKind.POINTER else name


def is_written(parameter):
    kind = parameter.type.get_canonical()
    return kind.kind == TypeKind.LVALUEREFERENCE and not kind.get_pointee().is_const_qualified()


def swap(source, cursor, parent):
    """Two arguments of one type that stand side by side, each for the other."""
    whole = source.range(cursor)
    arguments = list(cursor.get_arguments())
    made_here = parent.kind in (Kind.VAR_DECL, Kind.FIELD_DECL, Kind.CONSTRUCTOR)
    if source.text[whole[1] - 1:whole[1]] != b")" or made_here or \
            cursor.spelling in ("", *SYMMETRIC):
        return
    called = cursor.referenced
    written = [is_written(parameter) for parameter in called.get_arguments()] if called else []
    for at, (first, second) in enumerate(zip(arguments, arguments[1:])):
        if any(written[at:at + 2]):
            continue
        texts = [source.range(first), source.range(second)]
        a, b = (source.text[begin:end] for begin, end in texts)
        types = {value_type(side) for side in (first, second)}
        if len(types) > 1 or a == b or not a or not b or "dependent" in str(types):
            continue
        head, middle, tail = (source.text[begin:end] for begin, end in (
            (whole[0], texts[0][0]), (texts[0][1], texts[1][0]), (texts[1][1], whole[1])))
        swapped = head + b + middle + a + tail
        if b"//" in swapped or b"[&" in swapped:
            continue
        change = f"`{a.decode()}` and `{b.decode()}` swapped"
        number = source.mutant(*whole, " ".join(change.split()))
        other = " ".join(swapped.decode().split())
        source.edits.around(*whole, f"({CALL}chosen({number}) ? {other} : ", ")")
