#!/usr/bin/env python3
"""Gives the rules of an Eligo rule set to the peers: their conditions as trees, in the order of reasons.

    translate.py RULES OUT

Reads only what the benchmark's rule sets use: `&&`, `||`, `!`, comparisons of a fact with a literal, membership in
a list. A tree is {"all": [...]}, {"any": [...]}, or {"fact", "op", "value"} with op one of == != < <= > >= in
"not in"; a test of a fact that is missing is not true. Lists stand under their names: {"list": NAME} as value.
"""

import json
import re
import sys

TOKEN = re.compile(r"\s*(&&|\|\||[=!<>]=|[!<>()\[\],]|'[^']*'|\"[^\"]*\"|-?\d+(?:\.\d+)?|[A-Za-z_][\w.]*)")
OPPOSITE = {"==": "!=", "in": "not in"}


class Condition:
    """A parser of one condition, by recursive descent."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        if "".join(self.tokens) != re.sub(r"\s", "", text):
            raise ValueError(f"cannot read {text}")
        self.tree = self.any()
        if self.tokens:
            raise ValueError(f"{text}: {self.tokens[0]} is left over")

    def next(self):
        return self.tokens.pop(0)

    def take(self, token):
        if self.tokens[:1] == [token]:
            return self.tokens.pop(0)
        return None

    def any(self):
        return self.joined("||", "any", self.all)

    def all(self):
        return self.joined("&&", "all", self.test)

    def joined(self, token, name, part):
        parts = [part()]
        while self.take(token):
            parts.append(part())
        return parts[0] if len(parts) == 1 else {name: parts}

    def test(self):
        if self.take("!"):
            inner = self.test()
            if inner.get("value") is True:
                return {**inner, "value": False}
            return {**inner, "op": OPPOSITE[inner["op"]]}
        if self.take("("):
            inner = self.any()
            self.next()
            return inner
        fact = self.next()
        if not self.tokens or self.tokens[0] in ("&&", "||", ")"):
            return {"fact": fact, "op": "==", "value": True}
        return {"fact": fact, "op": self.next(), "value": self.value()}

    def value(self):
        token = self.next()
        if token == "[":
            values = []
            while not self.take("]"):
                values.append(self.value())
                self.take(",")
            return values
        if token.startswith("lists."):
            return {"list": token.removeprefix("lists.")}
        return token[1:-1] if token[0] in "'\"" else json.loads(token)


def translated(rule_set):
    rules = sorted(rule_set["rules"], key=lambda rule: rule["effect"] != "deny")
    return {"facts": {name: fact["type"] for name, fact in rule_set["facts"].items()},
            "lists": {name: content["values"] for name, content in rule_set.get("lists", {}).items()},
            "rules": [{"code": rule["reason"], "effect": rule["effect"], "when": Condition(rule["when"]).tree}
                      for rule in rules]}


def main():
    with open(sys.argv[1], encoding="utf-8") as rules, open(sys.argv[2], "w", encoding="utf-8") as out:
        json.dump(translated(json.load(rules)), out)


if __name__ == "__main__":
    main()
