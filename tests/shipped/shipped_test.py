"""The shipped consumer-credit rules over records of real people: do they say something?

Whoever is refused for reasons of credit should have defaulted clearly more often than whoever is shown
the product.
"""

import json
import pathlib
import subprocess
import sys


def main():
    eligo, root = sys.argv[1], pathlib.Path(sys.argv[2])
    rules = root / "rules/consumer_credit/rule_set.json"
    profiles = root / "rules/consumer_credit/profiles/taiwan-2005.ndjson"
    done = subprocess.run([eligo, "evaluate", "--rules", rules, "--now", "2026-11-23T10:00:00Z", profiles],
                          capture_output=True, text=True, check=True)
    people = [json.loads(line) for line in profiles.read_text(encoding="utf-8").splitlines()]
    decisions = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(people) == len(decisions) >= 1000, (len(people), len(decisions))

    shown, refused = [], []
    verdicts = {"visible": 0, "hidden": 0, "denied": 0}
    for person, decision in zip(people, decisions):
        assert person["id"] == decision["id"]
        verdicts[decision["verdict"]] += 1
        defaulted = bool(person["outcome"]["defaulted"])
        if decision["verdict"] == "visible":
            shown.append(defaulted)
        elif any(reason["category"] == "credit" for reason in decision["reasons"]):
            refused.append(defaulted)
    share = lambda group: sum(group) / len(group)
    print(verdicts, f"defaulted: {share(shown):.3f} of the shown, {share(refused):.3f} of the refused for credit")
    assert min(verdicts.values()) > 50, "a verdict hardly occurs"
    assert share(refused) > 1.5 * share(shown), "the rules tell good from bad no better than chance"


if __name__ == "__main__":
    main()
