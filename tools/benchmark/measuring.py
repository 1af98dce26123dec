"""Takes times, and says how far to trust them."""

import os
import resource
import statistics
import subprocess
import time
from typing import NamedTuple


def busy_seconds():
    """Processor seconds that the machine has worked since it started."""
    with open("/proc/stat", encoding="ascii") as file:
        fields = [int(word) for word in file.readline().split()[1:]]
    idle = fields[3] + fields[4]
    return (sum(fields[:8]) - idle) / os.sysconf("SC_CLK_TCK")


def used_by_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def load_average():
    return os.getloadavg()[0]


def machine():
    with open("/proc/cpuinfo", encoding="ascii") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return {"processor": models[0] if models else "unknown", "cores": os.cpu_count()}


class Run(NamedTuple):
    """What a program took from start to end, in seconds by the clock and of processors, and what it printed."""

    seconds: float
    processor: float
    printed: str


class Observer:
    """Runs programs, takes their times, and notes how many cores others used meanwhile."""

    def __init__(self, before):
        self.before = before
        self.others = []

    def run(self, command, stdout=subprocess.PIPE, patience=None):
        """None where the program took more than `patience` seconds."""
        busy, own, start = busy_seconds(), used_by_children(), time.perf_counter()
        try:
            ended = subprocess.run([str(word) for word in command], stdout=stdout, text=True, check=False,
                                   timeout=patience)
        except subprocess.TimeoutExpired:
            return None
        seconds, processor = time.perf_counter() - start, used_by_children() - own
        if seconds > 0.1:  # the machine counts in hundredths
            others = (busy_seconds() - busy - processor) / seconds
            self.others.append(max(0.0, others))
        if ended.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, command))}: exit status {ended.returncode}")
        return Run(seconds, processor, ended.stdout)

    def load(self):
        return {"before": round(self.before, 2), "after": round(load_average(), 2),
                "others_median_cores": round(statistics.median(self.others), 2),
                "others_most_cores": round(max(self.others), 2)}

    def disturbed(self):
        return self.before > 1.5 or statistics.median(self.others) > 0.25


class Group:
    """Measurements of one kind, in the order in which they are first given; each a list of rounds."""

    def __init__(self, title, unit, base):
        self.title, self.unit, self.base = title, unit, base
        self.rounds = {}
        self.left_out = []

    def add(self, name, value):
        self.rounds.setdefault(name, []).append(value)

    def median(self, name):
        return statistics.median(self.rounds[name])

    def rows(self):
        base = self.median(self.base) if self.base in self.rounds else None
        return [{"name": name, "median": self.median(name), "least": min(values), "most": max(values),
                 "rounds": values, **({"ratio": self.median(name) / base} if base else {})}
                for name, values in self.rounds.items()]

    def content(self):
        return {"title": self.title, "unit": self.unit, "base": self.base, "rows": self.rows(),
                "left out": self.left_out}
