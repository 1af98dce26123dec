#!/usr/bin/env python3
"""The shipped profiles: every value fits its fact, and the files are what their tools make.

    profiles_test.py [GENERATE_PROFILES]

Given the generator's executable, tests its output too.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"
GENERATOR = None

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
DURATION = re.compile(r"-?(\d+(\.\d*)?(h|ms|m|s|us|ns))+")
NOT_FACTS = {"outcome"}  # what became of the person, kept for studies


def is_a(value, name):
    if name == "bool":
        return isinstance(value, bool)
    if name == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "double":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "timestamp":
        return isinstance(value, str) and TIMESTAMP.fullmatch(value) is not None
    if name == "duration":
        return isinstance(value, str) and DURATION.fullmatch(value) is not None
    return isinstance(value, str)


def fits(value, fact):
    """Whether a value has the type, the range and the values that its fact declares."""
    name = fact["type"]
    if name == "list":
        return isinstance(value, list) and all(
            set(record) <= set(fact["of"]) and all(fits(field, fact["of"][key]) for key, field in record.items())
            for record in value
        )
    if name.startswith("list<"):
        return isinstance(value, list) and all(is_a(item, name[5:-1]) for item in value)
    if name == "enum":
        return value in fact["values"]
    lowest, highest = fact.get("range", [None, None])
    return is_a(value, name) and (lowest is None or value >= lowest) and (highest is None or value <= highest)


def leaves(value, facts, name=""):
    """(dotted name, value) of a profile, down to the facts."""
    if name in facts or not isinstance(value, dict):
        yield name, value
        return
    for key, part in value.items():
        yield from leaves(part, facts, f"{name}.{key}" if name else key)


class ProfilesTest(unittest.TestCase):
    def check_lines(self, lines, rule_set):
        """Every leaf is a fact that fits; returns how many profiles have each fact."""
        facts, subject = rule_set["facts"], rule_set.get("subject", "id")
        seen = dict.fromkeys(facts, 0)
        subjects = set()
        for number, line in enumerate(lines, 1):
            profile = json.loads(line)
            subjects.add(profile.pop(subject))
            for name in NOT_FACTS & profile.keys():
                del profile[name]
            for name, value in leaves(profile, facts):
                self.assertIn(name, facts, f"line {number}")
                self.assertTrue(fits(value, facts[name]), f"line {number}: {name} is {value!r}")
                seen[name] += 1
        self.assertEqual(len(subjects), len(lines), "subjects are unique")
        return seen

    def test_shipped_profiles_fit_the_facts(self):
        paths = sorted(RULES.glob("*/profiles/*.ndjson"))
        self.assertGreaterEqual(len(paths), 2)
        for path in paths:
            with self.subTest(path.name):
                rule_set = json.loads((path.parents[1] / "rule_set.json").read_text(encoding="utf-8"))
                seen = self.check_lines(path.read_text(encoding="utf-8").splitlines(), rule_set)
                self.assertEqual([name for name, count in seen.items() if count == 0], [], "facts in no profile")

    def test_real_profiles_are_reproduced(self):
        profiles = RULES / "consumer_credit" / "profiles"
        script = ROOT / "tools" / "real_profiles" / "map_taiwan.py"
        made = subprocess.run(
            [sys.executable, script, profiles / "taiwan-2005.csv"], check=True, capture_output=True
        ).stdout
        shipped = (profiles / "taiwan-2005.ndjson").read_bytes()
        self.assertGreaterEqual(len(shipped.splitlines()), 2000)
        self.assertEqual(hashlib.sha256(made).hexdigest(), hashlib.sha256(shipped).hexdigest())

    def generate(self, *arguments):
        if GENERATOR is None:
            self.skipTest("no generator given")
        return subprocess.run([GENERATOR, *arguments], check=True, capture_output=True).stdout

    def test_generated_profiles_fit_the_facts(self):
        rule_set = json.loads((RULES / "consumer_credit" / "rule_set.json").read_text(encoding="utf-8"))
        lines = self.generate("--count", "2000", "--seed", "1", "--missing", "50").decode().splitlines()
        self.assertEqual(len(lines), 2000)
        seen = self.check_lines(lines, rule_set)
        for name, count in seen.items():
            self.assertTrue(0 < count < 2000, f"{name} is in {count} of 2000 profiles")

    def test_generated_bytes_are_fixed(self):
        self.assertEqual(
            hashlib.sha256(self.generate("--count", "2000", "--seed", "1")).hexdigest(), DIGEST_OF_2000_WITH_SEED_1
        )

    def test_generated_profiles_do_not_depend_on_the_count(self):
        self.assertTrue(self.generate("--count", "9").startswith(self.generate("--count", "3")))
        self.assertNotEqual(self.generate("--count", "3"), self.generate("--count", "3", "--seed", "2"))

    def test_none_lacks_a_fact_when_asked_so(self):
        for line in self.generate("--count", "500", "--missing", "0").decode().splitlines():
            profile = json.loads(line)
            self.assertEqual(len(profile["identity"]), 5)
            self.assertEqual(len(profile["activity"]), 9)


# Changes only when the generator is meant to write other profiles.
DIGEST_OF_2000_WITH_SEED_1 = "e8d94785de38b582b5d5355ffeb40baa6a9110b141d978b2c48d0d6088e462b3"

if __name__ == "__main__":
    if len(sys.argv) > 1:
        GENERATOR = sys.argv.pop(1)
    sys.exit(unittest.main(verbosity=1))
