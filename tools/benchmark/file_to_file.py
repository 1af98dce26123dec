"""From a file of profiles to a file of decisions; the time is that of the whole process, by the clock and of the
processor: the second is steadier where others are at work."""

import filecmp

from measuring import Group

NOW = "2026-11-23T10:00:00Z"
PLAIN = {f"by hand, {how}": [documents, keys] for how, documents, keys in (
    ("a line at a time, each key compared", "lines", "each"), ("a line at a time, keys looked for", "lines", "find"),
    ("a stream, each key compared", "stream", "each"), ("a stream, keys looked for", "stream", "find"))}
FASTEST = "by hand, the fastest of these"
BRIEF = "by hand, a stream, keys looked for, brief lines"
ELIGO = [("verdict", 1), ("codes", 1), ("reasons", 1), ("full", 1), ("codes", 2), ("reasons", 2), ("codes", 4),
         ("codes", 8)]
CSV = "eligo, codes, CSV, 1 thread"
ODD = {"lacking": "60% of them lack facts", "shuffled": "keys in random order"}
ODD_GROUPS = {kind: f"File to file, {what}, by processor time" for kind, what in ODD.items()}


def evaluate(place, detail, threads, profiles=None):
    return [place.eligo, "evaluate", "--rules", place.rules, "--now", NOW, "--detail", detail,
            "--threads", threads, profiles or place.profiles]


def eligo_name(detail, threads):
    return f"eligo, {detail}, {threads} thread{'' if threads == 1 else 's'}"


def measure(place, observer, rounds):
    group = Group("File to file", "profiles/s", FASTEST)
    processor = Group("File to file, by processor time", "profiles/s", FASTEST)
    limits, out = place.programs / "limits", place.data / "decisions.ndjson"
    wanted = place.data / "eligo.ndjson"
    checks = []

    def take(name, run):
        group.add(name, place.count / run.seconds)
        if not name.endswith("threads"):
            processor.add(name, place.count / max(run.processor, 0.001))

    def to_file(name, command):
        with open(wanted, "wb") as file:
            take(name, observer.run(command, file))

    def by_hand(name, words):
        take(name, observer.run([limits, *words]))

    for number in range(rounds):
        by_hand("limit: read the bytes", ["read", place.profiles])
        for documents in ("lines", "stream"):
            by_hand(f"limit: simdjson's DOM walked, {documents}", ["walk", place.profiles, documents])
        by_hand(BRIEF, ["decide", place.profiles, out, "brief", "stream", "find"])
        to_file(eligo_name("codes", 1), evaluate(place, "codes", 1))
        for name, how in PLAIN.items():
            by_hand(name, ["decide", place.profiles, out, "eligo", *how])
            if number == 0:
                same = filecmp.cmp(out, wanted, shallow=False)
                checks.append({"what": f"{name}: the same bytes as Eligo's", "same": place.count if same else 0,
                               "different": 0 if same else place.count})
        for each in (group, processor):
            each.add(FASTEST, max(each.rounds[name][-1] for name in PLAIN))
        with open(out, "wb") as file:
            take(CSV, observer.run(evaluate(place, "codes", 1, place.csv()), file))
        if number == 0:
            same = filecmp.cmp(out, wanted, shallow=False)
            checks.append({"what": f"{CSV}: the same bytes as from NDJSON", "same": place.count if same else 0,
                           "different": 0 if same else place.count})
        for detail, threads in ELIGO:
            if (detail, threads) != ("codes", 1):
                to_file(eligo_name(detail, threads), evaluate(place, detail, threads))
    odd_groups = [measure_odd(place, observer, rounds, kind, checks) for kind in ODD]
    return [group, processor, *odd_groups], checks


def measure_odd(place, observer, rounds, kind, checks):
    """Profiles that are less alike, beside the program by hand that is fastest with others."""
    group = Group(ODD_GROUPS[kind], "profiles/s", FASTEST)
    profiles, out, wanted = place.odd_profiles(kind), place.data / "decisions.ndjson", place.data / "eligo.ndjson"
    for number in range(rounds):
        with open(wanted, "wb") as file:
            run = observer.run(evaluate(place, "codes", 1, profiles), file)
        group.add(eligo_name("codes", 1), place.count / run.processor)
        rates = []
        for documents in ("lines", "stream"):
            run = observer.run([place.programs / "limits", "decide", profiles, out, "eligo", documents, "find"])
            rates.append(place.count / run.processor)
            if number == 0:
                same = filecmp.cmp(out, wanted, shallow=False)
                checks.append({"what": f"by hand, {documents}, {ODD[kind]}: the same bytes as Eligo's",
                               "same": place.count if same else 0, "different": 0 if same else place.count})
        group.add(FASTEST, max(rates))
    return group
