"""`eligo compare` against the join of two `eligo evaluate --detail codes` runs, and over git revisions."""

import collections
import csv
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

NOW = "2026-11-23T10:00:00Z"
SEVERITY = ["visible", "hidden", "denied"]
OUTCOMES = ("same", "gains", "losses")
EFFECT = {"denied": "deny", "hidden": "hide"}

ELIGO = RULES = None


def outcome(before, after):
    difference = SEVERITY.index(after) - SEVERITY.index(before)
    return "same" if difference == 0 else "losses" if difference > 0 else "gains"


def rule(document, name):
    return next(rule for rule in document["rules"] if rule["id"] == name)


# Challengers: what is changed of the champion.

def thresholds(document):
    document["params"]["min_score"]["value"] = 640
    document["params"]["max_overdue_days"]["value"] = 90
    document["segments"][2]["params"]["min_score"] = 560


def rule_removed(document):
    document["rules"].remove(rule(document, "activity.dormant"))
    document["rules"].remove(rule(document, "credit.overdue-long"))


def code_renamed(document):
    rule(document, "credit.score")["reason"] = "SCORE_LOW"
    for segment in document["segments"]:
        segment["waives"] = [code for code in segment.get("waives", []) if code != "ACTIVITY_LOW"]
        if not segment["waives"]:
            del segment["waives"]


def effect_and_order(document):
    rule(document, "credit.debt-ratio")["effect"] = "deny"
    rule(document, "activity.cooldown")["priority"] = 100
    rule(document, "identity.bank-card")["on_missing"] = "deny"


def segments_moved(document):
    document["segments"].pop(0)
    document["segments"][0]["when"] = "account.age_days < 400"


def other_facts(document):
    text = json.dumps(document, ensure_ascii=False).replace("credit.late_payments", "credit.late_months")
    changed = json.loads(text)
    document.clear()
    document.update(changed)
    facts = document["facts"]
    facts["credit.score"]["range"] = [350, 700]
    facts["credit.overdue_days"] = {"type": "double", "range": [0, 60]}
    facts["account.status"]["values"] = ["frozen", "restricted", "active"]
    facts["loans"]["of"] = dict(reversed(facts["loans"]["of"].items()))
    facts["activity.night_transfers"]["range"] = [0, 3]
    facts["activity.address_changes"] = facts.pop("account.address_changes")
    text = json.dumps(document, ensure_ascii=False)
    text = text.replace("account.address_changes", "activity.address_changes")
    text = text.replace("credit.overdue_days > params.max_overdue_days", "credit.overdue_days > double(params.max_overdue_days)")
    text = text.replace("credit.overdue_days > 0", "credit.overdue_days > 0.0")
    text = text.replace("account.status in ['inactive', 'restricted']", "account.status == 'restricted'")
    document.update(json.loads(text))


CHANGES = [thresholds, rule_removed, code_renamed, effect_and_order, segments_moved, other_facts]


class Scratch(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(RULES / "consumer_credit", self.folder / "rules")
        self.champion = self.folder / "rules/rule_set.json"
        document = json.loads(self.champion.read_text(encoding="utf-8"))
        self.champion.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")  # on one line

    def challenger(self, change, name="challenger.json"):
        document = json.loads(self.champion.read_text(encoding="utf-8"))
        change(document)
        path = self.folder / "rules" / name
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    def as_csv(self, profiles):
        def flat(value, name=""):
            for key, below in value.items():
                if isinstance(below, dict):
                    yield from flat(below, f"{name}{key}.")
                else:
                    yield name + key, below if isinstance(below, str) else json.dumps(below)

        rows = [dict(flat(json.loads(line))) for line in profiles.read_text(encoding="utf-8").splitlines()]
        names = sorted({name for row in rows for name in row})
        path = self.folder / "profiles.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        return path

    def eligo(self, *arguments, status=0, stdin=None, **options):
        done = subprocess.run([ELIGO, *map(str, arguments)], cwd=options.pop("cwd", self.folder), input=stdin,
                              stdin=None if stdin is not None else subprocess.DEVNULL, capture_output=True, **options)
        self.assertEqual(done.returncode, status, done.stderr.decode(errors="replace"))
        return done

    def compare(self, champion, challenger, *options, **more):
        return self.eligo("compare", champion, challenger, "--now", NOW, "--quiet", *options, "--profiles",
                          more.pop("profiles", "rules/profiles/taiwan-2005.ndjson"), **more)

    def evaluate(self, rules, profiles):
        done = subprocess.run([ELIGO, "evaluate", "--rules", str(rules), "--now", NOW, "--detail", "codes", "--quiet",
                               str(profiles)], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Joined:
    """The swap set by joining the decisions of two runs, line by line, the plain way."""

    def __init__(self, before, after, champion, challenger):
        self.matrix = {a: {b: 0 for b in SEVERITY} for a in SEVERITY}
        self.codes = collections.defaultdict(collections.Counter)
        self.segments = collections.Counter()
        self.rules = collections.defaultdict(collections.Counter)
        self.cells = collections.defaultdict(list)
        self.outcomes = []
        rules = [{rule["id"]: rule for rule in document["rules"]} for document in (champion, challenger)]
        missing = [document.get("on_missing", "hide") for document in (champion, challenger)]
        for pair in zip(before, after, strict=True):
            if "error" in pair[0] or "error" in pair[1]:
                self.outcomes.append(None)
                continue
            verdicts = tuple(decision["verdict"] for decision in pair)
            became = outcome(*verdicts)
            self.outcomes.append(became)
            self.matrix[verdicts[0]][verdicts[1]] += 1
            self.segments[pair[0].get("segment"), pair[1].get("segment"), became] += 1
            reasons = [[(r["code"], r["effect"]) for r in decision.get("reasons", [])] for decision in pair]
            codes = [[code for code, _ in side] for side in reasons]
            for side, name in enumerate(("champion", "challenger")):
                for code in codes[side]:
                    self.codes[code][name] += 1
                    if code not in codes[1 - side]:
                        self.codes[code]["only_" + name, became] += 1
            if became == "same" and reasons[0] == reasons[1]:
                continue
            self.cells[verdicts].append(pair[0]["id"])
            behind = [{(name, r["code"]) for r in decision.get("reasons", []) for name in r["rules"]}
                      for decision in pair]
            if became == "same":
                answering = [{name for name, _ in behind[side] - behind[1 - side]} for side in (0, 1)]
            else:
                side = 0 if became == "gains" else 1
                effect = EFFECT[verdicts[side]]
                answering = [set(), set()]
                for r in pair[side]["reasons"]:
                    for name in r["rules"]:
                        own = rules[side][name]
                        if r["effect"] == effect and effect in (own["effect"], own.get("on_missing", missing[side])):
                            answering[side].add(name)
            alone = len(answering[0]) + len(answering[1]) == 1
            for side, name in enumerate(("champion", "challenger")):
                for id in answering[side]:
                    self.rules[verdicts][name, id, "profiles"] += 1
                    self.rules[verdicts][name, id, "alone"] += alone


class Join(Scratch):
    def check(self, report, joined):
        self.assertEqual(report["verdicts"], joined.matrix)
        for name in OUTCOMES:
            self.assertEqual(report[name], joined.outcomes.count(name))
        self.assertEqual(report["profiles"] - report["errors"], sum(map(bool, joined.outcomes)))
        reported = {code["code"]: code for code in report["reasons"]}
        self.assertLessEqual(set(joined.codes), set(reported))
        for name, code in reported.items():
            for side in ("champion", "challenger"):
                self.assertEqual(code[side], joined.codes[name][side], name)
                for became in OUTCOMES:
                    self.assertEqual(code["only_" + side][became], joined.codes[name]["only_" + side, became], name)
        segments = collections.Counter()
        for row in report["segments"]:
            for became in OUTCOMES:
                segments[row["champion"], row["challenger"], became] += row[became]
        self.assertEqual(+segments, +joined.segments)
        self.assertEqual({(cell["champion"], cell["challenger"]) for cell in report["cells"]}, set(joined.cells))
        for cell in report["cells"]:
            verdicts = cell["champion"], cell["challenger"]
            ids = joined.cells[verdicts]
            self.assertEqual(cell["profiles"], len(ids))
            self.assertEqual([sample["id"] for sample in cell["samples"]], ids[:5])
            rules = collections.Counter()
            for row in cell["rules"]:
                for count in ("profiles", "alone"):
                    rules[row["of"], row["rule"], count] += row[count]
            self.assertEqual(+rules, +joined.rules[verdicts], verdicts)
        self.assertEqual(report["other_reasons"], sum(len(ids) for (a, b), ids in joined.cells.items() if a == b))

    def test_each_change(self):
        documents = [json.loads(self.champion.read_text(encoding="utf-8"))]
        people = self.folder / "rules/profiles/taiwan-2005.ndjson"
        for change in CHANGES:
            for profiles in (people, self.as_csv(people)):
                with self.subTest(change.__name__, profiles=profiles.name):
                    challenger = self.challenger(change)
                    documents[1:] = [json.loads(challenger.read_text(encoding="utf-8"))]
                    report = json.loads(self.eligo(
                        "compare", self.champion, challenger, "--now", NOW, "--quiet", "--json", "--profiles", profiles,
                        status=1 if change is other_facts else 0).stdout)
                    joined = Joined(self.evaluate(self.champion, profiles), self.evaluate(challenger, profiles),
                                    *documents)
                    self.assertGreater(sum(map(len, joined.cells.values())), 0, "the change changes nothing")
                    self.check(report, joined)

    def test_the_other_way_round(self):
        challenger = self.challenger(effect_and_order)
        report = json.loads(self.compare(challenger, self.champion, "--json").stdout)
        before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (challenger, self.champion))
        profiles = "rules/profiles/taiwan-2005.ndjson"
        self.check(report, Joined(self.evaluate(challenger, profiles), self.evaluate(self.champion, profiles), before,
                                  after))

    def test_by(self):
        challenger = self.challenger(thresholds)
        profiles = "rules/profiles/taiwan-2005.ndjson"
        report = json.loads(self.compare(self.champion, challenger, "--json", "--by",
                                         "region.code,account.status").stdout)
        joined = Joined(self.evaluate(self.champion, profiles), self.evaluate(challenger, profiles),
                        *(json.loads(path.read_text(encoding="utf-8")) for path in (self.champion, challenger)))
        lines = [json.loads(line) for line in (self.folder / profiles).read_text(encoding="utf-8").splitlines()]
        for table, (group, fact) in zip(report["by"], [("region", "code"), ("account", "status")], strict=True):
            self.assertEqual(table["fact"], f"{group}.{fact}")
            counts = collections.Counter((line.get(group, {}).get(fact), became)
                                         for line, became in zip(lines, joined.outcomes, strict=True))
            found = collections.Counter({(row["value"], became): row[became]
                                         for row in table["values"] for became in OUTCOMES})
            self.assertEqual(+found, +counts)

    def test_lists(self):
        challenger = self.challenger(thresholds)
        profiles = "rules/profiles/taiwan-2005.ndjson"
        joined = Joined(self.evaluate(self.champion, profiles), self.evaluate(challenger, profiles),
                        *(json.loads(path.read_text(encoding="utf-8")) for path in (self.champion, challenger)))
        cells = {f"{a}-{b}": ids for (a, b), ids in joined.cells.items() if a != b}
        wanted = {**cells, "reasons": sum((ids for (a, b), ids in joined.cells.items() if a == b), [])}
        options = [option for cell in wanted for option in ("--write", f"{cell}={cell}.ndjson")]
        self.compare(self.champion, challenger, *options, "--threads", 3, "--batch-size", 7)
        for cell, ids in wanted.items():
            lines = (self.folder / f"{cell}.ndjson").read_text(encoding="utf-8").splitlines()
            self.assertEqual(sorted(json.loads(line)["id"] for line in lines), sorted(ids), cell)
            if cell != "reasons":
                self.assertEqual([json.loads(line)["id"] for line in lines], ids, cell)

    def test_any_number_of_threads(self):
        challenger = self.challenger(other_facts)
        lines = (self.folder / "rules/profiles/taiwan-2005.ndjson").read_bytes().splitlines(keepends=True)
        lines[17] = b"{\"id\": 1,\n"
        lines[900] = lines[900].replace(b'"id":', b'"name":', 1)
        (self.folder / "some.ndjson").write_bytes(b"".join(lines))
        runs = set()
        for threads, size in [(1, 1000), (1, 1), (2, 1000), (2, 13), (7, 1000), (7, 64)]:
            for form in ([], ["--json"], ["--html", "page.html"]):
                page = self.folder / "page.html"
                done = self.compare(self.champion, challenger, *form, "--threads", threads, "--batch-size", size,
                                    "--by", "region.code,credit.score", "--write", "losses=losses.ndjson",
                                    "--assert", "same", profiles="some.ndjson", status=1)
                runs.add((tuple(form), done.stdout, done.stderr, page.read_bytes() if "--html" in form else b"",
                          (self.folder / "losses.ndjson").read_bytes()))
        self.assertEqual(len(runs), 3)

    def test_differing_facts_are_named(self):
        report = json.loads(self.compare(self.champion, self.challenger(other_facts), "--json", status=1).stdout)
        facts = {fact["fact"]: fact for fact in report["facts"]}
        self.assertEqual(set(facts), {"credit.score", "credit.overdue_days", "account.status", "credit.late_payments",
                                      "credit.late_months", "account.address_changes", "activity.address_changes",
                                      "activity.night_transfers"})
        self.assertEqual(facts["credit.score"], {"fact": "credit.score", "champion": "int from 350 to 950",
                                                 "challenger": "int from 350 to 700"})
        self.assertNotIn("challenger", facts["credit.late_payments"])
        self.assertNotIn("champion", facts["credit.late_months"])

    def test_a_fact_below_another(self):
        """What is a value to one rule set is an object of values to the other."""
        common = '{"format": 1, "id": "x", "version": "1", '
        (self.folder / "a.json").write_text(
            common + '"facts": {"score": {"type": "int"}},'
            '"rules": [{"id": "r", "category": "c", "effect": "hide", "when": "score < 5", "reason": "LOW"}]}')
        (self.folder / "b.json").write_text(
            common + '"facts": {"score.now": {"type": "int"}},'
            '"rules": [{"id": "r", "category": "c", "effect": "hide", "when": "score.now < 5", "reason": "LOW"}]}')
        (self.folder / "p.ndjson").write_text(
            '{"id": 1, "score": 7}\n{"id": 2, "score": {"now": 7}}\n{"id": 3, "score": 3}\n{"id": 4, "score": null}\n')
        report = json.loads(self.compare("a.json", "b.json", "--json", profiles="p.ndjson").stdout)
        joined = Joined(self.evaluate("a.json", "p.ndjson"), self.evaluate("b.json", "p.ndjson"),
                        json.loads((self.folder / "a.json").read_text()),
                        json.loads((self.folder / "b.json").read_text()))
        self.check(report, joined)
        self.assertEqual((report["gains"], report["losses"]), (1, 1))


class Revisions(Scratch):
    """Rule sets as they stood in a git revision, with their lists of then."""

    def setUp(self):
        super().setUp()
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self.environment |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
                             "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
                             "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "NO_COLOR": "1"}
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "rules")
        self.git("commit", "--quiet", "--message=first")
        self.git("tag", "first")

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, check=True, capture_output=True)

    def eligo(self, *arguments, **options):
        return super().eligo(*arguments, env=options.pop("env", self.environment), **options)

    def change(self):
        self.champion.write_text(self.challenger(thresholds).read_text(encoding="utf-8"), encoding="utf-8")
        prohibited = self.folder / "rules/lists/prohibited-regions.txt"
        prohibited.write_text(prohibited.read_text(encoding="utf-8") + "CN-31\n", encoding="utf-8")

    def report(self, *arguments, **options):
        return json.loads(self.eligo("compare", *arguments, "--now", NOW, "--quiet", "--json", "--profiles",
                                     self.folder / "rules/profiles/taiwan-2005.ndjson", **options).stdout)

    def test_base(self):
        shutil.copytree(self.folder / "rules", self.folder / "old")
        self.change()
        expected = self.report("old/rule_set.json", "rules/rule_set.json")
        self.assertGreater(expected["verdicts"]["visible"]["denied"], 0, "the list of regions has more")
        hook = self.environment | {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": "rules/"}
        for arguments, options in [
                (("--base", "HEAD", "rules/rule_set.json"), {}),
                (("--base", "first", self.folder / "rules/rule_set.json"), {"cwd": "/"}),
                (("--base", "main", "rule_set.json"), {"cwd": self.folder / "rules"}),
                (("--base", "main^{commit}", "../rules/rule_set.json"), {"cwd": self.folder / "old"}),
                (("--base", "HEAD", "rules/rule_set.json"), {"env": hook}),
                (("HEAD:rules/rule_set.json", "rules/rule_set.json"), {}),
                (("HEAD:./rule_set.json", "rule_set.json"), {"cwd": self.folder / "rules"})]:
            with self.subTest(arguments=arguments):
                found = self.report(*arguments, **options)
                self.assertRegex(found["champion"].pop("rules"), r"^(HEAD|first|main|main\^\{commit\}):(rules/|\./)rule_set\.json$")
                same = json.loads(json.dumps(expected))
                del same["champion"]["rules"], same["challenger"]["rules"], found["challenger"]["rules"]
                self.assertEqual(found, same)

    def test_two_revisions(self):
        self.change()
        self.git("commit", "--quiet", "--all", "--message=second")
        there = self.report("first:rules/rule_set.json", "HEAD:rules/rule_set.json")
        back = self.report("HEAD:rules/rule_set.json", "first:rules/rule_set.json")
        self.assertEqual(there["gains"], back["losses"])
        self.assertGreater(there["losses"], 0)

    def test_linked_list(self):
        lists = self.folder / "rules/lists"
        (lists / "prohibited-regions.txt").rename(lists / "all.txt")
        (lists / "prohibited-regions.txt").symlink_to("all.txt")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=link")
        self.assertEqual(self.report("--base", "HEAD", "rules/rule_set.json", "--assert", "same")["losses"], 0)

    def test_diagnostics_name_the_revision(self):
        good = self.champion.read_text(encoding="utf-8")
        prohibited = self.folder / "rules/lists/prohibited-regions.txt"
        regions = prohibited.read_text(encoding="utf-8")
        for document, lines, diagnostic in [
                (good.replace("params.min_score", "params.min_scor"), regions, "HEAD:rules/rule_set.json:1:"),
                (good, None, "HEAD:rules/rule_set.json:1:"),
                (good, "CN-31\nregion\xa0\n", "HEAD:rules/lists/prohibited-regions.txt:2:")]:
            self.champion.write_text(document, encoding="utf-8")
            prohibited.unlink() if lines is None else prohibited.write_text(lines, encoding="utf-8")
            self.git("add", "rules")
            self.git("commit", "--quiet", "--message=broken")
            self.champion.write_text(good, encoding="utf-8")
            prohibited.write_text(regions, encoding="utf-8")
            said = self.eligo("compare", "--base", "HEAD", "rules/rule_set.json", "--warnings-as-errors",
                              "--profiles", "-", status=2).stderr.decode()
            self.assertIn(diagnostic, said)
            self.assertTrue(all(line.startswith(("HEAD:", "eligo: HEAD:", " ")) for line in said.splitlines()), said)

    def test_one_sentence(self):
        nowhere = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, nowhere)
        shutil.copy(RULES.parent / "tests/cli/shared/rules.json", nowhere)
        for arguments, sentence, options in [
                (["--base", "gone", "rules/rule_set.json"], "the git repository has no revision `gone`", {}),
                (["gone:rules/rule_set.json", "rules/rule_set.json"], "the git repository has no revision `gone`", {}),
                (["--base", "--help", "rules/rule_set.json"], "--help", {}),
                (["--base=-x", "rules/rule_set.json"], "`-x` is no name of a git revision", {}),
                ([":rules/rule_set.json", "rules/rule_set.json"], "`` is no name of a git revision", {}),
                (["HEAD:rules/gone.json", "rules/rule_set.json"],
                 "cannot read `HEAD:rules/gone.json`: it is not in the revision `HEAD`", {}),
                (["HEAD:rules", "rules/rule_set.json"], "cannot read `HEAD:rules`: it is a directory", {}),
                (["--base", "HEAD", "rules.json"], "not a git repository", {"cwd": nowhere}),
                (["HEAD:rules.json", "rules.json"], "not a git repository", {"cwd": nowhere}),
                (["--base", "HEAD", "rules/challenger.json"], "cannot read `HEAD:rules/challenger.json`: it is not", {}),
                (["--base", "HEAD", "HEAD:rules/rule_set.json"], "is no file of the working tree", {}),
                (["--base", "HEAD", "rules/rule_set.json", "rules/rule_set.json"], "with --base there is one rule set",
                 {}),
                (["rules/rule_set.json"], "there are two rule sets to compare", {})]:
            with self.subTest(arguments=arguments):
                self.challenger(thresholds)
                done = self.eligo("compare", *arguments, "--profiles", "rules/profiles/taiwan-2005.ndjson",
                                  status=2, **options)
                said = done.stderr.decode()
                self.assertIn(sentence, said)
                self.assertEqual(done.stdout, b"")
                if sentence != "--help":
                    self.assertEqual(said.count("\n"), 1, said)

    def test_without_git(self):
        done = self.eligo("compare", "--base", "HEAD", "rules/rule_set.json", "--profiles", "-", status=2,
                          env=self.environment | {"PATH": "/nowhere"})
        self.assertEqual(done.stderr.decode().count("\n"), 1)
        self.assertIn("cannot run git: no such file or directory", done.stderr.decode())


class Failing(Scratch):
    """Nothing is half-written, and there is one diagnostic."""

    def test_cut_off(self):
        packed = gzip.compress((self.folder / "rules/profiles/taiwan-2005.ndjson").read_bytes())
        (self.folder / "cut.ndjson.gz").write_bytes(packed[:-5000])
        (self.folder / "cut.ndjson").write_bytes(gzip.decompress(packed)[:-500])
        (self.folder / "cut.json").write_bytes(b'[{"id": "a"}, {"id": "b", "credit": {"sc')
        (self.folder / "open.json").write_bytes(b'[{"id": "a"}, {"id": "b"}')
        (self.folder / "quote.csv").write_bytes(b'id,region.code\na,b\nc,"d')
        (self.folder / "row.csv").write_bytes(b"id,region.code\na,b\nc")
        for name in ("cut.ndjson.gz", "cut.ndjson", "cut.json", "open.json", "quote.csv", "row.csv", "gone.ndjson"):
            with self.subTest(name):
                (self.folder / "losses.ndjson").write_text("before")
                done = self.compare(self.champion, self.challenger(thresholds), "--write", "losses=losses.ndjson",
                                    "--write", "gains=gains.ndjson", "--html", "page.html", profiles=name, status=2)
                self.assertEqual(done.stdout, b"")
                self.assertEqual(done.stderr.decode().count("\n"), 1, done.stderr)
                self.assertIn(f"eligo: cannot read {name}: ", done.stderr.decode())
                self.assertEqual((self.folder / "losses.ndjson").read_text(), "before")
                self.assertEqual([path.name for path in self.folder.glob("gains*")], [])
                self.assertEqual([path.name for path in self.folder.glob("page*")], [])

    def test_bad_last_line(self):
        """One that is whole is a bad record like any other."""
        (self.folder / "bad.ndjson").write_bytes(b'{"id": "a"}\n{"id": "b",\n')
        done = self.compare(self.champion, self.challenger(thresholds), profiles="bad.ndjson", status=1)
        self.assertIn("1 of 2 records could not be read; the first, line 2: not valid JSON", done.stderr.decode())
        self.assertIn(b"errors 1", done.stdout)

    def test_assertions(self):
        same = self.challenger(lambda document: None, "same.json")
        gains = self.challenger(rule_removed, "gains.json")
        changed = self.challenger(thresholds)
        for challenger, options, status, said in [
                (same, ["--assert", "same,no-new-denials", "--max-changed", "0%"], 0, ""),
                (changed, [], 0, ""),
                (changed, ["--max-changed", "100%"], 0, ""),
                (changed, ["--max-changed", "0.01%"], 1, "--max-changed 0.01%: the verdict of"),
                (changed, ["--assert", "same", "--samples", "0"], 1, "tw2005-"),
                (gains, ["--assert", "no-new-denials"], 0, "")]:
            with self.subTest(challenger=challenger.name, options=options):
                done = self.compare(self.champion, challenger, *options, status=status)
                self.assertIn(said, done.stderr.decode())
                self.assertEqual(b"eligo: --" in done.stderr, status == 1, done.stderr)
        denying = self.challenger(effect_and_order)
        said = self.compare(self.champion, denying, "--assert", "no-new-denials", status=1).stderr.decode()
        self.assertIn("are denied that were not; the first:\neligo:   tw2005-", said)
        self.assertEqual(said.count("\n"), 6)


if __name__ == "__main__":
    ELIGO, RULES = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
