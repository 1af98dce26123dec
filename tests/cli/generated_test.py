"""Runs the command line on input too large to ship, and on outputs that fail.

ELIGO_RECORDS sets how many records the large files have (200,000; a million for a full run).
"""

import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

RECORDS = int(os.environ.get("ELIGO_RECORDS", "200000"))
NOW = "2026-11-23T10:00:00Z"
MEBIBYTE = 1 << 20
# AddressSanitizer and ThreadSanitizer need memory and stack of their own
SANITIZED = bool(os.environ.get("ELIGO_SANITIZED"))

ELIGO = SHARED = None
GOOD = '{"id":"u%d","verified":true,"account":{"status":"active"},"credit":{"score":%d,"ratio":0.1}}'


class Scratch(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def run_eligo(self, *options, command="evaluate", stdin=None, limits=None, rules=None):
        def limit():
            for which, value in (limits or {}).items():
                resource.setrlimit(which, (value, value))

        arguments = [ELIGO, command, "--rules", str(rules or SHARED / "rules.json"), "--now", NOW, *map(str, options)]
        return subprocess.run(arguments, cwd=self.folder, input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
                              capture_output=True, preexec_fn=limit, timeout=1000)

    def write(self, name, parts):
        path = self.folder / name
        with open(path, "wb") as file:
            for part in parts:
                file.write(part if isinstance(part, bytes) else part.encode())
        return path

    def profiles(self, name="people.ndjson", records=RECORDS, bad=None, at=None):
        def lines():
            for index in range(records):
                yield (bad if index == at else (GOOD % (index, 350 + index % 600)).encode()) + b"\n"
        return self.write(name, lines())


class BadRecords(Scratch):
    """One bad record amid good ones gives one error record in its place; the others are unharmed."""

    BAD = {
        "cut off": b'{"id":"x","verified":tr',
        "duplicate key": b'{"id":"x","verified":true,"verified":true}',
        "escaped duplicate key": b'{"id":"x","verified":true,"verif\\u0069ed":true}',
        "deep array": b'{"id":"x","a":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
        "deep object": b'{"a":' * 1_000_000,
        "invalid UTF-8": b'{"id":"\xff\xfe"}',
        "half a surrogate pair": b'{"id":"\\udc00"}',
        "raw NUL": b'{"id":"\0"}',
        "not an object": b"[]",
        "an open string": b'{"id":"x',
        "megabytes of one token": b"1" * (3 * MEBIBYTE),
    }

    def test_each_amid_a_million(self):
        records = max(1000, RECORDS // 10)
        expected = self.run_eligo("--threads", 2, self.profiles(records=records)).stdout.splitlines()
        self.assertEqual(len(expected), records)
        at = records // 2
        for name, bad in self.BAD.items():
            with self.subTest(name):
                done = self.run_eligo("--threads", 2, self.profiles(records=records, bad=bad, at=at))
                lines = done.stdout.splitlines()
                self.assertEqual(done.returncode, 1)
                self.assertEqual(len(lines), records)
                error = json.loads(lines[at])
                self.assertEqual(error["line"], at + 1)
                self.assertTrue(error["error"])
                self.assertNotIn("verdict", error)
                self.assertEqual(lines[:at] + lines[at + 1:], expected[:at] + expected[at + 1:])

    def test_as_line_500000_of_a_million(self):
        at = RECORDS // 2
        done = self.run_eligo("--threads", 2, self.profiles(bad=self.BAD["cut off"], at=at))
        lines = done.stdout.splitlines()
        self.assertEqual((done.returncode, len(lines)), (1, RECORDS))
        self.assertEqual(json.loads(lines[at])["line"], at + 1)
        self.assertEqual(sum(b'"error"' in line for line in lines), 1)


class Mutations(Scratch):
    """Lines with random faults are refused exactly where Python's reader, made strict, refuses them."""

    SEEDS = [
        '{"id":"u1","verified":true,"credit":{"score":700,"ratio":-0.5e+3}}',
        '{"name":"a\\"\\\\\\/\\b\\u00e9\\ud83d\\ude00实","x":[1,[2,{"y":null}],"z"],"w":false}',
        ' { "loans" : [ { "amount" : 1e5 , "overdue" : true } , { } ] , "k" : "" } ',
    ]
    PIECES = ['"', "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", "e", ".", "t", "n", " ", "\t", "\0", "\x1f",
              "\\u0000", "\\ud800", "\\u12", "é", "null", "true", '"verified":true', '"k":1,', "\x7f", "\ufeff"]

    @staticmethod
    def is_valid(line):
        def once(pairs):
            if len({key for key, _ in pairs}) < len(pairs):
                raise ValueError("a key twice")
            return dict(pairs)

        def refuse(constant):
            raise ValueError(constant)

        try:
            record = json.loads(line.decode("utf-8"), object_pairs_hook=once, parse_constant=refuse)
            json.dumps(record, ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair
        except (ValueError, RecursionError):
            return False
        identity = record.get("id") if isinstance(record, dict) else 0.5
        return identity is None or (isinstance(identity, (str, int)) and not isinstance(identity, bool))

    def mutated(self, chance):
        line = chance.choice(self.SEEDS).encode()
        for _ in range(chance.randint(0, 3)):
            at, end = sorted(chance.randint(0, len(line)) for _ in range(2))
            piece = chance.choice(self.PIECES).encode()
            if chance.random() < 0.1:
                piece = bytes([chance.randint(0, 255)])
            line = chance.choice((line[:at] + piece + line[at:], line[:at] + piece + line[at + 1:],
                                  line[:at] + line[min(end, at + 3):], line[:at] + line[at:end] + line[at:]))
        return line.replace(b"\n", b"")

    def test_against_another_reader(self):
        chance = random.Random(20261123)
        lines = [self.mutated(chance) for _ in range(20_000)]
        lines = [line for line in lines if line.strip(b" \t\r") and not line.startswith(b"\xef\xbb\xbf")]
        done = self.run_eligo("--detail", "verdict", "--format", "ndjson", "-", stdin=b"\n".join(lines))
        got = done.stdout.splitlines()
        self.assertEqual(len(got), len(lines))
        valid = [self.is_valid(line) for line in lines]
        self.assertGreater(min(sum(valid), len(valid) - sum(valid)), 2000)
        for line, output, expected in zip(lines, got, valid):
            self.assertEqual("error" not in json.loads(output), expected, (line, output))


class SameBytes(Scratch):
    def test_for_any_threads_and_batches(self):
        records = 5003
        people = self.profiles(records=records, bad=b'{"id":"x"', at=2500)
        lines = people.read_bytes().splitlines()
        self.write("more.json", [b"[", b",\n".join(lines[:2000]), b"]"])
        self.write("more.csv", ["id,verified,credit.score\n", *(f"c{n},true,{350 + n % 600}\n" for n in range(3000))])
        inputs = ("people.ndjson", "more.json", "more.csv")
        for form in ("ndjson", "csv"):
            whole = self.run_eligo("--to", form, "--threads", 1, *inputs, "--summary", "json")
            self.assertEqual(whole.returncode, 1)
            self.assertEqual(len(whole.stdout.splitlines()), records + 5000 + (form == "csv"))
            for threads in (1, 2, 5):
                for size in (1, 7, 1000):
                    with self.subTest(form=form, threads=threads, size=size):
                        done = self.run_eligo("--to", form, "--threads", threads, "--batch-size", size, *inputs,
                                              "--summary", "json")
                        self.assertEqual(done.stdout, whole.stdout)
                        self.assertEqual(done.stderr, whole.stderr)

    def test_one_by_one(self):
        people = self.profiles(records=50)
        whole = self.run_eligo(people).stdout
        single = b"".join(self.run_eligo("-", stdin=line).stdout for line in people.read_bytes().splitlines(True))
        self.assertEqual(single, whole)


class LargeInput(Scratch):
    def peak(self, *options):
        """Exit status, output and peak memory in bytes."""
        # a small process in between, because a child's peak begins with that of the process it was forked from
        measure = ("import resource, subprocess, sys\n"
                   "done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
                   "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)")
        arguments = [ELIGO, "evaluate", "--rules", SHARED / "rules.json", "--now", NOW, *options]
        done = subprocess.run([sys.executable, "-c", measure, *map(str, arguments)], cwd=self.folder, capture_output=True)
        status, kibibytes = map(int, done.stderr.split())
        return status, done.stdout, kibibytes * 1024

    def test_a_line_without_end_takes_bounded_memory(self):
        good = (GOOD % (1, 700)).encode() + b"\n"
        size = 400
        people = self.write("people.ndjson", [good, b'{"id":"', *[b"x" * MEBIBYTE] * size, b"\n", good])
        status, out, peak = self.peak("--max-record", MEBIBYTE, "--threads", 1, people)
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual((status, len(lines)), (1, 3))
        self.assertEqual((lines[0]["verdict"], lines[1]["line"], lines[2]["verdict"]), ("visible", 2, "visible"))
        if not SANITIZED:
            self.assertLess(peak, 64 * MEBIBYTE)

    def test_an_element_without_end_takes_bounded_memory(self):
        good = (GOOD % (1, 700)).encode()
        people = self.write("people.json", [b"[", good, b',{"id":"', *[b"x" * MEBIBYTE] * 200, b'"},', good, b"]"])
        status, out, peak = self.peak("--max-record", MEBIBYTE, "--threads", 1, people)
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual((status, len(lines)), (1, 3))
        self.assertEqual((lines[1]["element"], lines[2]["verdict"]), (2, "visible"))
        if not SANITIZED:
            self.assertLess(peak, 64 * MEBIBYTE)

    def test_memory_does_not_grow_with_the_number_of_profiles(self):
        peaks = []
        for records in (RECORDS // 10, RECORDS):
            status, out, peak = self.peak("--threads", 2, self.profiles(records=records))
            self.assertEqual((status, out.count(b"\n")), (0, records))
            peaks.append(peak)
        if not SANITIZED:
            self.assertLess(peaks[1], peaks[0] + 32 * MEBIBYTE)

    def test_a_very_long_list(self):
        items = b",".join([b'"2026-11-22T00:00:00Z"'] * (100_000 if SANITIZED else 1_000_000))
        people = self.write("people.ndjson", [b'{"id":1,"verified":true,"credit":{"score":700},"inquiries":[', items, b"]}"])
        done = self.run_eligo(people)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["reasons"][0]["code"], "COOLDOWN")

    def test_many_keys(self):
        keys = b",".join(b'"k%d":%d' % (n, n) for n in range(500_000))
        people = self.write("people.ndjson", [b'{"id":1,"verified":true,"credit":{"score":700},', keys, b"}\n",
                                              b'{"id":2,', keys, b',"k77":0}\n'])
        done = self.run_eligo(people)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(lines[0]["verdict"], "visible")
        self.assertIn("`k77` stands twice", lines[1]["error"])

    @unittest.skipIf(SANITIZED, "sanitizers take more stack")
    def test_nesting_under_a_small_stack(self):
        for opening in (b"[", b'{"a":', b'{"loans":[', b'{"credit":'):
            for depth in (1, 127, 128, 129, 1000, 10_000_000):
                with self.subTest(opening=opening, depth=depth):
                    record = b'{"id":1,"x":' + opening * (depth - 1)
                    done = self.run_eligo("--max-record", 1 << 30, "-", stdin=record + b"\n" + record,
                                          limits={resource.RLIMIT_STACK: 256 * 1024})
                    self.assertEqual(done.returncode, 1, done.stderr)
                    self.assertEqual(len(done.stdout.splitlines()), 2)
        nested = b'{"id":1,"verified":true,"credit":{"score":700},"x":' + b"[" * 127 + b"]" * 127 + b"}"
        self.assertEqual(self.run_eligo("-", stdin=nested).returncode, 0)


class FailingOutput(Scratch):
    def test_a_full_disk(self):
        done = subprocess.run(f"'{ELIGO}' evaluate --rules '{SHARED}/rules.json' people.ndjson > /dev/full", shell=True,
                              cwd=self.profiles(records=10).parent, capture_output=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left on device", done.stderr)
        done = self.run_eligo("--out", "/dev/full", "people.ndjson")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left on device", done.stderr)

    def test_a_summary_that_cannot_be_written(self):
        done = subprocess.run(f"'{ELIGO}' evaluate --rules '{SHARED}/rules.json' --no-decisions --summary text "
                              "people.ndjson > /dev/full", shell=True,
                              cwd=self.profiles(records=10).parent, capture_output=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write the summary", done.stderr)

    def test_a_closed_pipe(self):
        people = self.profiles(records=20000)
        for threads in (1, 2):
            process = subprocess.Popen([ELIGO, "evaluate", "--rules", SHARED / "rules.json", "--threads", str(threads),
                                        people], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
            process.stdout.readline()
            process.stdout.close()
            error = process.stderr.read()
            process.stderr.close()
            self.assertEqual((process.wait(), error), (141, b""))

    def test_a_file_that_may_not_grow_is_not_left_half(self):
        self.profiles(records=2000)
        done = self.run_eligo("--out", "decisions", "people.ndjson", limits={resource.RLIMIT_FSIZE: 10_000})
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"File too large", done.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["people.ndjson"])

    def test_an_old_file_survives_a_failed_run(self):
        self.profiles(records=10)
        (self.folder / "decisions").write_text("old")
        self.assertEqual(self.run_eligo("--out", "decisions", "people.ndjson", "missing.ndjson").returncode, 2)
        self.assertEqual((self.folder / "decisions").read_text(), "old")
        self.assertEqual(self.run_eligo("--out", "decisions", "people.ndjson").returncode, 0)
        self.assertEqual(len((self.folder / "decisions").read_text().splitlines()), 10)


class HostileText(Scratch):
    """Whatever stands in a rule set, a profile or an argument, nothing of it acts on a terminal."""

    EVIL = "\x1b[31mX\x1b]0;pwn\x07\n\r\t\u202eabc\u2066\x00\x7f\x85\x9b31m\u2028\u2029=1"
    LABEL = "\x85\x9b31m\u202eabc\u2066\u2028\u2029é"  # where ASCII's control characters are refused
    TEXT = {"en": EVIL}
    RULES = {
        "format": 1, "id": LABEL, "version": LABEL, "title": TEXT, "description": TEXT, "meta": {EVIL: EVIL},
        "facts": {
            "s": {"type": "string", "title": TEXT, "description": TEXT, "unit": "u", "meta": EVIL},
            "e": {"type": "enum", "values": [EVIL, "b"], "title": TEXT},
            "l": {"type": "list", "of": {"f": {"type": "string", "title": TEXT}}},
            "n": {"type": "int", "title": TEXT},
        },
        "params": {"p": EVIL}, "lists": {"x": {"of": "string", "values": [EVIL, "b"]}},
        "definitions": {"d": {"value": "s + params.p", "title": TEXT}},
        "segments": [{"id": LABEL, "when": "s != ''", "title": TEXT}],
        "rules": [
            {"id": LABEL, "category": LABEL, "effect": "hide", "reason": "R1", "title": TEXT, "meta": {EVIL: EVIL},
             "when": {"any": [{"when": "s == 's\x1b[31m\u202e'", "note": TEXT}, "s in lists.x", "e == 'b'", "d != ''",
                              {"when": "l.exists(x, x.f != '''a\nb''')", "note": TEXT}]},
             "message": {"en": EVIL + "{s} {d} {e}"}, "remedy": {"en": EVIL + "{s}"}},
            {"id": "2" + LABEL, "category": "c", "effect": "deny", "reason": "R2", "when": "n / (n - 1) > 5 || int(s) > 5"},
        ],
        "alternatives": [{"id": LABEL, "when": "s != ''", "title": TEXT, "message": TEXT}],
    }
    PROFILE = {"id": EVIL, "s": EVIL, "e": EVIL, "n": 1, "l": [{"f": EVIL}]}

    @staticmethod
    def acting(text):
        """What is in the text that could act on a terminal."""
        return [c for c in text if ord(c) < 32 and c != "\n" or 127 <= ord(c) < 160 or c in "\u2028\u2029"
                or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"]

    def test_in_every_field(self):
        rules = self.write("rules.json", [json.dumps(self.RULES)])
        records = [self.PROFILE, {"id": self.EVIL, self.EVIL: 1}, [self.EVIL]]
        people = self.write("people.ndjson", [json.dumps(record) + "\n" for record in records])
        odd = self.write("\x1b[31m\u202eodd.ndjson", [people.read_bytes()])
        wrong = []
        for needed in ("id", "version", "facts", "rules"):
            broken = {key: value for key, value in self.RULES.items() if key != needed}
            broken["x" + self.EVIL] = self.EVIL
            wrong.append(self.write(needed + self.LABEL + ".json", [json.dumps(broken)]))
        wrong.append(self.write("misspelt.json", [json.dumps(self.RULES).replace("lists.x", r"lists.y\u001b")]))
        subject = self.EVIL.replace("\0", "")
        runs = [  # whether standard output is for people, and the exit status
            (True, 0, self.run_eligo(people, rules=rules, command="explain")),
            (True, 0, self.run_eligo("--line", 2, people, rules=rules, command="explain")),
            (True, 1, self.run_eligo("--line", 3, people, rules=rules, command="explain")),
            (True, 1, self.run_eligo("--id", subject, people, rules=rules, command="explain")),
            (False, 0, self.run_eligo("--json", people, rules=rules, command="explain")),
            (False, 1, self.run_eligo("--summary", "text", "--by", "s", people, odd, rules=rules)),
            (True, 1, self.run_eligo("--summary", "text", "--by", "s", "--no-decisions", people, rules=rules)),
            (False, 1, self.run_eligo("--summary", "json", "--by", "s", "--no-decisions", people, rules=rules)),
            (False, 1, self.run_eligo("--strict", people, rules=rules)),
            (False, 1, self.run_eligo("--by", "s\x1b", people, rules=rules)),
            (True, 2, self.run_eligo("missing\x1b[31m\u202e", rules=rules)),
            (True, 2, self.run_eligo("--out", "missing\x1b/x", people, rules=rules)),
            (True, 2, self.run_eligo("--locale\x1b", people, rules=rules)),
            (True, 2, self.run_eligo("--detail", "\x1b\u202e", people, rules=rules)),
            *((True, 2, self.run_eligo(people, rules=path)) for path in wrong),
        ]
        for number, (for_people, status, done) in enumerate(runs):
            with self.subTest(number):
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertEqual(self.acting(done.stderr.decode()), [], done.stderr)
                if for_people:
                    self.assertEqual(self.acting(done.stdout.decode()), [], done.stdout)
                else:
                    self.assertTrue(all(json.loads(line) for line in done.stdout.splitlines()))


class LongValues(Scratch):
    """A long fact that many messages name makes no output beyond all measure."""

    def test_are_cut(self):
        rules = {"format": 1, "id": "x", "version": "1",
                 "facts": {"s": {"type": "string"}, "l": {"type": "list<string>"}}, "definitions": {"d": "s.trim()"},
                 "rules": [{"id": f"r{i}", "category": "c", "effect": "hide", "reason": f"R{i}",
                            "when": f"s != 'q{i}' && l.size() > 1", "message": {"en": "{s}" * 10 + "{d}"},
                            "remedy": {"en": "{s}"}} for i in range(100)]}
        path = self.write("rules.json", [json.dumps(rules)])
        text = "é" * 500_000
        profile = json.dumps({"id": "a", "s": text, "l": [text[:2000]] * 200}, ensure_ascii=False)
        people = self.write("people.ndjson", [profile + "\n"])
        limits = {} if SANITIZED else {resource.RLIMIT_AS: 1 << 30}
        done = self.run_eligo("--threads", 1, people, rules=path, limits=limits)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(len(done.stdout), 4 * MEBIBYTE)
        shown = "é" * 1000 + "…"
        reason = json.loads(done.stdout)["reasons"][99]
        self.assertEqual((reason["message"], reason["remedy"], reason["facts"]), (shown * 11, shown, {"s": shown}))
        done = self.run_eligo("--json", people, rules=path, command="explain")
        self.assertLess(len(done.stdout), 100 * MEBIBYTE)
        self.assertIn(["é" * 1000 + "…"] * 100 + ["…"], list(self.values(json.loads(done.stdout))))
        done = self.run_eligo("--to", "csv", "--summary", "text", "--by", "s", people, rules=path)
        self.assertLess(len(done.stdout + done.stderr), 4 * MEBIBYTE)

    def values(self, part):
        for child in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from self.values(child)
        if isinstance(part, dict) and "value" in part:
            yield part["value"]


class Secrets(Scratch):
    def test_values_stay_out_of_messages(self):
        canary = "K4n4ry"
        records = [f'{{"id":1,"name":"{canary}","credit":"{canary}"}}', f'{{"id":2,"name":"{canary}"',
                   f'{{"id":3,"verified":"{canary}"}}', f'{{"id":4,"credit":{{"score":"{canary}"}}}}',
                   f'{{"id":5,"account":{{"status":"{canary}","opened":"{canary}"}}}}', f'"{canary}"', canary]
        for options in ((), ("--strict",)):
            done = self.run_eligo("-", *options, "--summary", "text", stdin="\n".join(records).encode())
            self.assertEqual(done.returncode, 1)
            self.assertNotIn(canary.encode(), done.stdout + done.stderr)


if __name__ == "__main__":
    ELIGO, SHARED = pathlib.Path(sys.argv.pop(1)).resolve(), pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
