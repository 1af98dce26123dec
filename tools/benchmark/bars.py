"""What is asked of the figures, and what was reached."""

import file_to_file
import growth
import in_memory
import peer_runs

FILES, WORK = "File to file", "File to file, by processor time"
COLUMNS, CACHED, _, SINGLE, TEXT = (title for _, title, _ in in_memory.GROUPS)
SMALL, GROWN = peer_runs.SMALL, peer_runs.LARGE
ONE, TWO = (file_to_file.eligo_name("codes", threads) for threads in (1, 2))
REASONS = file_to_file.eligo_name("reasons", 1)
HANDLES = "eligo: handles set, reasons"

# A figure is a group and names, of which the best counts, or a number.
EACH = [name for name in file_to_file.PLAIN if name.endswith("compared")]
WALK = [f"limit: simdjson's DOM walked, {documents}" for documents in ("lines", "stream")]
FEW, MANY, HUGE = (growth.name(size) for size in (24, 10_000, 100_000))
EQUALITY, BANDS = (growth.name(10_000, kind) for kind in ("equality", "bands"))
BATCH, ALONE = "Growth: decisions in batches", "Growth: one decision at a time"
LOAD, PEAK, HELD = "Growth: time to load", "Growth: memory to load", "Growth: memory held"
IFS, OWN = (SINGLE, ["plain ifs"]), (ALONE, [FEW])


def of_loop(where, group, form, verdicts, codes):
    """Columns to decisions beside the loop over the same form of texts."""
    def pair(eligo, loop):
        return (group, [f"eligo over {form}: {eligo}"]), (group, [f"loop over {form}: {loop}"])
    return [(f"{where} of {form} to verdicts, of the loop over the same", *pair("verdicts", "verdicts"), verdicts),
            (f"{where} of {form} to reason codes, of that loop", *pair("codes of reasons", "reasons"), codes)]


# (What, figure above, figure below, bound.)
AT_LEAST = [
    ("file to file, one thread, of the program by hand that compares each key", (WORK, [ONE]), (WORK, EACH), 1.4),
    ("file to file, one thread, of the fastest program by hand", (WORK, [ONE]), (WORK, [file_to_file.FASTEST]), 1.3),
    ("file to file, reasons, one thread, of that program", (WORK, [REASONS]), (WORK, [file_to_file.FASTEST]), 0.9),
    ("file to file, one thread, of simdjson's DOM walked", (WORK, [ONE]), (WORK, WALK), 1.2),
    *((f"file to file, {file_to_file.ODD[kind]}, of the fastest program by hand", (group, [ONE]),
       (group, [file_to_file.FASTEST]), least)
      for (kind, group), least in zip(file_to_file.ODD_GROUPS.items(), (1.0, 0.7))),
    ("file to file, two threads of one", (FILES, [TWO]), (FILES, [ONE]), 1.85),
    ("file to file, of DuckDB", (WORK, [ONE]), (peer_runs.DUCKDB, ["file to file"]), 5.0),
    ("CSV, of DuckDB's reader and SQL", (WORK, [file_to_file.CSV]), (peer_runs.DUCKDB, ["CSV, file to file"]), 3.0),
    *of_loop("columns", COLUMNS, "codes", 1.0, 0.8),
    *of_loop("columns in the cache", CACHED, "codes", 1.15, 0.8),
    *of_loop("columns", COLUMNS, "texts", 1.0, 0.8),
    *of_loop("columns in the cache", CACHED, "texts", 1.0, 0.8),
    ("one decision through handles, of the fastest engine in JavaScript", (SINGLE, [HANDLES]),
     (SMALL, peer_runs.SCRIPTS[:4]), 1.0),
    ("one decision, of ZEN", (SINGLE, [HANDLES]), (SMALL, ["GoRules ZEN"]), 50.0),
    ("10,000 equality rules, one decision, of ZEN", (ALONE, [EQUALITY]), (GROWN["equality"], ["GoRules ZEN"]), 20.0),
    ("10,000 bands, one decision, of ZEN", (ALONE, [BANDS]), (GROWN["bands"], ["GoRules ZEN"]), 1000.0),
    ("one decision, of json-rules-engine", (SINGLE, [HANDLES]), (SMALL, ["json-rules-engine"]), 1000.0),
    ("one decision, of Cedar", (SINGLE, [HANDLES]), (SMALL, ["Cedar", "Cedar in WebAssembly"]), 200.0),
    ("one decision, of cel-go", (SINGLE, [HANDLES]), (SMALL, ["cel-go"]), 20.0),
]
AT_MOST = [
    ("one decision through handles, times the plain ifs", IFS, (SINGLE, [HANDLES]), 5.0),
    ("one decision through handles, allocations", (in_memory.ALLOCATIONS, [HANDLES]), 1.0, 0.0),
    ("one decision from JSON text, times simdjson's DOM of it", (TEXT, ["simdjson's DOM of it"]),
     (TEXT, ["eligo: reasons, no profile kept"]), 1.4),
    ("the same with a profile kept", (TEXT, ["simdjson's DOM of it"]), (TEXT, ["eligo: reasons"]), 2.0),
    ("10,000 rules, one decision, times the plain ifs of 24", IFS, (ALONE, [MANY]), 10.0),
    ("10,000 rules, one decision, times Eligo's own 24", OWN, (ALONE, [MANY]), 5.0),
    ("10,000 rules in batches, times the loop over 24 in the cache (200 ns where that takes 5.5)",
     (CACHED, ["loop over codes: verdicts"]), (BATCH, [MANY]), 200 / 5.5),
    ("10,000 bands, one decision, times the plain ifs of 24", IFS, (ALONE, [BANDS]), 10.0),
    ("10,000 bands, one decision, times Eligo's own 24", OWN, (ALONE, [BANDS]), 5.0),
    ("100,000 rules, one decision, times 10,000", (ALONE, [MANY]), (ALONE, [HUGE]), 6.0),
    ("loading 100,000 rules, times 10,000 (linear: 10)", (LOAD, [HUGE]), (LOAD, [MANY]), 12.0),
    ("memory of 100,000 rules, times 10,000 (linear: 10)", (PEAK, [HUGE]), (PEAK, [MANY]), 12.0),
    ("memory a loaded rule of 10,000, in KB", (HELD, [MANY]), 10_000 * 1024.0, 4.0),
    ("memory while 10,000 rules are loaded, times what is held", (PEAK, [MANY]), (HELD, [MANY]), 3.0),
    ("full detail of the rules of consumer credit, times reasons", (in_memory.DETAILS, ["reasons"]),
     (in_memory.DETAILS, ["full"]), 1.6),
]


def figure(groups, place):
    """The best median of those named, or None where they were not measured."""
    if isinstance(place, float):
        return place
    title, names = place
    found = [group.median(name) for group in groups if group.title == title for name in names if name in group.rounds]
    return max(found, default=None)


def bars(groups):
    """What is asked, and what was reached: the ratio is None where it was not measured."""
    reached = []
    for asked, least in ((AT_LEAST, True), (AT_MOST, False)):
        for what, above, below, bound in asked:
            top, bottom = figure(groups, above), figure(groups, below)
            ratio = None if top is None or bottom is None else top / bottom
            met = ratio is not None and (ratio >= bound if least else ratio <= bound)
            reached.append({"what": what, "asked": f"at {'least' if least else 'most'} {bound:,.4g}", "ratio": ratio,
                            "reached": met})
    return reached
