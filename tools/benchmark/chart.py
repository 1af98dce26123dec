"""Figures as bars on a logarithmic scale, in SVG."""

import math
from xml.sax.saxutils import escape

from report import short

LEFT, RIGHT, WIDTH, ROW, HEAD = 330, 90, 860, 20, 34
COLORS = {"limit": "#9aa5b1", "hand": "#7b8794", "eligo": "#2266cc", "peer": "#d98c3f"}
LEFT_OUT = ("time", "memory", "reasons a decision")


def kind(group, name):
    if name.startswith("eligo") or group.startswith("Growth"):
        return "eligo"
    if name.startswith(("limit", "simdjson")):
        return "limit"
    if name.startswith(("by hand", "loop", "plain")):
        return "hand"
    return "peer"


class Scale:
    """Where a number stands between two powers of ten."""

    def __init__(self, values):
        self.low = math.floor(math.log10(min(values)))
        self.high = math.ceil(math.log10(max(values)))

    def x(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)


def line(x, top, bottom):
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="#e4e7eb"/>'


def words(x, y, content, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{extra}>{escape(content)}</text>'


def bar(scale, group, row, y):
    start, end = scale.x(10 ** scale.low), scale.x(row["median"])
    least, most = scale.x(row["least"]), scale.x(row["most"])
    color = COLORS[kind(group["title"], row["name"])]
    return [words(LEFT - 8, y + 14, row["name"], "end"),
            f'<rect x="{start:.1f}" y="{y + 3}" width="{end - start:.1f}" height="{ROW - 6}" fill="{color}"/>',
            f'<path d="M{least:.1f} {y + ROW / 2}H{most:.1f}" stroke="#1f2933" stroke-width="2"/>',
            words(max(end, most) + 6, y + 14, short(row["median"]).strip() + "/s")]


def chart(results):
    groups = [group for group in results["groups"]
              if not group["title"].endswith(LEFT_OUT) and "to load" not in group["title"]]
    scale = Scale([row["least"] for group in groups for row in group["rows"]]
                  + [row["most"] for group in groups for row in group["rows"]])
    shapes, y = [], 44
    for group in groups:
        top = y + HEAD
        shapes.append(words(16, top - 8, group["title"], extra=' font-weight="600"'))
        bottom = top + ROW * len(group["rows"])
        shapes += [line(scale.x(10 ** power), top, bottom) for power in range(scale.low, scale.high + 1)]
        for index, row in enumerate(group["rows"]):
            shapes += bar(scale, group, row, top + index * ROW)
        y = bottom
    shapes += [words(scale.x(10 ** power), y + 18, short(10 ** power).strip(), "middle")
               for power in range(scale.low, scale.high + 1)]
    legend = [("limit", "limit"), ("hand", "written by hand"), ("eligo", "Eligo"), ("peer", "peer")]
    for index, (key, name) in enumerate(legend):
        shapes.append(f'<rect x="{16 + index * 130}" y="16" width="12" height="12" fill="{COLORS[key]}"/>')
        shapes.append(words(34 + index * 130, 26, name))
    note = (f"Decisions a second, logarithmic; median of {results['rounds']} rounds, the line from least to most; "
            f"24 rules, {results['profiles']:,} profiles; {results['machine']['processor']}")
    height = y + 56
    shapes.append(words(16, y + 44, note))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933">\n'
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(shapes) + "\n</svg>\n")
