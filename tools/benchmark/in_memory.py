"""Profiles in memory: columns, one at a time, one JSON text; and what each detail costs."""

from measuring import Group

ROWS = 200_000  # more than the cache holds
GROUPS = [("columns", "Columns to decisions", "loop over codes: verdicts"),
          ("columns in the cache", "4,096 rows again and again, which the cache holds", "loop over codes: verdicts"),
          ("columns set before", "The same, without handing Eligo the columns", "eligo over codes: verdicts"),
          ("one at a time", "One decision at a time, profiles in memory", "plain ifs"),
          ("one JSON text", "One decision from JSON text", "simdjson's DOM of it")]
ALLOCATIONS = "Allocations of one decision at a time"
DETAILS = "Rules of consumer credit, JSON texts in batches"


def measure(place, observer, rounds):
    groups = {key: Group(title, "decisions/s", base) for key, title, base in GROUPS}
    groups["allocations"] = Group(ALLOCATIONS, "a decision", None)
    count = min(place.count, ROWS)
    printed = observer.run([place.programs / "in_memory", place.rules, place.profiles, count, rounds]).printed
    for line in printed.splitlines():
        name, figure = line.split("\t")
        key, _, rest = name.partition(", ")
        groups[key].add(rest, float(figure))
    details = Group(DETAILS, "decisions/s", "reasons")
    command = [place.programs / "details", place.shipped_rules, place.shipped_profiles(), rounds]
    for line in observer.run(command).printed.splitlines():
        name, rate = line.split("\t")
        details.add(name, float(rate))
    # The program ends with an error where one decision differs.
    check = {"what": "columns and single decisions: as by hand", "same": count, "different": 0}
    return [*groups.values(), details], [check]
