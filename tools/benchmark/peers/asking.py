"""What the peers in Python share: the rules, the check against Eligo's decisions, the clock.

A peer is a class: made of the rules; `input(profile)` gives what is not timed; `decide(input)` gives the places of the
rules that hit.
"""

import json
import sys
import time


def alternatives(tree, lists):
    """The condition as alternatives, each a list of tests that must all hold."""
    if "any" in tree:
        return [tests for part in tree["any"] for tests in alternatives(part, lists)]
    if "all" in tree:
        joined = [[]]
        for part in tree["all"]:
            joined = [before + tests for before in joined for tests in alternatives(part, lists)]
        return joined
    value = tree["value"]
    return [[(tree["fact"], tree["op"], lists[value["list"]] if isinstance(value, dict) else value)]]


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def without_nulls(profile):
    """The facts of a profile; null and absent are one to Eligo: missing."""
    return {section: {name: value for name, value in facts.items() if value is not None}
            for section, facts in profile.items() if isinstance(facts, dict)}


def seconds_each(ask, inputs, seconds):
    """Processor time that a call takes, from calls for about `seconds`."""
    start, done = time.process_time(), 0
    while True:
        for each in inputs:
            ask(each)
            done += 1
            if done % 16 == 0 and time.process_time() - start >= seconds:
                return (time.process_time() - start) / done


def agrees(rules, places, decision):
    codes = [rules["rules"][place]["code"] for place in places]
    denied = places and rules["rules"][places[0]]["effect"] == "deny"
    verdict = "visible" if not places else "denied" if denied else "hidden"
    return (verdict, codes) == (decision["verdict"], [reason["code"] for reason in decision.get("reasons", [])])


def ask(name, load):
    """Checks and times a peer: `RULES PROFILES DECISIONS ROUNDS SECONDS` are the program's words; RULES as translate.py
    gives them, DECISIONS those of Eligo for PROFILES. Prints one line of JSON: how many decisions are the same, and
    decisions a second of processor time in each round, less what the peer's `taking(input)` takes where it has that:
    the handing over alone; the rates of the whole call then stand under `more`."""
    rules_path, profiles_path, decisions_path, rounds, seconds = sys.argv[1:]
    with open(rules_path, encoding="utf-8") as file:
        rules = json.load(file)
    start = time.perf_counter()
    peer = load(rules)
    loaded = time.perf_counter() - start
    inputs = [peer.input(without_nulls(profile)) for profile in lines(profiles_path)]
    decisions = lines(decisions_path)
    same = sum(agrees(rules, sorted(set(peer.decide(given))), decision)
               for given, decision in zip(inputs, decisions, strict=True))
    rates, whole = [], []
    for _ in range(int(rounds)):
        call = seconds_each(peer.decide, inputs, float(seconds))
        taking = seconds_each(peer.taking, inputs, float(seconds) / 4) if hasattr(peer, "taking") else 0
        rates.append(1 / (call - taking))
        whole.append(1 / call)
    more = {f"{name}, with the conversion of dictionaries": whole} if hasattr(peer, "taking") else {}
    print(json.dumps({"name": name, "same": same, "different": len(decisions) - same, "load_seconds": loaded,
                      "rates": rates, "more": more}))
