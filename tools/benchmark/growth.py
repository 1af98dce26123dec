"""What rule sets of more and more rules cost."""

from measuring import Group

SIZES = [24, 100, 1_000, 10_000, 100_000]
GROWN = 10_000
RULES = [(size, "guarded") for size in SIZES] + [(GROWN, "equality"), (GROWN, "bands")]
TITLES = [("load seconds", "Growth: time to load", "s"), ("load bytes", "Growth: memory to load", "bytes"),
          ("held bytes", "Growth: memory held", "bytes"), ("batch rate", "Growth: decisions in batches", "decisions/s"),
          ("single rate", "Growth: one decision at a time", "decisions/s"),
          ("reasons a decision", "Growth: reasons a decision", "reasons")]


def name(size, kind="guarded"):
    return f"{size:,} " + {"guarded": "rules", "equality": "equality rules", "bands": "bands"}[kind]


def measure(place, observer, rounds):
    groups = {key: Group(title, unit, name(SIZES[0])) for key, title, unit in TITLES}
    for _ in range(rounds):
        for size, kind in RULES:
            command = [place.programs / "growth", place.growth_rules(size, kind), place.growth_profiles(kind)]
            printed = observer.run(command).printed
            for key, value in (line.split("\t") for line in printed.splitlines()):
                if key in groups:
                    groups[key].add(name(size, kind), float(value))
    return list(groups.values()), []
