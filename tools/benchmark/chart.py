"""The figures that matter most as bars on a logarithmic scale, in SVG."""

import math
from xml.sax.saxutils import escape

import bars
import peer_runs
from file_to_file import FASTEST, eligo_name
from report import short

LEFT, RIGHT, WIDTH, ROW, HEAD = 280, 80, 800, 20, 36
COLORS = {"limit": "#b5bec8", "hand": "#6b7885", "eligo": "#2266cc", "peer": "#d98c3f"}
KINDS = [("limit", "limit"), ("hand", "written by hand"), ("eligo", "Eligo"), ("peer", "others")]

# Panels of bars: label, kind, and the group and name of the figure.
PANELS = [
    ("From a file of JSON to a file of decisions, profiles a second of processor time", [
        ("simdjson parses and walks", "limit", bars.WORK, bars.WALK[1]),
        ("program by hand, fields looked for", "hand", bars.WORK, FASTEST),
        ("program by hand, each key compared", "hand", bars.WORK, bars.EACH[1]),
        ("Eligo, one thread", "eligo", bars.WORK, eligo_name("codes", 1)),
        ("Eligo, two threads, by the clock", "eligo", bars.FILES, eligo_name("codes", 2)),
        ("DuckDB, one thread", "peer", peer_runs.DUCKDB, "file to file")]),
    ("From columns in memory, decisions/s, one thread", [
        ("loop by hand over codes: verdicts", "hand", bars.COLUMNS, "loop over codes: verdicts"),
        ("over texts: verdicts", "hand", bars.COLUMNS, "loop over texts: verdicts"),
        ("over texts: verdicts and reasons", "hand", bars.COLUMNS, "loop over texts: reasons"),
        ("Eligo over codes: verdicts", "eligo", bars.COLUMNS, "eligo over codes: verdicts"),
        ("Eligo over texts: verdicts", "eligo", bars.COLUMNS, "eligo over texts: verdicts"),
        ("Eligo over texts: and reasons", "eligo", bars.COLUMNS, "eligo over texts: codes of reasons"),
        ("DuckDB's own table: verdicts", "peer", peer_runs.DUCKDB, "own table: verdicts"),
        ("DuckDB's own table: and reasons", "peer", peer_runs.DUCKDB, "own table: reasons")]),
    ("One at a time, profiles in memory, decisions/s, one thread", [
        ("ifs by hand, C++", "hand", bars.SINGLE, "plain ifs"),
        ("ifs by hand, JavaScript", "hand", bars.SMALL, "plain JavaScript"),
        ("Eligo, facts set by handles", "eligo", bars.SINGLE, bars.HANDLES),
        *[(name, "peer", bars.SMALL, key) for name, key in (
            ("json-logic-engine, compiled", "json-logic-engine"), ("cel-js", "cel-js"), ("cel-go", "cel-go"),
            ("cel-rust", "cel-rust"), ("json-logic-js", "json-logic-js"), ("GoRules ZEN", "GoRules ZEN"),
            ("OPA", "OPA"), ("Cedar", "Cedar"), ("Cedar in WebAssembly", "Cedar in WebAssembly"),
            ("json-rules-engine", "json-rules-engine"), ("rego-cpp", "rego-cpp"))]]),
    ("The same with 10,000 rules", [
        ("ifs by hand, JavaScript", "hand", bars.GROWN["guarded"], "plain JavaScript"),
        ("Eligo", "eligo", bars.ALONE, bars.MANY),
        ("Eligo, in batches", "eligo", bars.BATCH, bars.MANY),
        *[(name, "peer", bars.GROWN["guarded"], key) for name, key in (
            ("GoRules ZEN", "GoRules ZEN"), ("OPA", "OPA"), ("json-logic-engine, compiled", "json-logic-engine"),
            ("cel-go", "cel-go"), ("cel-rust", "cel-rust"), ("json-logic-js", "json-logic-js"), ("cel-js", "cel-js"),
            ("Cedar", "Cedar"), ("Cedar in WebAssembly", "Cedar in WebAssembly"),
            ("json-rules-engine", "json-rules-engine"))]]),
    *[(f"With 10,000 {what}", [
        ("ifs by hand, JavaScript", "hand", bars.GROWN[kind], "plain JavaScript"),
        ("Eligo", "eligo", bars.ALONE, name),
        *[(peer, "peer", bars.GROWN[kind], peer) for peer in ("GoRules ZEN", "OPA", "json-logic-engine", "cel-go")]])
      for what, kind, name in (("equalities", "equality", bars.EQUALITY), ("bands of one number", "bands", bars.BANDS))],
]


def measured(results):
    """The panels with the rows of what was measured."""
    rows = {(group["title"], row["name"]): row for group in results["groups"] for row in group["rows"]}
    for title, bars in PANELS:
        found = [(label, kind, rows[group, name]) for label, kind, group, name in bars if (group, name) in rows]
        if found:
            yield title, found


class Scale:
    """Where a number stands between two powers of ten."""

    def __init__(self, values):
        self.low = math.floor(math.log10(min(values)))
        self.high = math.ceil(math.log10(max(values)))

    def powers(self):
        return [10 ** power for power in range(self.low, self.high + 1)]

    def x(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)


def words(x, y, content, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{extra}>{escape(content)}</text>'


def bar(scale, label, kind, row, y):
    start, end = scale.x(scale.powers()[0]), scale.x(row["median"])
    least, most = scale.x(row["least"]), scale.x(row["most"])
    weight = ' font-weight="600"' if kind == "eligo" else ""
    return [words(LEFT - 8, y + 14, label, "end", weight),
            f'<rect x="{start:.1f}" y="{y + 3}" width="{end - start:.1f}" height="{ROW - 6}" fill="{COLORS[kind]}"/>',
            f'<path d="M{least:.1f} {y + ROW / 2:.0f}H{most:.1f}" stroke="#1f2933" stroke-width="2"/>',
            words(max(end, most) + 6, y + 14, short(row["median"]).strip(), extra=weight)]


def panel(scale, title, bars, top):
    bottom = top + ROW * len(bars)
    shapes = [words(16, top - 9, title, extra=' font-weight="600"')]
    shapes += [f'<line x1="{scale.x(power):.1f}" x2="{scale.x(power):.1f}" y1="{top}" y2="{bottom}" stroke="#e4e7eb"/>'
               for power in scale.powers()]
    for index, (label, kind, row) in enumerate(bars):
        shapes += bar(scale, label, kind, row, top + index * ROW)
    return shapes


def legend():
    shapes = []
    for index, (kind, name) in enumerate(KINDS):
        shapes.append(f'<rect x="{16 + index * 140}" y="16" width="12" height="12" fill="{COLORS[kind]}"/>')
        shapes.append(words(34 + index * 140, 26, name))
    return shapes


def chart(results):
    panels = list(measured(results))
    if not panels:
        raise SystemExit("nothing that the chart shows was measured")
    rows = [row for _, bars in panels for _, _, row in bars]
    scale = Scale([row["least"] for row in rows] + [row["most"] for row in rows])
    shapes, y = legend(), 40
    for title, bars in panels:
        shapes += panel(scale, title, bars, y + HEAD)
        y += HEAD + ROW * len(bars)
    shapes += [words(scale.x(power), y + 18, short(power).strip(), "middle") for power in scale.powers()]
    shapes.append(words(16, y + 44, f"Logarithmic. Median of {results['rounds']} rounds, the line from least to most; "
                        f"{results['profiles']:,} profiles; {results['machine']['processor']}"
                        + ("; others were at work" if results["preliminary"] else "")))
    height = y + 58
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933">\n'
            f'<title>Eligo beside limits, programs written by hand, and other engines</title>\n'
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(shapes) + "\n</svg>\n")
