"""Checks and times GoRules ZEN; see asking.py.

The rules are a decision table with a column for each fact, so that ZEN's index applies; an engine with a loader, which
compiles it beforehand, is asked by its key. What it takes to convert a dictionary is told apart by a constant
expression over the same one, and is not counted.
"""

import json

import zen

import asking

KEY = "benchmark"


def cell(tests):
    """The tests of one fact as ZEN reads them in its column: what its index knows, where there is a form of it."""
    bounds = {op: value for op, value in tests}
    if sorted(bounds) == ["<", ">="] and len(tests) == 2:
        return f"[{json.dumps(bounds['>='])}..{json.dumps(bounds['<'])})"
    words = []
    for op, value in tests:
        if op == "in":
            words.append(", ".join(map(json.dumps, value)))
        elif op == "==":
            words.append(json.dumps(value))
        elif op in ("!=", "not in"):  # a missing fact is null, which is neither
            words.append(f"$ != null and $ {op} {json.dumps(value)}")
        else:
            words.append(f"{op} {json.dumps(value)}")
    if len(words) > 1 and any(op in ("in", "==") for op, _ in tests):
        raise ValueError(f"no cell for {tests}")
    return " and ".join(words)


def table(rules):
    rows, columns = [], {}
    for place, rule in enumerate(rules["rules"]):
        for tests in asking.alternatives(rule["when"], rules["lists"]):
            row = {"_id": f"row{len(rows)}", "place": str(place)}
            for fact in dict.fromkeys(fact for fact, _, _ in tests):
                column = columns.setdefault(fact, f"c{len(columns)}")
                row[column] = cell([(op, value) for name, op, value in tests if name == fact])
            rows.append(row)
    inputs = [{"id": column, "name": fact, "field": fact} for fact, column in columns.items()]
    return {"hitPolicy": "collect", "inputs": inputs, "rules": rows,
            "outputs": [{"id": "place", "name": "place", "field": "place"}]}


def graph(rules):
    nodes = [{"id": "in", "name": "in", "type": "inputNode"},
             {"id": "rules", "name": "rules", "type": "decisionTableNode", "content": table(rules)},
             {"id": "out", "name": "out", "type": "outputNode"}]
    edges = [{"id": source, "type": "edge", "sourceId": source, "targetId": target}
             for source, target in (("in", "rules"), ("rules", "out"))]
    return {"nodes": nodes, "edges": edges}


class Zen:
    """An engine that has loaded the rules."""

    def __init__(self, rules):
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph(rules)}}})
        self.taking = zen.compile_expression("1").evaluate

    def input(self, profile):
        return profile

    def decide(self, profile):
        return [row["place"] for row in self.engine.evaluate(KEY, profile)["result"]]


if __name__ == "__main__":
    asking.ask("GoRules ZEN", Zen)
