"""Checks and times rego-cpp; see asking.py. The policy is compiled to a bundle once; inputs are its own values."""

import json

import regopy

import asking

CONTAINER = str.maketrans("[]", "{}")


class Policy:
    """The rules as a module. Its sets stand by themselves: within a rule the compiler loses count of a long one."""

    def __init__(self, rules):
        self.sets = {}
        hits = [f"hits contains {place} if {{ {'; '.join(self.test(*each) for each in tests)} }}"
                for place, rule in enumerate(rules["rules"])
                for tests in asking.alternatives(rule["when"], rules["lists"])]
        sets = [f"{name} := {values}" for values, name in self.sets.items()]
        self.text = "\n".join(["package benchmark", *sets, *hits, ""])

    def test(self, fact, op, value):
        """Undefined, so not true, where the fact is missing."""
        at, literal = f"input.{fact}", json.dumps(value)
        if op not in ("in", "not in"):
            return f"{at} {op} {literal}"
        name = self.sets.setdefault(literal.translate(CONTAINER), f"set{len(self.sets)}")
        return f"{at} in {name}" if op == "in" else f"{at}; not {at} in {name}"


class RegoCpp:
    """An interpreter that has loaded the rules."""

    def __init__(self, rules):
        self.interpreter = regopy.Interpreter()
        self.interpreter.add_module("benchmark", Policy(rules).text)
        self.bundle = self.interpreter.build("data.benchmark.hits")

    def input(self, profile):
        return regopy.Input(profile)

    def decide(self, profile):
        self.interpreter.set_input(profile)
        output = self.interpreter.query_bundle(self.bundle)  # what it gives must not outlive it
        return [int(hit) for hit in json.loads(output.expressions()[0].json())]


if __name__ == "__main__":
    asking.ask("rego-cpp", RegoCpp)
