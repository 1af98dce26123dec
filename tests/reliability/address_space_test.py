"""The command where the system gives it too little memory: whole output or none, a sentence, exit status 2.

    address_space_test.py ELIGO RULES

Each command runs under limits from what it starts with to what it needs; ELIGO_FAILURES (100 if not said) says for
how many allocations, or a twentieth as many limits.
"""

import gzip
import os
import re
import resource
import subprocess
import unittest

from scratch import NOW, path_arguments, scratch_folder

ELIGO = RULES = None
SIZES = max(5, int(os.environ.get("ELIGO_FAILURES", "100")) // 20)
PERSON = ('{"id":"p%d","verified":true,"account":{"status":"active","opened":"2026-06-01T00:00:00Z"},'
          '"credit":{"score":587,"ratio":0.2},"inquiries":["2026-11-20T00:00:00Z"],"loans":[{"amount":7}]}\n')


def pack_zstandard(data):
    """A frame of blocks that are not compressed; Python 3.11 has no Zstandard."""
    size = 100000
    blocks = [data[at:at + size] for at in range(0, len(data), size)]
    frame = b"\x28\xb5\x2f\xfd\x00\x58"
    for block in blocks:
        frame += (len(block) << 3 | (block is blocks[-1])).to_bytes(3, "little") + block
    return frame


def untimed(summary):
    return re.sub(rb" in [0-9.]+ s ", b"", summary)


class AddressSpace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = scratch_folder(cls.addClassCleanup)
        people = "".join(PERSON % number for number in range(1500)).encode()
        (cls.folder / "people.ndjson").write_bytes(people)
        (cls.folder / "people.ndjson.gz").write_bytes(gzip.compress(people))
        (cls.folder / "people.ndjson.zst").write_bytes(pack_zstandard(people))
        (cls.folder / "people.csv").write_text(
            "id,verified,account.status,credit.score\n" + "".join(f"p{number},true,active,587\n" for number in range(4000)))
        patterns = ",".join(f'''{{"id": "r{rule}", "category": "c", "effect": "hide", "reason": "CODE",
            "when": "s.matches('^({rule}|[x-z]{{2,90}})$')"}}''' for rule in range(100))
        (cls.folder / "patterns.json").write_text(
            f'{{"format": 1, "id": "x", "version": "1", "facts": {{"s": {{"type": "string"}}}}, "rules": [{patterns}]}}')
        (cls.folder / "mistakes.json").write_text((cls.folder / "patterns.json").read_text().replace('"s.', '"z.'))
        cls.least = cls.smallest(lambda limit: cls.run_eligo(cls, ["--version"], limit).returncode == 0, 1 << 20)

    @staticmethod
    def smallest(holds, begin):
        enough = begin
        while not holds(enough):
            enough *= 2
        few = enough // 2
        while enough - few > 2_000_000:
            middle = (few + enough) // 2
            few, enough = (few, middle) if holds(middle) else (middle, enough)
        return enough

    def run_eligo(self, words, limit=None):
        def prepare():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        # where a thread gets no arena, glibc takes a page for each allocation, which is correct but takes long
        return subprocess.run([ELIGO, *words], cwd=self.folder, env={**os.environ, "MALLOC_ARENA_MAX": "1"},
                              stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=prepare, timeout=300)

    def hold(self, words, out=None, patterns=False):
        words = [*words, "--rules", "patterns.json" if patterns else str(RULES), "--now", NOW]
        if out:
            words += ["--out", out]
        written = lambda: (self.folder / out).read_bytes() if out and (self.folder / out).exists() else None
        expected = self.run_eligo(words)
        self.assertIn(expected.returncode, (0, 1), expected.stderr)
        whole = written()
        enough = self.smallest(lambda limit: self.run_eligo(words, limit).returncode != 2, self.least)
        failures = 0
        for size in range(SIZES):
            limit = self.least + (enough - self.least) * size // SIZES
            if out:
                (self.folder / out).unlink(missing_ok=True)
            with self.subTest(words, limit=limit):
                found = self.run_eligo(words, limit)
                said = found.stderr.decode()
                if found.returncode == expected.returncode:
                    self.assertEqual((untimed(found.stdout), written()), (untimed(expected.stdout), whole))
                    continue
                if found.returncode == 127 and "error while loading shared libraries" in said:
                    continue  # it had not begun
                failures += 1
                self.assertEqual(found.returncode, 2, said)
                self.assertRegex(said, "^eligo: (there is not enough memory|.*: Cannot allocate memory|"
                                       "Resource temporarily unavailable)[^\n]*\n$")
                self.assertTrue(untimed(expected.stdout).startswith(untimed(found.stdout)))
                self.assertIsNone(written())
                self.assertEqual([each for each in os.listdir(self.folder) if ".partial." in each], [])
        self.assertGreater(failures, 0)

    def test_what_can_run_out_of_memory(self):
        for threads in ("1", "4"):
            for people in ("people.ndjson", "people.csv", "people.ndjson.gz", "people.ndjson.zst"):
                self.hold(["evaluate", "--threads", threads, people], out="decisions.ndjson")
        self.hold(["evaluate", "--threads", "2", "people.ndjson"])
        self.hold(["evaluate", "--no-decisions", "--summary", "json", "--by", "account.status", "people.ndjson"])
        self.hold(["evaluate", "--no-decisions", "--summary", "text", "people.csv"])
        self.hold(["explain", "--id", "p1499", "people.ndjson"])
        self.hold(["explain", "--json", "--line", "1500", "people.ndjson.gz"])
        self.hold(["evaluate", "--threads", "1", "people.csv"], out="decisions.ndjson", patterns=True)

    def test_mistakes(self):
        expected = self.run_eligo(["evaluate", "--rules", "mistakes.json", "people.ndjson"])
        self.assertEqual(expected.returncode, 2)
        for size in range(SIZES):
            found = self.run_eligo(["evaluate", "--rules", "mistakes.json", "people.ndjson"],
                                   self.least + size * 100_000)
            self.assertEqual(found.returncode, 2, found.stderr)
            self.assertTrue(found.stderr == expected.stderr or
                            found.stderr.endswith(b"eligo: there is not enough memory\n"), found.stderr)


if __name__ == "__main__":
    ELIGO, RULES = path_arguments(2)
    unittest.main()
