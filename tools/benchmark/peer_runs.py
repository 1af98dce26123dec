"""Other engines on the same rules: checked against Eligo's decisions, then timed on one core."""

import itertools
import json
import subprocess
import sys

import file_to_file
from growth import GROWN
from measuring import Group
from peer_versions import PROGRAMS, all_installed

SAMPLE = 10_000
FEW = 200
SECONDS = 1
PATIENCE = 300  # seconds for all that a peer is asked of one rule set, checking its decisions included
BY_HAND = "plain JavaScript"
SCRIPTS = ["json-logic-engine", "json-logic-js", "cel-js", "json-rules-engine", "Cedar in WebAssembly"]
PYTHON = {"GoRules ZEN": "zen_peer.py", "rego-cpp": "rego_cpp_peer.py"}
OF_BANDS = [BY_HAND, "GoRules ZEN", "OPA", "cel-go", "json-logic-engine"]  # those that lead, and those that are asked
ONE_CORE = ["taskset", "-c", "0"]
SMALL, DUCKDB = "Peers: 24 rules, profiles parsed before", "DuckDB, one thread, the whole file"
LARGE = {"guarded": f"Peers: {GROWN:,} rules", "equality": f"Peers: {GROWN:,} equality rules",
         "bands": f"Peers: {GROWN:,} bands"}


class Questions:
    """A rule set as the peers read it, profiles, and Eligo's decisions of them."""

    def __init__(self, place, name, rules, profiles, count):
        self.place = place
        self.rules, self.profiles, self.decisions = (
            place.data / f"{name}-{part}" for part in ("rules.json", "profiles.ndjson", "decisions.ndjson"))
        subprocess.run([sys.executable, place.peers / "translate.py", rules, self.rules], check=True)
        with open(profiles, encoding="utf-8") as source, open(self.profiles, "w", encoding="utf-8") as out:
            out.writelines(itertools.islice(source, count))
        with open(self.decisions, "wb") as out:
            subprocess.run([place.eligo, "evaluate", "--rules", rules, "--detail", "codes", "--now",
                            file_to_file.NOW, self.profiles], stdout=out, check=True)

    def command(self, name, rounds):
        """What asks a peer."""
        peers = self.place.peers
        asked = [self.rules, self.profiles, self.decisions, rounds, SECONDS]
        if name in PYTHON:
            return [*ONE_CORE, peers / "venv" / "bin" / "python", peers / PYTHON[name], *asked]
        if name in PROGRAMS:
            return ["env", "GOMAXPROCS=1", *ONE_CORE, peers / "venv" / "bin" / PROGRAMS[name], *asked]
        return [*ONE_CORE, "node", peers / "peer.mjs", name, *asked]


def ask(questions, names, observer, rounds, group):
    """Adds to the group what the peers answer; returns how many of their decisions are Eligo's."""
    checks = []
    for name in names:
        print(f"  {name}", file=sys.stderr)
        ended = observer.run(questions.command(name, rounds), patience=PATIENCE)
        if ended is None:
            group.left_out.append(f"{name}: not done after {PATIENCE} s")
            continue
        answer = json.loads(ended.printed)
        for what, rates in {name: answer["rates"], **answer.get("more", {})}.items():
            for rate in rates:
                group.add(what, rate)
        checks.append({"what": f"{name}, {group.title}", "same": answer["same"], "different": answer["different"]})
    return checks


def ask_duckdb(place, questions, observer, rounds, group):
    decisions = place.data / "eligo.ndjson"
    with open(decisions, "wb") as out:
        observer.run(file_to_file.evaluate(place, "codes", 1), out)
    command = [*ONE_CORE, place.peers / "venv" / "bin" / "python", place.peers / "duckdb_peer.py", questions.rules,
               place.profiles, place.csv(), decisions, place.data / "duckdb.ndjson", rounds]
    answer = json.loads(observer.run(command).printed)
    for name, rates in answer["rates"].items():
        for rate in rates:
            group.add(name, rate)
    return [{"what": f"DuckDB, {what}", "same": same, "different": different}
            for what, (same, different) in answer["compared"].items()]


def measure(place, observer, rounds):
    subprocess.run([place.peers / "install"], check=True, stdout=sys.stderr)
    there = all_installed(place.peers)
    names = [name for name in (BY_HAND, *SCRIPTS, *PYTHON, *PROGRAMS) if name in there or name == BY_HAND]
    small = Group(SMALL, "decisions/s", BY_HAND)
    questions = Questions(place, "sample", place.rules, place.profiles, SAMPLE)
    checks = ask(questions, names, observer, rounds, small)
    groups = [small]
    if "DuckDB" in there:
        groups.append(Group(DUCKDB, "profiles/s", "file to file"))
        checks += ask_duckdb(place, questions, observer, rounds, groups[-1])
    for kind, title in LARGE.items():
        groups.append(Group(title, "decisions/s", BY_HAND))
        questions = Questions(place, kind, place.growth_rules(GROWN, kind), place.growth_profiles(kind), FEW)
        asked = names if kind == "guarded" else [name for name in names if name in OF_BANDS]
        checks += ask(questions, asked, observer, max(1, rounds // 2), groups[-1])
    return groups, checks
