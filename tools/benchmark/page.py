# SPDX-License-Identifier: MIT
"""Tables and pictures of figures: {row: {column: number or None}}."""


def number(value):
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if abs(value - round(value)) < 0.005 or abs(value) >= 1000:
        return f"{round(value) + 0:,}".replace(",", " ")  # + 0: never -0
    return f"{value:.2f}" if abs(value) < 100 else f"{value:.0f}"


def columns_of(table):
    return list(dict.fromkeys(column for row in table.values() for column in row))


def markdown(table, corner="client"):
    columns = columns_of(table)
    lines = ["| " + " | ".join([corner, *columns]) + " |",
             "| --- |" + " ---: |" * len(columns)]
    lines += ["| " + " | ".join([name, *(number(row.get(column)) for column in columns)]) + " |"
              for name, row in table.items()]
    return lines


def picture(groups):
    """An SVG: for each of {title: {what: number}} a bar for each number, on a scale of its own."""
    line, left, width = 26, 280, 440
    rows, y = [], 10
    for title, bars in groups.items():
        rows.append(f'<text x="{left}" y="{y + 15}" font-weight="bold">{title}</text>')
        y += line
        most = max(bars.values())
        for what, value in bars.items():
            length = max(1, round(width * value / most))
            rows += [f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{what}</text>',
                     f'<rect x="{left}" y="{y + 3}" width="{length}" height="16" fill="#3b6ea5"/>',
                     f'<text x="{left + length + 6}" y="{y + 15}">{number(value)}</text>']
            y += line
        y += 8
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{y + 2}" '
                      'font-family="sans-serif" font-size="13">',
                      '<rect width="100%" height="100%" fill="white"/>', *rows, "</svg>"]) + "\n"
