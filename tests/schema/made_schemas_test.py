#!/usr/bin/env python3
"""The schemas that `eligo schema` makes: of profiles, they refuse what the reader refuses and nothing else; of
decisions, they accept whatever Eligo writes.

    made_schemas_test.py ELIGO
"""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cli/cases"
SHARED = ROOT / "tests/cli/shared"
NOW = "2026-11-23T10:00:00Z"
DETAILS = ("verdict", "codes", "reasons", "full")
SAMPLE = 200  # lines of a large file
ELIGO = None

FACTS = {
    "flag": {"type": "bool"},
    "count": {"type": "int"},
    "few": {"type": "int", "range": [0, 10]},
    "share": {"type": "double"},
    "part": {"type": "double", "range": [0, 1]},
    "word": {"type": "string"},
    "kind": {"type": "enum", "values": ["a", "b c"]},
    "at": {"type": "timestamp"},
    "wait": {"type": "duration"},
    "deep.down.count": {"type": "int"},
    "counts": {"type": "list<int>"},
    "kinds": {"type": "list<timestamp>"},
    "records": {"type": "list", "of": {"amount": {"type": "double", "range": [0, None]}, "at": {"type": "timestamp"}}},
    "unread.count": {"type": "int"},
}
VALUES = """
true false null 0 1 -1 10 11 0.5 -0.5 1.5 1.0 1e3 -0 1E400 -1E400 1e-400 9007199254740993 9223372036854775807
9223372036854775808 -9223372036854775808 -9223372036854775809 123456789012345678901234567890
"" "a" "b" "b c" "A" "true" "1" "0" "x\\u0000" "中文"
"2026-11-23T10:00:00Z" "2026-11-23t10:00:00z" "2026-11-23T10:00:00.123456789+08:00" "2026-11-23T10:00:00.1234567891Z"
"2026-11-23T10:00:00" "2026-11-23 10:00:00Z" "2026-11-23T24:00:00Z" "2026-11-23T10:60:00Z" "2026-11-23T23:59:60Z"
"2026-02-29T00:00:00Z" "2024-02-29T00:00:00Z" "2000-02-29T00:00:00Z" "1900-02-29T00:00:00Z" "2026-04-31T00:00:00Z"
"2026-13-01T00:00:00Z" "2026-00-01T00:00:00Z" "2026-01-00T00:00:00Z" "0001-01-01T00:00:00Z" "0000-12-31T23:30:00-01:00"
"0000-02-29T00:00:00Z" "9999-12-31T23:59:59.999999999Z" "0001-01-01T00:00:00+01:00" "9999-12-31T23:59:59-01:00"
"0000-12-31T23:59:59Z" "2026-11-23T10:00:00+24:00" "2026-11-23T10:00:00.Z" "2026-11-23T10:00:00+0800" "2026-11-23"
"30d" "1d12h" "1h30m" "1.5s" "-3ms" "+5us" "7µs" "7μs" "8ns" ".5h" "5.h" "." "5" "h" "1 h" "1h-2m" "1w" "-" "--1s"
"300000d" "9223372036854775807ns" "9223372036854775808ns"
{} [] {"down":{}} {"down":5} {"down":null} {"count":"x"} {"other":1} [1] [1,"x"] [null] [1.0] ["2026-11-23T10:00:00Z","x"]
[{}] [{"amount":1}] [{"amount":-1}] [{"amount":"1"}] [{"at":"2026-11-23T10:00:00Z","amount":null}] [{"other":1}] [5] [[1]]
"""
# What JSON Schema cannot tell: it takes these although Eligo refuses them.
BEYOND = {
    ("count", "1.0"), ("count", "1e3"), ("few", "1.0"), ("deep.down.count", "1.0"), ("deep.down.count", "1e3"),
    ("counts", "[1.0]"), ("share", "9007199254740993"), ("share", "9223372036854775807"),
    ("share", "-9223372036854775809"), ("share", "123456789012345678901234567890"),
    ("id", "1.0"), ("id", "1e3"),
    *((name, "1e-400") for name in ("count", "few", "share", "part", "deep.down.count", "id")),
    *((name, f'"{text}"') for name in ("at",)
      for text in ("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "0000-12-31T23:59:59Z")),
    ("wait", '"300000d"'), ("wait", '"9223372036854775808ns"'),
}


def eligo(*arguments, stdin=None):
    done = subprocess.run([ELIGO, *map(str, arguments)], input=stdin, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def schema(rules, *options):
    made = json.loads(eligo("schema", *options, rules))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def decide(rules, lines, *options):
    out = eligo("evaluate", "--rules", rules, "--now", NOW, "--format", "ndjson", "--quiet", *options,
                stdin="".join(line + "\n" for line in lines))
    return [json.loads(line) for line in out.splitlines()]


def is_refused(decision):
    return "refused" in decision or "error" in decision


def nested(name, text):
    for key in reversed(name.split(".")):
        text = f"{{{json.dumps(key)}:{text}}}"
    return text


def lines_of(path):
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n") for line, _ in zip(file, range(SAMPLE))]


def shipped():
    """Each shipped rule set with some of its profiles."""
    for rules in sorted((ROOT / "rules").glob("*/rule_set.json")):
        yield rules, [line for path in sorted(rules.parent.glob("profiles/*.ndjson")) for line in lines_of(path)]


def rule_set_of_all_types():
    conditions = {"bool": "{}", "int": "{} > 3", "double": "{} > 0.5", "string": "{} == 'x'", "enum": "{} == 'a'",
                  "timestamp": "{} > now", "duration": "{} > duration('1h')"}
    rules = []
    for name, fact in FACTS.items():
        if not name.startswith("unread"):
            when = conditions.get(fact["type"], "{}.size() > 1").format(name)
            if name == "records":
                when = "records.exists(r, r.amount > 5.0 || r.at > now)"
            rules.append({"id": name, "category": "c", "effect": "hide", "when": when, "reason": f"R{len(rules)}"})
    return {"format": 1, "id": "all types", "version": "1", "facts": FACTS, "rules": rules}


class ProfilesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.rules = pathlib.Path(folder.name) / "rules.json"
        self.rules.write_text(json.dumps(rule_set_of_all_types()), encoding="utf-8")

    def compare(self, tried, *options):
        """The schema and the reader agree on each (name, value), but for what is beyond a schema."""
        validator = schema(self.rules, *options)
        decisions = decide(self.rules, [nested(name, text) for name, text in tried], *options)
        self.assertEqual(len(decisions), len(tried))
        wrong = []
        for (name, text), decision in zip(tried, decisions):
            taken = validator.is_valid(json.loads(nested(name, text)))
            beyond = (name, text) in BEYOND
            if taken != (beyond or not is_refused(decision)) or beyond and not is_refused(decision):
                wrong.append(f"{name}: {text} is {'taken' if taken else 'refused'} by the schema")
        self.assertEqual(wrong, [])

    def tried(self):
        texts = [text for line in VALUES.split("\n") for text in self.tokens(line)]
        names = [*FACTS, "id", "deep", "deep.down", "unread", "unknown"]
        return [(name, text) for name in names for text in texts]

    @staticmethod
    def tokens(line):
        decoder, at = json.JSONDecoder(), 0
        while at < len(line):
            _, end = decoder.raw_decode(line, at)
            yield line[at:end]
            at = end + 1

    def test_refuse_what_the_reader_refuses(self):
        self.compare(self.tried())

    def test_refuse_when_strict_what_the_reader_refuses(self):
        self.compare(self.tried(), "--strict")

    def test_take_whole_profiles_and_no_others(self):
        validator = schema(self.rules)
        for profile in ([], None, "text", 5):
            self.assertFalse(validator.is_valid(profile))
        self.assertTrue(validator.is_valid({}))

    def test_take_shipped_profiles(self):
        for rules, lines in shipped():
            with self.subTest(rules.parent.name):
                validator = schema(rules)
                self.assertGreater(len(lines), 5)
                for line, decision in zip(lines, decide(rules, lines)):
                    self.assertEqual(validator.is_valid(json.loads(line)), not is_refused(decision), line)

    def test_agree_with_the_golden_profiles(self):
        rules = ROOT / "tests/golden/profile_rules.json"
        validator = schema(rules)
        compared = 0
        for path in sorted((ROOT / "tests/golden/profiles").glob("*.json")):
            if path.stem in ("half_a_surrogate_pair", "nested_too_deep"):  # of which a schema knows nothing
                continue
            try:
                text = path.read_text(encoding="utf-8")
                pairs = []
                profile = json.loads(text, object_pairs_hook=lambda items: pairs.append(items) or dict(items))
            except ValueError:
                continue
            if any(len(dict(items)) != len(items) for items in pairs):
                continue
            decision = decide(rules, [json.dumps(profile)])
            self.assertEqual(validator.is_valid(profile), not is_refused(decision[0]), path.name)
            compared += 1
        self.assertGreater(compared, 1)

    def test_are_in_the_language_asked_for(self):
        rules = ROOT / "rules/consumer_credit/rule_set.json"
        for locale, title in (("en", "Credit score"), ("zh-CN", "信用评分")):
            made = json.loads(eligo("schema", "--locale", locale, rules))
            score = made["properties"]["credit"]["properties"]["score"]
            self.assertEqual((score["title"], score["x-unit"]), (title, "points"))


class DecisionsTest(unittest.TestCase):
    def check(self, validator, decision):
        mistakes = [error.message for error in validator.iter_errors(decision)]
        self.assertEqual(mistakes, [], json.dumps(decision, ensure_ascii=False)[:1000])

    def test_accept_what_the_shipped_rules_say(self):
        for rules, lines in shipped():
            validator = schema(rules, "--decisions")
            lines += ["{", "[]", '{"id": 7}']
            for detail in DETAILS:
                for decision in decide(rules, lines, "--detail", detail, "--stamp"):
                    self.check(validator, decision)

    def test_accept_every_output_of_the_command_line_cases(self):
        validators, checked = {}, 0
        for case in sorted(path for path in CASES.iterdir() if (path / "stdout").exists()):
            command = (case / "command").read_text(encoding="utf-8")
            named = set(re.findall(r"--rules[= ](\S+\.json)", command))
            paths = [path for name in named for path in (case / name, SHARED / name) if path.exists()]
            if len(paths) != 1 or f"> {paths[0].name}" in command:
                continue
            try:
                if paths[0] not in validators:
                    validators[paths[0]] = schema(paths[0], "--decisions")
            except AssertionError:
                continue  # a rule set that is refused
            for line in (case / "stdout").read_text(encoding="utf-8", errors="replace").splitlines():
                try:
                    record = json.loads(line)
                except ValueError:
                    continue
                if isinstance(record, dict) and ("verdict" in record or {"line", "element"} & record.keys()):
                    stable = {"verdict", "error"} <= record.keys()  # with what is empty, of which the schema knows nothing
                    if "now" not in record and not stable:  # the former is an explanation
                        self.check(validators[paths[0]], record)
                        checked += 1
        self.assertGreater(checked, 100, "records of the cases")

    def test_refuse_what_eligo_does_not_say(self):
        rules = SHARED / "rules.json"
        validator = schema(rules, "--decisions")
        people = lines_of(SHARED / "people.ndjson")
        decision = next(d for d in decide(rules, people) if d.get("segment") and "facts" in d["reasons"][0])
        self.check(validator, decision)

        def changed(*path, to):
            copied = copy.deepcopy(decision)
            at = copied
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = to
            return copied

        for wrong in (
            changed("verdict", to="maybe"), changed("segment", to="none"), changed("reasons", to=[]),
            changed("reasons", 0, "code", to="NO_SUCH_CODE"), changed("reasons", 0, "category", to="region"),
            changed("reasons", 0, "effect", to="skip"), changed("reasons", 0, "rules", to=["no.such.rule"]),
            changed("reasons", 0, "facts", to={"no.such.fact": 1}), changed("reasons", 0, "message", to=7),
            changed("retry_at", to="tomorrow"), changed("review", to=False), changed("needs", to=["no.such.fact"]),
            changed("shown", to=["NO SUCH"]), changed("rule_set", to={"id": "another"}), changed("id", to=1.5),
            changed("alternatives", to=[{"id": "no such"}]), changed("bounds", to={"best": "visible"}),
            changed("refused", to=[{"fact": "name", "cause": "because"}]), {"id": "ann"}, {"error": "no place"}, [],
        ):
            self.assertFalse(validator.is_valid(wrong), wrong)
        self.check(validator, changed("added_later", to={"any": "thing"}))


if __name__ == "__main__":
    ELIGO = pathlib.Path(sys.argv.pop(1)).resolve()
    sys.exit(unittest.main(verbosity=1))
