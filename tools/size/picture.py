# SPDX-License-Identifier: MIT
"""Bars."""

LINE, LEFT, WIDTH = 26, 330, 400


def text(x, y, what, more=""):
    return f'<text x="{x}" y="{y}"{more}>{what}</text>'


def bar(y, what, octets, most):
    length = WIDTH * octets // most
    return [text(LEFT - 8, y + 15, what, ' text-anchor="end"'),
            f'<rect x="{LEFT}" y="{y + 3}" width="{length}" height="16" fill="#3b6ea5"/>',
            text(LEFT + length + 6, y + 15, octets)]


def picture(groups):
    """An SVG of {heading: {what: octets}}, each group with a scale of its own."""
    rows, y = [], 10
    for heading, bars in groups.items():
        rows.append(text(LEFT, y + 15, heading, ' font-weight="bold"'))
        for what, octets in bars.items():
            y += LINE
            rows += bar(y, what, octets, max(bars.values()))
        y += 2 * LINE
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{y}" '
                      'font-family="sans-serif" font-size="13">',
                      '<rect width="100%" height="100%" fill="white"/>', *rows, "</svg>"]) + "\n"
