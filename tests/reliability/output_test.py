"""Outputs and inputs that fail: a clear message and exit status 2, whatever the program was about to write.

    output_test.py ELIGO RULES
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

ELIGO = RULES = None
NOW = "2026-11-23T10:00:00Z"


class Failing(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        (self.folder / "people.ndjson").write_text('{"id":1}\n' * 5000)
        (self.folder / "one.json").write_text('{"id":1}')

    def run_eligo(self, command, redirection, limit=None):
        def prepare():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        line = f'"{ELIGO}" {command} {redirection}'.replace("RULES", f'--rules "{RULES}" --now {NOW}')
        done = subprocess.run(["bash", "-c", line], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                              preexec_fn=prepare, timeout=300)
        return done.returncode, done.stderr.decode()

    def test_a_full_disk_under_every_output(self):
        for command in ("evaluate RULES --to csv people.ndjson", "evaluate RULES --detail verdict one.json",
                        "evaluate RULES --no-decisions --summary json one.json",
                        "explain RULES one.json", "explain RULES --json one.json"):
            with self.subTest(command):
                status, talk = self.run_eligo(command, "> /dev/full")
                self.assertEqual(status, 2, talk)
                self.assertIn("No space left on device", talk)

    def test_a_closed_standard_output(self):
        for command in ("evaluate RULES people.ndjson", "explain RULES one.json"):
            with self.subTest(command):
                status, talk = self.run_eligo(command, ">&-")
                self.assertEqual(status, 2, talk)
                self.assertIn("Bad file descriptor", talk)

    def test_a_file_that_may_not_grow(self):
        for command in ("evaluate RULES people.ndjson", "evaluate RULES --to csv --threads 2 people.ndjson"):
            with self.subTest(command):
                status, talk = self.run_eligo(command, "> decisions", limit=8192)
                self.assertEqual(status, 2, talk)
                self.assertIn("File too large", talk)
                self.assertEqual((self.folder / "decisions").stat().st_size, 8192)

    def test_inputs_that_cannot_be_read(self):
        for path, reason in ((".", "it is a folder"), ("/proc/self/mem", "Input/output error"), ("none", "No such file"),
                             ("one.json/more", "Not a directory")):
            with self.subTest(path):
                status, talk = self.run_eligo(f"evaluate RULES --format ndjson people.ndjson {path}", "> /dev/null")
                self.assertEqual(status, 2, talk)
                self.assertIn(reason.lower(), talk.lower())
                self.assertIn(path, talk)


if __name__ == "__main__":
    ELIGO, RULES = (pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(2))
    unittest.main()
