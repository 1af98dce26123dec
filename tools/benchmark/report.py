"""Figures as text, and what is asked of them."""

import file_to_file
import growth

FILES, WORK = "File to file", "File to file, by processor time"
COLUMNS, CACHED = "Columns to decisions", "4,096 rows again and again, which the cache holds"
SINGLE, TEXT = "One decision at a time, profiles in memory", "One decision from JSON text"
PEERS, DUCKDB = "Peers: 24 rules, profiles parsed before", "DuckDB, one thread, the whole file"
GROWN = "Peers: 10,000 rules"
ONE, TWO = (file_to_file.eligo_name("codes", threads) for threads in (1, 2))
HANDLES = "eligo: handles set, reasons"

# What is asked: (what, figure above, figure below, at least); a figure is a group and names, of which the best counts.
EACH = [name for name in file_to_file.PLAIN if name.endswith("compared")]
WALK = [f"limit: simdjson's DOM walked, {documents}" for documents in ("lines", "stream")]
FEW, MANY, HUGE = (growth.name(size) for size in (24, 10_000, 100_000))
BATCH, ALONE = "Growth: decisions in batches", "Growth: one decision at a time"
LOAD, MEMORY = "Growth: time to load", "Growth: memory to load"
AT_LEAST = [
    ("file to file, one thread, of the program by hand that compares each key", (WORK, [ONE]), (WORK, EACH), 1.4),
    ("file to file, one thread, of the fastest program by hand", (WORK, [ONE]), (WORK, [file_to_file.FASTEST]), 1.4),
    ("file to file, one thread, of simdjson's DOM walked", (WORK, [ONE]), (WORK, WALK), 0.75),
    ("file to file, two threads of one", (FILES, [TWO]), (FILES, [ONE]), 1.8),
    ("columns to verdicts, of the loop", (COLUMNS, ["eligo: verdicts"]), (COLUMNS, ["loop: verdicts"]), 0.5),
    ("columns in the cache to verdicts, of the loop", (CACHED, ["eligo: verdicts"]), (CACHED, ["loop: verdicts"]), 0.5),
    ("columns in the cache to verdicts, in 100 million/s", (CACHED, ["eligo: verdicts"]), 100e6, 1.0),
    ("file to file, of DuckDB", (WORK, [ONE]), (DUCKDB, ["file to file"]), 5.0),
    ("one decision, of ZEN", (SINGLE, [HANDLES]), (PEERS, ["zen table", "zen expressions"]), 50.0),
    ("one decision, of json-rules-engine", (SINGLE, [HANDLES]), (PEERS, ["json-rules-engine"]), 500.0),
    ("one decision, of Cedar", (SINGLE, [HANDLES]), (PEERS, ["cedar"]), 100.0),
    ("one decision of 10,000 rules, of ZEN", (ALONE, [MANY]), (GROWN, ["zen table", "zen expressions"]), 100.0),
]
AT_MOST = [
    ("one decision through handles, times the plain ifs", (SINGLE, ["plain ifs"]), (SINGLE, [HANDLES]), 8.0),
    ("one decision from JSON text, times simdjson's DOM of it", (TEXT, ["simdjson's DOM of it"]),
     (TEXT, ["eligo: reasons"]), 2.0),
    ("10,000 rules in batches, times 24", (BATCH, [FEW]), (BATCH, [MANY]), 8.0),
    ("10,000 rules one at a time, times 24", (ALONE, [FEW]), (ALONE, [MANY]), 8.0),
    ("loading 100,000 rules, times 10,000 (linear: 10)", (LOAD, [HUGE]), (LOAD, [MANY]), 12.0),
    ("memory of 100,000 rules, times 10,000 (linear: 10)", (MEMORY, [HUGE]), (MEMORY, [MANY]), 12.0),
]


def figure(groups, place):
    """The best median of those named, or None where they were not measured."""
    if isinstance(place, float):
        return place
    title, names = place
    found = [group.median(name) for group in groups if group.title == title for name in names if name in group.rounds]
    return max(found, default=None)


def bars(groups):
    """What is asked, and what was reached, of all that was measured."""
    reached = []
    for asked, least in ((AT_LEAST, True), (AT_MOST, False)):
        for what, above, below, bound in asked:
            top, bottom = figure(groups, above), figure(groups, below)
            if top is None or bottom is None:
                continue
            ratio = top / bottom
            reached.append({"what": what, "asked": f"at {'least' if least else 'most'} {bound:g}", "ratio": ratio,
                            "reached": ratio >= bound if least else ratio <= bound})
    return reached


def short(number):
    for size, letter in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if number >= size:
            return f"{number / size:.3g}{letter}"
    return f"{number:.3g} "


def table(rows):
    """Rows of words under each other; the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(word.ljust(width) if column == 0 else word.rjust(width)
                               for column, (word, width) in enumerate(zip(row, widths))).rstrip() for row in rows)


def group_text(group):
    rows = [[group["title"], group["unit"], "least", "most", "ratio"]]
    for row in group["rows"]:
        ratio = f"{row['ratio']:.3g}" if "ratio" in row else ""
        rows.append([row["name"], *(short(row[key]) for key in ("median", "least", "most")), ratio])
    base = f"  ratio: to {group['base']}\n"
    return table(rows) + "\n" + base


def text(results):
    load, about = results["load"], results["machine"]
    parts = [f"{results['profiles']:,} profiles of {results['bytes'] / results['profiles']:.0f} bytes, median of "
             f"{results['rounds']} rounds; {about['processor']}, {about['cores']} cores\n"
             f"load {load['before']} before, {load['after']} after; others used {load['others_median_cores']} cores "
             f"(median), {load['others_most_cores']} at most"
             + ("\nPRELIMINARY: others were at work" if results["preliminary"] else "") + "\n"]
    parts += [group_text(group) for group in results["groups"]]
    if results["checks"]:
        parts.append(table([["same decisions", "same", "different"]] + [
            [check["what"], f"{check['same']:,}", f"{check['different']:,}"] for check in results["checks"]]) + "\n")
    if results["bars"]:
        parts.append(table([["asked", "", "ratio", ""]] + [
            [bar["what"], bar["asked"], f"{bar['ratio']:.3g}", "" if bar["reached"] else "not reached"]
            for bar in results["bars"]]))
    return "\n".join(parts)
