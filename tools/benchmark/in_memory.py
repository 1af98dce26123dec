"""Profiles in memory: columns, one at a time, one JSON text."""

from measuring import Group

GROUPS = [("columns", "Columns to decisions", "loop: verdicts"),
          ("columns in the cache", "4,096 rows again and again, which the cache holds", "loop: verdicts"),
          ("columns set before", "The same, without handing Eligo the columns", "eligo: verdicts"),
          ("one at a time", "One decision at a time, profiles in memory", "plain ifs"),
          ("one JSON text", "One decision from JSON text", "simdjson's DOM of it")]


def measure(place, observer, rounds):
    groups = {key: Group(title, "decisions/s", base) for key, title, base in GROUPS}
    printed = observer.run([place.programs / "in_memory", place.rules, place.profiles, place.count, rounds]).printed
    for line in printed.splitlines():
        name, rate = line.split("\t")
        key, _, rest = name.partition(", ")
        groups[key].add(rest, float(rate))
    # The program ends with an error where one decision differs.
    check = {"what": "columns and single decisions: as by hand", "same": place.count, "different": 0}
    return list(groups.values()), [check]
