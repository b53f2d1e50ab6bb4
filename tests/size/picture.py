# SPDX-License-Identifier: MIT
"""Bars."""

LINE, LEFT, WIDTH = 26, 330, 400


def picture(bars):
    """An SVG: a bar for each of {what: octets}."""
    most = max(bars.values())
    rows = []
    for number, (what, octets) in enumerate(bars.items()):
        y = 10 + number * LINE
        length = WIDTH * octets // most
        rows += [f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{what}</text>',
                 f'<rect x="{LEFT}" y="{y + 3}" width="{length}" height="16" fill="#3b6ea5"/>',
                 f'<text x="{LEFT + length + 6}" y="{y + 15}">{octets}</text>']
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg" width="800" '
                      f'height="{LINE * len(bars) + 20}" font-family="sans-serif" font-size="13">',
                      '<rect width="100%" height="100%" fill="white"/>', *rows, "</svg>"]) + "\n"
