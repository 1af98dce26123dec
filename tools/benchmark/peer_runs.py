"""Other engines on the same rules: checked against Eligo's decisions, then timed on one core."""

import itertools
import json
import subprocess
import sys

import file_to_file
from measuring import Group

SAMPLE = 10_000
FEW = 200
SECONDS = 1
ENGINES = ["plain JavaScript", "json-logic-engine", "json-logic-js", "cel-js", "zen table", "zen expressions",
           "json-rules-engine", "cedar"]
GROWN = 10_000
ONE_CORE = ["taskset", "-c", "0"]


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

    def commands(self, rounds):
        """The peers that are installed, with what asks them."""
        asked = [self.rules, self.profiles, self.decisions, rounds, SECONDS]
        for engine in ENGINES:
            yield engine, [*ONE_CORE, "node", self.place.peers / "peer.mjs", engine, *asked]
        opa = self.place.peers / "venv" / "bin" / "opa_peer"
        if opa.exists():
            yield "OPA", ["env", "GOMAXPROCS=1", *ONE_CORE, opa, *asked]


def ask(questions, observer, rounds, group, checks):
    for name, command in questions.commands(rounds):
        print(f"  {name}", file=sys.stderr)
        answer = json.loads(observer.run(command).printed)
        for rate in answer["rates"]:
            group.add(name, rate)
        checks.append({"what": f"{name}, {group.title}", "same": answer["same"], "different": answer["different"]})


def ask_duckdb(place, questions, observer, rounds, checks):
    decisions = place.data / "eligo.ndjson"
    with open(decisions, "wb") as out:
        observer.run(file_to_file.evaluate(place, "codes", 1), out)
    group = Group("DuckDB, one thread, the whole file", "profiles/s", "file to file")
    command = [*ONE_CORE, place.peers / "venv" / "bin" / "python", place.peers / "duckdb_peer.py", questions.rules,
               place.profiles, decisions, place.data / "duckdb.ndjson", rounds]
    answer = json.loads(observer.run(command).printed)
    for name, rates in answer["rates"].items():
        for rate in rates:
            group.add(name, rate)
    checks.append({"what": answer["name"], "same": answer["same"], "different": answer["different"]})
    return group


def measure(place, observer, rounds):
    subprocess.run([place.peers / "install"], check=True, stdout=sys.stderr)
    checks = []
    peers = Group("Peers: 24 rules, profiles parsed before", "decisions/s", "plain JavaScript")
    questions = Questions(place, "sample", place.rules, place.profiles, SAMPLE)
    ask(questions, observer, rounds, peers, checks)
    duckdb = ask_duckdb(place, questions, observer, rounds, checks)
    grown = Group(f"Peers: {GROWN:,} rules", "decisions/s", "plain JavaScript")
    ask(Questions(place, "grown", place.growth_rules(GROWN), place.growth_profiles(), FEW), observer,
        max(1, rounds // 2), grown, checks)
    return [peers, duckdb, grown], checks
