"""What rule sets of more and more rules cost."""

from measuring import Group

SIZES = [24, 100, 1_000, 10_000, 100_000]
TITLES = [("load seconds", "Growth: time to load", "s"), ("load bytes", "Growth: memory to load", "bytes"),
          ("batch rate", "Growth: decisions in batches", "decisions/s"),
          ("single rate", "Growth: one decision at a time", "decisions/s"),
          ("reasons a decision", "Growth: reasons a decision", "reasons")]


def name(size):
    return f"{size:,} rules"


def measure(place, observer, rounds):
    groups = {key: Group(title, unit, name(SIZES[0])) for key, title, unit in TITLES}
    profiles = place.growth_profiles()
    for _ in range(rounds):
        for size in SIZES:
            printed = observer.run([place.programs / "growth", place.growth_rules(size), profiles]).printed
            for key, value in (line.split("\t") for line in printed.splitlines()):
                if key in groups:
                    groups[key].add(name(size), float(value))
    return list(groups.values()), []
