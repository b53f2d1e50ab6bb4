# SPDX-License-Identifier: MIT
"""Changes to a source by its offsets, none of which moves a line."""


class Edits:
    """Brackets around expressions, each within or apart from any other, and tokens replaced."""

    def __init__(self, text):
        self.text = text
        self.changes = []

    def around(self, begin, end, before, after):
        """`before` and `after` around the range; of two with the same range the later is within."""
        order = len(self.changes)
        self.changes.append((begin, 1, begin - end, order, begin, before))
        self.changes.append((end, 0, end - begin, -order, end, after))

    def replace(self, begin, end, new):
        self.changes.append((begin, 2, 0, 0, end, new))

    def result(self):
        parts, at = [], 0
        for begin, _, _, _, end, new in sorted(self.changes):
            parts += [self.text[at:begin], new.encode()]
            at = end
        parts.append(self.text[at:])
        return b"".join(parts)
