"""Outputs and inputs that fail: a clear message and exit status 2, whatever the program was about to write.

    output_test.py ELIGO RULES
"""

import os
import resource
import signal
import subprocess
import unittest

from scratch import NOW, path_arguments, scratch_folder

ELIGO = RULES = None


class Failing(unittest.TestCase):
    def setUp(self):
        self.folder = scratch_folder(self.addCleanup)
        (self.folder / "people.ndjson").write_text('{"id":1}\n' * 5000)
        (self.folder / "many.ndjson").write_text('{"id":1}\n' * 20000)
        (self.folder / "one.json").write_text('{"id":1}')
        (self.folder / "full").symlink_to("/dev/full")

    @staticmethod
    def line(command):
        return f'"{ELIGO}" {command}'.replace("RULES", f'--rules "{RULES}" --now {NOW}')

    def run_eligo(self, command, redirection, limit=None):
        def prepare():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        done = subprocess.run(["bash", "-c", f"{self.line(command)} {redirection}"], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                              preexec_fn=prepare, timeout=300)
        return done.returncode, done.stderr.decode()

    def test_a_full_disk_under_every_output(self):
        for command in ("evaluate RULES --to csv people.ndjson", "evaluate RULES --detail verdict one.json",
                        "evaluate RULES --no-decisions --summary json one.json",
                        "explain RULES one.json", "explain RULES --json one.json", "--help", "--version",
                        "evaluate --help", "evaluate RULES --out /dev/full one.json",
                        "evaluate RULES --out ./full one.json"):
            with self.subTest(command):
                status, talk = self.run_eligo(command, "> /dev/full")
                self.assertEqual(status, 2, talk)
                self.assertRegex(talk, "cannot write the .*: No space left on device")
        status, _ = self.run_eligo("evaluate RULES --summary text one.json", "> /dev/null 2> /dev/full")
        self.assertEqual(status, 2)

    def test_a_disk_that_fills_up(self):
        """A file system of a megabyte, where the process may mount one."""
        (self.folder / "disk").mkdir()
        mount = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
        line = "mount -t tmpfs -o size=1m none disk && echo precious > disk/old && cd disk && "
        if subprocess.run([*mount, "bash", "-c", line + "true"], cwd=self.folder, capture_output=True).returncode != 0:
            self.skipTest("mounting is not permitted")
        for name in ("old", "new"):
            for options in ("", "--threads 4 --batch-size 7"):
                run = self.line(f"evaluate RULES {options} ../many.ndjson --out {name}")
                done = subprocess.run([*mount, "bash", "-c", line + run + "; echo $?; ls; cat old"], cwd=self.folder,
                                      stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
                self.assertEqual((done.stdout, done.stderr),
                                 (b"2\nold\nprecious\n", b"eligo: cannot write the decisions: No space left on device\n"))

    def test_a_closed_pipe(self):
        """Nobody reads: no message, and the status that a shell gives to one that SIGPIPE ended."""
        for command in ("evaluate RULES people.ndjson", "evaluate RULES --threads 2 people.ndjson",
                        "evaluate RULES --to csv --out - people.ndjson", "evaluate RULES --out /dev/stdout people.ndjson",
                        "evaluate RULES --out /dev/fd/1 one.json", "evaluate RULES --no-decisions --summary text one.json",
                        "evaluate RULES --out decisions --summary json one.json", "explain RULES one.json",
                        "explain RULES --json one.json", "--help", "evaluate --help", "--version"):
            for default in (signal.SIG_DFL, signal.SIG_IGN):
                with self.subTest(command, default=default):
                    self.assertEqual(self.into_closed_pipe("stdout", command, default), (141, b""))
        self.assertEqual((self.folder / "decisions").read_text().count("\n"), 1)
        # the summary stands beside the decisions, which are whole
        status, decisions = self.into_closed_pipe("stderr", "evaluate RULES --summary text one.json", signal.SIG_DFL)
        self.assertEqual((status, decisions.count(b"\n")), (141, 1))
        status, talk = self.run_eligo("evaluate RULES people.ndjson", "| head -n 1 > first; exit ${PIPESTATUS[0]}")
        self.assertEqual((status, talk, (self.folder / "first").read_text().count("\n")), (141, "", 1))

    def into_closed_pipe(self, name, command, default):
        """The status, and what went to the other output."""
        reading, writing = os.pipe()
        os.close(reading)
        other = {"stdout": "stderr", "stderr": "stdout"}[name]
        done = subprocess.run(["bash", "-c", self.line(command)], cwd=self.folder, stdin=subprocess.DEVNULL,
                              timeout=300, restore_signals=False, preexec_fn=lambda: signal.signal(signal.SIGPIPE, default),
                              **{name: writing, other: subprocess.PIPE})
        os.close(writing)
        return done.returncode, getattr(done, other)

    def test_a_closed_standard_output(self):
        for command in ("evaluate RULES people.ndjson", "explain RULES one.json", "--help",
                        "evaluate RULES --out decisions --summary text one.json"):
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
    ELIGO, RULES = path_arguments(2)
    unittest.main()
