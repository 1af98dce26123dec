"""`eligo test` where files change under it, on what evaluate decides, and on many fixtures.

    fixtures_test.py PROGRAM REPOSITORY

ELIGO_PASTED_SETS sets how many random rule sets are tested with what is suggested for them (12).
"""

import csv
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

ELIGO = ROOT = None
NOW = "2026-11-23T10:00:00Z"
SETS = int(os.environ.get("ELIGO_PASTED_SETS", "12"))
PATIENCE = 120  # seconds until what has to come counts as not coming
ANN = {"id": "ann", "verified": True, "account": {"status": "active", "opened": "2026-06-01T00:00:00Z"},
       "credit": {"score": 700, "ratio": 0.2}, "inquiries": [], "loans": []}


def document(*fixtures, **more):
    return {"format": 1, "rules": "rules.json", "now": NOW, "profiles": {"ann": ANN}, "fixtures": list(fixtures), **more}


def case(name, verdict, **facts):
    return {"name": name, "base": "ann", "with": {key.replace("_", "."): value for key, value in facts.items()},
            "expect": {"verdict": verdict}}


class Scratch(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copy(ROOT / "tests/cli/shared/rules.json", self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content)
        # as editors save: whole and at once
        beside = path.with_name("new~")
        beside.write_text(text, encoding="utf-8")
        beside.rename(path)
        return path

    def run_test(self, *options, **more):
        return subprocess.run([ELIGO, "test", *map(str, options)], cwd=self.folder, capture_output=True, text=True,
                              timeout=600, **{"stdin": subprocess.DEVNULL, **more})


class Watched:
    """`eligo test --watch` with both its outputs in one pipe."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen([ELIGO, "test", "--watch", *options], cwd=folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.text = ""

    def until(self, wanted):
        """What was said up to and with the text."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.text:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise AssertionError(f"`{wanted}` did not come: {self.text}")
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                raise AssertionError(f"ended before `{wanted}`: {self.text}")
            self.text += data.decode()
        said, _, self.text = self.text.partition(wanted)
        return said + wanted

    def round(self):
        return self.until("watching; Ctrl-C ends it\n")

    def end(self):
        if self.process.stdout.closed:
            return self.process.returncode
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


class Watching(Scratch):
    def watch(self, *options):
        watched = Watched(self.folder, *options)
        self.addCleanup(watched.end)
        return watched

    def test_follows_fixtures_rules_lists_tables_and_new_files(self):
        rules = json.loads((self.folder / "rules.json").read_text(encoding="utf-8"))
        rules["lists"] = {"scores": {"of": "int", "file": "scores.txt"}}
        rules["rules"].append({"id": "listed", "category": "credit", "effect": "hide", "on_missing": "skip",
                               "when": "credit.score in lists.scores", "reason": "LISTED"})
        self.write("scores.txt", "1\n")
        self.write("rules.json", rules)
        self.write("other.json", (ROOT / "tests/cli/shared/rules.json").read_text(encoding="utf-8"))
        self.write("a.fixtures.json", document(case("ann", "visible"),
                                               tables=[{"name": "t", "base": "ann", "file": "t.csv"}]))
        self.write("t.csv", "credit.score,expect.verdict\n599,hidden\n")
        self.write("b.fixtures.json", {**document(case("ann", "visible")), "rules": "other.json"})
        watched = self.watch()
        said = watched.round()
        self.assertIn("a.fixtures.json: 2 passed", said)
        self.assertIn("b.fixtures.json: 1 passed", said)

        self.write("a.fixtures.json", document(case("ann", "hidden")))
        said = watched.round()
        self.assertIn("a.fixtures.json: 0 passed, 1 failed", said)
        self.assertNotIn("b.fixtures.json", said)

        self.write("a.fixtures.json", "{")
        self.assertIn("E0101", watched.round())
        self.write("a.fixtures.json", document(case("ann", "visible"),
                                               tables=[{"name": "t", "base": "ann", "file": "t.csv"}]))
        self.assertIn("a.fixtures.json: 2 passed", watched.round())

        self.write("t.csv", "credit.score,expect.verdict\n599,visible\n")
        said = watched.round()
        self.assertIn("a.fixtures.json: 1 passed, 1 failed", said)
        self.write("t.csv", "credit.score,expect.verdict\n599,hidden\n")
        self.assertIn("a.fixtures.json: 2 passed", watched.round())

        self.write("scores.txt", "700\n")
        said = watched.round()
        self.assertIn("a.fixtures.json: 1 passed, 1 failed", said)
        self.assertNotIn("b.fixtures.json", said)

        rules["rules"].pop()
        rules.pop("lists")
        self.write("rules.json", rules)
        said = watched.round()
        self.assertIn("a.fixtures.json: 2 passed", said)
        self.assertNotIn("b.fixtures.json", said)

        self.write("rules.json", "{")
        self.assertIn("E0101", watched.round())
        self.write("rules.json", rules)
        self.assertIn("a.fixtures.json: 2 passed", watched.round())

        self.write("deep/new.fixtures.json", {**document(case("new", "visible")), "rules": "../other.json"})
        said = watched.round()
        self.assertIn("deep/new.fixtures.json: 1 passed", said)
        self.assertNotIn("a.fixtures.json", said)

        self.assertEqual(watched.end(), 130)

    def test_reports_are_of_all_files(self):
        self.write("a.fixtures.json", document(case("a", "visible")))
        self.write("b.fixtures.json", document(case("b", "visible")))
        watched = self.watch("--junit", "report.xml")
        watched.round()
        self.write("b.fixtures.json", document(case("b", "hidden")))
        watched.round()
        suites = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertEqual([suites.get("tests"), suites.get("failures")], ["2", "1"])


class Updating(Scratch):
    def test_keeps_links_and_rights(self):
        target = self.write("kept/real.json", document(case("ann", "hidden")))
        target.chmod(0o640)
        (self.folder / "link.fixtures.json").symlink_to("kept/real.json")
        before = target.read_text(encoding="utf-8")
        done = self.run_test("--update", "--yes", "--rules", "rules.json", "link.fixtures.json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue((self.folder / "link.fixtures.json").is_symlink())
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o640)
        self.assertEqual(target.read_text(encoding="utf-8"), before.replace('"verdict": "hidden"', '"verdict": "visible"'))
        self.assertEqual(sorted(path.name for path in (self.folder / "kept").iterdir()), ["real.json"])

    def answer(self, text):
        terminal, end = pty.openpty()
        os.write(terminal, text.encode())
        try:
            return self.run_test("--update", stdin=end)
        finally:
            os.close(terminal)
            os.close(end)

    def test_asks_on_a_terminal(self):
        path = self.write("a.fixtures.json", document(case("ann", "hidden")))
        before = path.read_bytes()
        done = self.answer("n\n")
        self.assertEqual((done.returncode, path.read_bytes()), (1, before), done.stderr)
        self.assertIn("Write 1 expectation into a.fixtures.json? [y/N]", done.stderr)
        done = self.answer("y\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotEqual(path.read_bytes(), before)


class Decided(Scratch):
    """Fixtures made of what evaluate decides pass; with one expectation changed that one fails."""

    def check(self, rules, profiles, seed):
        random.seed(seed)
        people = [json.loads(line) for line in profiles.read_text(encoding="utf-8").splitlines()[:3000]]
        people = random.sample(people, min(300, len(people)))
        known = {name.split(".")[0] for name in self.facts(rules)} | {self.load(rules).get("subject", "id")}
        people = [{key: value for key, value in one.items() if key in known} for one in people]
        stream = "".join(json.dumps(one) + "\n" for one in people)
        done = subprocess.run([ELIGO, "evaluate", "--rules", rules, "--now", NOW, "--locale", "en"], input=stream,
                              capture_output=True, text=True, timeout=600, check=False)
        decisions = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(decisions), len(people))
        fixtures = []
        for index, (profile, decision) in enumerate(zip(people, decisions)):
            reasons = decision.get("reasons", [])
            missing = sorted({fact for reason in reasons for fact in reason.get("missing", [])})
            expect = {"verdict": decision["verdict"], "reasons": [reason["code"] for reason in reasons],
                      "segment": decision.get("segment"), "missing": missing,
                      "waived": [reason["code"] for reason in decision.get("waived", [])],
                      "review": decision.get("review", False), "retry_at": decision.get("retry_at"),
                      "valid_until": decision.get("valid_until"), "refused": sorted(decision.get("refused", []))}
            if reasons and "message" in reasons[0]:
                expect["message"] = {"en": reasons[0]["message"]}
            fixtures.append({"name": f"person {index}", "profile": profile, "expect": expect})
        made = {"format": 1, "rules": str(rules), "now": NOW, "fixtures": fixtures}
        self.write("made.fixtures.json", made)
        done = self.run_test("made.fixtures.json")
        self.assertEqual(done.returncode, 0, done.stdout[:3000])
        for _ in range(10):
            changed = random.randrange(len(fixtures))
            key = random.choice(["verdict", "reasons", "segment", "missing", "waived", "review", "retry_at", "valid_until"])
            before = fixtures[changed]["expect"].get(key)
            if isinstance(before, dict) or key not in fixtures[changed]["expect"]:
                continue
            other = {"verdict": "hidden" if before != "hidden" else "visible", "review": before is False,
                     "segment": None if before else (self.segments(rules) or [None])[0],
                     "retry_at": "2030-01-01T00:00:00Z", "valid_until": "2030-01-01T00:00:00Z",
                     "reasons": self.codes(rules)[:1] if not before else [], "waived": self.codes(rules)[:1] if not before else [],
                     "missing": self.facts(rules)[:1] if not before else []}[key]
            if other == before:
                continue
            fixtures[changed]["expect"][key] = other
            self.write("made.fixtures.json", made)
            done = self.run_test("--json", "made.fixtures.json", "--threads", random.choice([1, 2, 3]))
            fixtures[changed]["expect"][key] = before
            report = json.loads(done.stdout)
            failed = [one for one in report["files"][0]["fixtures"] if not one["passed"]]
            self.assertEqual([one["name"] for one in failed], [f"person {changed}"], key)
            self.assertEqual([one["of"] for one in failed[0]["differences"]], [key])

    @staticmethod
    def load(rules):
        return json.loads(rules.read_text(encoding="utf-8"))

    def segments(self, rules):
        return [one["id"] for one in self.load(rules).get("segments", [])]

    def codes(self, rules):
        return [one["reason"] for one in self.load(rules)["rules"]]

    def facts(self, rules):
        return list(self.load(rules)["facts"])

    def test_shipped_rule_sets(self):
        for profiles in sorted(ROOT.glob("rules/*/profiles/*.ndjson")):
            with self.subTest(profiles.name):
                self.check(profiles.parents[1] / "rule_set.json", profiles, 13)


class RandomRules:
    """A small rule set in which conditions are put together at random."""

    NUMBERS = ["0.5", "0.50", "0.125", "15.0", "1e2", "2.5e-2"]
    MOMENTS = ["2026-06-01T00:00:00Z", "2026-11-23T10:00:00Z", "2027-01-01T00:00:00Z"]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def condition(self, depth):
        kind = self.random.random() if depth else 1
        if kind < 0.35:
            return f"({self.condition(depth - 1)} {self.random.choice(['&&', '||'])} {self.condition(depth - 1)})"
        return f"!({self.condition(depth - 1)})" if kind < 0.45 else self.part()

    def part(self):
        pick = self.random.choice
        compared = pick(["<", "<=", ">", ">=", "==", "!="])
        return pick([f"i {compared} {pick([3, 10, 400])}", f"i + 2 {compared} params.p", f"d {compared} {pick(self.NUMBERS)}",
                     f"d {compared} params.q", f"d - 0.25 {compared} {pick(self.NUMBERS)}", "b", "e == 'x'", "s == 'k'",
                     "s in lists.m", f"t < timestamp('{pick(self.MOMENTS)}')", "now - t > duration('48h')", "has(i)",
                     f"l.exists(r, r.n {compared} 5 && r.f)", "l.all(r, r.f)", f"l.size() {compared} 2"])

    def text(self):
        pick = self.random.choice
        facts = {"i": {"type": "int", **pick([{}, {"range": [0, 500]}, {"step": 5}])},
                 "d": {"type": "double", **pick([{}, {"range": [0, None]}, {"step": 0.05}])}, "b": {"type": "bool"},
                 "e": {"type": "enum", "values": ["x", "y"]}, "s": {"type": "string"}, "t": {"type": "timestamp"},
                 "l": {"type": "list", "of": {"n": {"type": "int"}, "f": {"type": "bool"}}}}
        rules = [{"id": f"r{at}", "category": "c", "effect": pick(["hide", "deny"]), "when": self.condition(2),
                  "on_missing": pick(["hide", "skip", "deny"]), "reason": f"R{at % 3}",
                  **({"active": {"from": pick(self.MOMENTS)}} if self.random.random() < 0.2 else {})}
                 for at in range(self.random.randint(2, 4))]
        document = {"format": 1, "id": "random", "version": "1", "facts": facts, "rules": rules,
                    "params": {"p": 12, "q": {"type": "double", "value": f"@{pick(self.NUMBERS)}@"}},
                    "lists": {"m": {"of": "string", "values": ["k", "m"]}}}
        if self.random.random() < 0.5:
            document["segments"] = [{"id": "loyal", "when": self.condition(1), "waives": ["R0"],
                                     "params": {"q": f"@{pick(self.NUMBERS)}@"}}]
        return json.dumps(document).replace('"@', "").replace('@"', "")  # numbers as they are written


class Pasted(Scratch):
    """What `--coverage` and `--mutate` say to paste passes, and does what it is said to do."""

    def report(self, option, made):
        self.write("made.fixtures.json", made)
        done = self.run_test(option, "--json", "made.fixtures.json")
        self.assertEqual(done.returncode, 0, done.stdout[:2000] + done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["failed"], 0)
        return report

    @staticmethod
    def with_fixtures(made, fixtures):
        return {**made, "fixtures": made["fixtures"] + fixtures}

    def check_coverage(self, made, singly):
        def states(made):
            (coverage,) = self.report("--coverage", made)["coverage"]
            self.assertEqual(coverage["broken_exemptions"], [])
            return {one["id"]: one["state"] for one in coverage["obligations"]}, coverage["suggestions"]

        before, suggestions = states(made)
        promised = {one for suggestion in suggestions for one in suggestion["reaches"]}
        self.assertTrue(all(before[one] == "missing" for one in promised))
        for suggestion in suggestions[:singly]:
            after, _ = states(self.with_fixtures(made, [suggestion["fixture"]]))
            # A part is shown to turn its condition by two fixtures.
            alone = [one for one in suggestion["reaches"] if not re.search(r" mcdc( #\d+)?$", one)]
            self.assertEqual([one for one in alone if after[one] != "reached"], [], suggestion["fixture"])
        after, _ = states(self.with_fixtures(made, [suggestion["fixture"] for suggestion in suggestions]))
        self.assertEqual([one for one in promised if after[one] != "reached"], [])
        return len(promised)

    def check_mutation(self, made, singly):
        def states(made):
            (mutated,) = self.report("--mutate", made)["mutation"]["rule_sets"]
            fixtures = {one["id"]: one["fixture"] for one in mutated["mutants"] if "fixture" in one}
            return {one["id"]: one["state"] for one in mutated["mutants"]}, fixtures

        before, witnesses = states(made)
        self.assertTrue(all(before[one] == "survived" for one in witnesses))
        for mutant, fixture in list(witnesses.items())[:singly]:
            after, _ = states(self.with_fixtures(made, [fixture]))
            self.assertEqual(after[mutant], "killed", fixture)
        after, _ = states(self.with_fixtures(made, list(witnesses.values())))
        self.assertEqual([one for one in witnesses if after[one] != "killed"], [])
        return len(witnesses)

    def check(self, rules, profile, singly):
        made = {"format": 1, "rules": str(rules), "now": NOW, "profiles": {"base": profile},
                "fixtures": [{"name": "base", "base": "base", "expect": {"verdict": "visible"}}]}
        path = self.write("made.fixtures.json", made)
        self.run_test("--update", "--yes", "made.fixtures.json")
        made = json.loads(path.read_text(encoding="utf-8"))
        return self.check_coverage(made, singly), self.check_mutation(made, singly)

    def test_of_random_rule_sets(self):
        obligations = mutants = 0
        for seed in range(SETS):
            with self.subTest(seed):
                self.write("random.json", RandomRules(seed).text())
                reached, noticed = self.check("random.json", {"i": 7, "d": 0.3, "b": True, "e": "y", "s": "n"}, 4)
                obligations, mutants = obligations + reached, mutants + noticed
        self.assertGreater(min(obligations, mutants), 20 * SETS)

    def test_of_shipped_rule_sets(self):
        for rules in sorted(ROOT.glob("rules/*/rule_set.json")):
            with self.subTest(rules.parent.name):
                self.assertGreater(min(self.check(rules, {}, 1)), 50)

    def test_of_the_commands_own_cases(self):
        for name in ("test_coverage", "test_mutate"):
            with self.subTest(name):
                for file in (ROOT / "tests/cli/cases" / name).glob("*.json"):
                    shutil.copy(file, self.folder)
                made = json.loads((self.folder / "some.fixtures.json").read_text(encoding="utf-8"))
                self.assertGreater(self.check_coverage(made, 100), 0)
                self.assertGreater(self.check_mutation(made, 100), 0)


class Many(Scratch):
    def test_rows_in_json_and_csv_are_the_same_on_any_number_of_threads(self):
        random.seed(7)
        rows = [[random.randint(350, 950), random.choice([0.1, 0.9]), random.choice(["hidden", "visible"])]
                for _ in range(10_000)]
        columns = ["credit.score", "credit.ratio", "expect.verdict"]
        self.write("j.fixtures.json", document(tables=[{"name": "t", "base": "ann", "columns": columns, "rows": rows}]))
        with open(self.folder / "t.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *rows])
        self.write("c.fixtures.json", document(tables=[{"name": "t", "base": "ann", "file": "t.csv"}]))

        def outcomes(text):
            (file,) = json.loads(text)["files"]
            return [(one["name"], one["passed"], one.get("differences")) for one in file["fixtures"]]

        one = self.run_test("--json", "--threads", 1, "j.fixtures.json")
        self.assertEqual(one.returncode, 1)
        for threads in (2, 5):
            self.assertEqual(self.run_test("--json", "--threads", threads, "j.fixtures.json").stdout, one.stdout)
        from_csv = self.run_test("--json", "--threads", 3, "c.fixtures.json")
        self.assertEqual(outcomes(from_csv.stdout), outcomes(one.stdout))
        self.assertEqual(len(outcomes(one.stdout)), 10_000)


class Schema(Scratch):
    """What the JSON Schema accepts `eligo test` can run, and what it refuses is refused; the schema's own test looks
    at the same samples."""

    def test_samples(self):
        samples = ROOT / "tests/schema/fixtures"
        for path in sorted(samples.glob("*/*.json")):
            with self.subTest(path.name):
                for file in samples.glob("*.*"):
                    shutil.copy(file, self.folder)
                shutil.copy(path, self.folder / "sample.json")
                done = self.run_test("--rules", "rules.json", "sample.json")
                if path.parent.name == "valid":
                    self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
                else:
                    self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                    self.assertIn("error[E", done.stdout)


if __name__ == "__main__":
    ELIGO, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=1)
