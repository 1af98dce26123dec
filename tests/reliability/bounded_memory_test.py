"""What profiles could make the program hold: texts and lists made within macros, alone and many profiles together;
decisions of a megabyte each.

Usage: bounded_memory_test.py ELIGO
Peak memory is asserted; each profile gets its decision, the same one in a batch and alone.
"""

import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from scratch import NOW

ELIGO = sys.argv[1]
MOST_MEGABYTES = 500

FACTS = {"s": {"type": "string"}, "ss": {"type": "list<string>"}, "l": {"type": "list<int>"},
         "m": {"type": "list<int>"}}

# name, condition, profiles, how many of them are decided (the others go beyond a limit)
CASES = [
    ("one text for each of many elements", "ss.exists(x, s + x == 'q')",
     [{"s": "a" * 100_000, "ss": ["b"] * 10_000}], 0),
    ("texts of pairs", "ss.exists(x, ss.exists(y, x + y == 'q'))",
     [{"ss": ["a" * 1_000 + str(i) for i in range(1_000)]}], 0),
    ("ordinary profiles, many at once", "ss.exists(x, s + x == 'q')",
     [{"s": "a" * 8_000, "ss": ["b"] * 600} for _ in range(600)], 600),
    ("texts changed", "ss.exists(x, s.lowerAscii().replace('a', x) == 'q')",
     [{"s": "A" * 8_000, "ss": ["b"] * 600} for _ in range(200)], 200),
    ("texts cut up", "ss.exists(x, (s + x).split('').size() == 1)",
     [{"s": "a" * 2_000, "ss": ["b"] * 500} for _ in range(200)], 200),
    ("lists added up", "l.exists(x, (m + [x]).size() == 0)",
     [{"l": list(range(1_000)), "m": list(range(2_000))} for _ in range(100)], 100),
    ("an element asked for by its place", "l.exists(x, m[x] == -1)",
     [{"l": list(range(20_000)), "m": list(range(20_000))} for _ in range(20)], 20),
    ("elements looked for in another list", "l.exists(x, x in m)",
     [{"l": list(range(40_000)), "m": list(range(40_000, 80_000))} for _ in range(20)], 20),
]


def run(arguments, profiles):
    process = subprocess.Popen([ELIGO, "evaluate", *arguments, str(profiles)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, out.decode().splitlines(), usage.ru_maxrss / 1024


def check(name, condition, profiles, decided, folder):
    failures = []
    rules = folder / "rules.json"
    rules.write_text(json.dumps({
        "format": 1, "id": "x", "version": "1", "facts": FACTS,
        "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": condition}]}))
    people = folder / "people.ndjson"
    people.write_text("".join(json.dumps(profile) + "\n" for profile in profiles))
    arguments = ["--rules", str(rules), "--now", NOW, "--threads", "2", "--quiet"]
    status, together, megabytes = run(arguments, people)
    if status != 0:
        failures.append(f"exit status {status}")
    if len(together) != len(profiles):
        failures.append(f"{len(together)} records for {len(profiles)} profiles")
    undecided = sum('"error":"too many steps"' in line for line in together)
    if undecided != len(profiles) - decided:
        failures.append(f"{undecided} undecided, {len(profiles) - decided} expected")
    if megabytes > MOST_MEGABYTES:
        failures.append(f"{megabytes:.0f} MB")
    if run([*arguments, "--batch-size", "1"], people)[1] != together:
        failures.append("decided one by one the decisions are others")
    codes = run([*arguments, "--detail", "codes"], people)[1]
    if len(codes) != len(profiles) or run([*arguments, "--detail", "codes", "--batch-size", "1"], people)[1] != codes:
        failures.append("decided one by one the codes are others")
    print(f"{name}: {megabytes:.0f} MB" + "".join("; " + failure for failure in failures))
    return not failures


# What is written: most megabytes for a number of threads.
WRITTEN = [("one thread", ["--threads", "1"], 250), ("four threads", ["--threads", "4", "--batch-size", "250"], 450)]


def check_long_decisions(folder):
    """A hundred rules whose messages name a long text ten times: a megabyte for each profile."""
    rules = folder / "rules.json"
    rules.write_text(json.dumps({
        "format": 1, "id": "x", "version": "1", "facts": {"s": {"type": "string"}},
        "rules": [{"id": f"r{n}", "category": "c", "effect": "hide", "reason": f"R{n}", "when": f"s != '{n}'",
                   "message": {"en": "{s} " * 10}} for n in range(100)]}))
    people = folder / "people.ndjson"
    people.write_text("".join(json.dumps({"s": "a" * 1_000 + str(n)}) + "\n" for n in range(600)))
    good, written = True, set()
    for name, arguments, most in WRITTEN:
        process = subprocess.Popen([ELIGO, "evaluate", "--rules", str(rules), "--now", NOW, "--quiet", *arguments,
                                    str(people)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        size, bytes_read = 0, hashlib.sha256()
        while block := process.stdout.read(1 << 20):
            size += len(block)
            bytes_read.update(block)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        megabytes = usage.ru_maxrss / 1024
        written.add(bytes_read.digest())
        good = good and process.returncode == 0 and size > 600_000_000 and megabytes <= most
        print(f"long decisions, {name}: {size >> 20} MB written, {megabytes:.0f} MB, at most {most} expected")
    if len(written) > 1:
        print("the decisions depend on the number of threads")
    return good and len(written) == 1


def check_decisions_like_no_other(folder):
    """Three thousand rules, of which each profile meets another half."""
    rules = folder / "rules.json"
    facts = [f"f{n}" for n in range(30)]
    rules.write_text(json.dumps({
        "format": 1, "id": "x", "version": "1", "facts": {fact: {"type": "bool"} for fact in facts},
        "rules": [{"id": f"{fact}_{n}", "category": "c", "effect": "deny", "reason": f"R{fact.upper()}_{n}",
                   "when": fact} for fact in facts for n in range(100)]}))
    people = folder / "people.ndjson"
    chosen = random.Random(1)
    people.write_text("".join(json.dumps({fact: chosen.random() < 0.5 for fact in facts}) + "\n"
                              for _ in range(20_000)))
    status, _, megabytes = run(["--rules", str(rules), "--now", NOW, "--threads", "2", "--detail", "verdict",
                                "--no-decisions", "--summary", "json"], people)
    print(f"decisions like no other: {megabytes:.0f} MB")
    return status == 0 and megabytes <= MOST_MEGABYTES


def main():
    with tempfile.TemporaryDirectory() as folder:
        good = [check(*case, pathlib.Path(folder)) for case in CASES]
        good.append(check_long_decisions(pathlib.Path(folder)))
        good.append(check_decisions_like_no_other(pathlib.Path(folder)))
    sys.exit(0 if all(good) else 1)


main()
