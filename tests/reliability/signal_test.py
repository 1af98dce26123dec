"""Signals at random moments: the file of the decisions is whole, as it was, or absent; nothing half is left.

    signal_test.py ELIGO

ELIGO_KILLS says how many signals of each kind are sent (4; hundreds in a full run), ELIGO_SEED at which moments.
"""

import os
import pathlib
import random
import re
import signal
import subprocess
import unittest

from scratch import path_arguments, scratch_folder

ELIGO = None
KILLS = int(os.environ.get("ELIGO_KILLS", "4"))
SEED = int(os.environ.get("ELIGO_SEED", "20261123"))
RULES = """{"format": 1, "id": "x", "version": "1", "facts": {"n": {"type": "int"}},
  "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "n > 5", "message": {"en": "n is {n}"}}]}
"""
RECORDS = 100_000
PIPE_TAKES = 1 << 16  # so that more than this is taken only by a program that reads


class Signals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = scratch_folder(cls.addClassCleanup)
        (cls.folder / "rules.json").write_text(RULES)
        (cls.folder / "out").mkdir()
        cls.decisions = cls.folder / "out" / "decisions"
        cls.lines = [b'{"id":%d,"n":%d}\n' % (index, index % 12) for index in range(RECORDS)]
        cls.input = b"".join(cls.lines)
        cls.whole = {}
        for form in ("ndjson", "csv"):
            process = cls.start("--to", form)
            assert (process.communicate(cls.input)[1], process.returncode) == (b"", 0)
            cls.whole[form] = cls.decisions.read_bytes()

    @classmethod
    def start(cls, *options, **more):
        arguments = [ELIGO, "evaluate", "--rules", "rules.json", "--now", "2026-11-23T10:00:00Z", "--batch-size", "500",
                     "--out", "out/decisions", *options]
        return subprocess.Popen(arguments, cwd=cls.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def left(self):
        return [path for path in (self.folder / "out").iterdir() if path != self.decisions]

    def one(self, number, chance):
        """Sends a signal after a random part of the input; says whether the run had come to its end."""
        old = chance.random() < 0.5
        self.decisions.unlink(missing_ok=True)
        if old:
            self.decisions.write_bytes(b"old\n")
        form = chance.choice(("ndjson", "csv"))
        process = self.start("--to", form, "--threads", str(chance.choice((1, 2, 4))))
        # a third of them when all is read, that is while the file is finished
        size = len(self.input) if chance.random() < 0.3 else chance.randint(2 * PIPE_TAKES, len(self.input))
        process.stdin.write(self.input[:size])
        process.stdin.flush()
        if size == len(self.input):
            process.stdin.close()
            process.stdin = None
            for _ in range(chance.randint(0, 3000)):
                os.getpid()  # some moments more
        process.send_signal(number)
        talk = process.communicate()[1].decode()
        status = process.returncode
        found = self.decisions.read_bytes() if self.decisions.exists() else None
        if status == 0:
            self.assertEqual((found == self.whole[form], talk), (True, ""))
        elif found != self.whole[form] or size < len(self.input):
            self.assertEqual(found, b"old\n" if old else None)
        return status, talk

    def test_signals_that_can_be_caught(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
            chance = random.Random(SEED + number)
            stopped = 0
            for _ in range(KILLS):
                status, talk = self.one(number, chance)
                self.assertIn(status, (0, 128 + number))
                if status != 0:
                    self.assertRegex(talk, rf"\Aeligo: stopped by {number.name}"
                                           r"(; the unfinished out/decisions\.partial\.\w{6} was removed)?\n\Z")
                stopped += "removed" in talk
                self.assertEqual(self.left(), [])
            self.assertGreater(stopped, KILLS // 4)

    def test_kill(self):
        chance = random.Random(SEED)
        for _ in range(KILLS):
            status, _ = self.one(signal.SIGKILL, chance)
            self.assertIn(status, (0, -signal.SIGKILL))
            self.assertLessEqual(len(self.left()), 1)
            for path in self.left():
                self.assertRegex(path.name, r"\Adecisions\.partial\.\w{6}\Z")
                path.unlink()

    def test_the_next_run_names_what_a_kill_left(self):
        names = []
        for count in range(1, 8):
            process = self.start()
            process.stdin.write(self.input[:3 * PIPE_TAKES])
            process.stdin.flush()
            running = self.start()  # the file of one that runs is not left over
            process.kill()
            process.communicate()
            talk = running.communicate(self.input)[1].decode()
            self.assertEqual(running.returncode, 0)
            names = sorted(f"out/{path.name}" for path in self.left())
            self.assertEqual(len(names), count)
        talk = self.start().communicate(self.input)[1].decode()
        self.assertEqual(talk, f"eligo: {', '.join(names[:5])} and 2 more were left by runs that were killed; "
                               "they can be deleted\n")
        for path in self.left()[1:]:
            path.unlink()
        (name,) = self.left()
        talk = self.start().communicate(self.input)[1].decode()
        self.assertEqual(talk, f"eligo: out/{name.name} was left by a run that was killed; it can be deleted\n")
        name.unlink()

    def test_nohup(self):
        process = self.start(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.stdin.write(self.input[:3 * PIPE_TAKES])
        process.stdin.flush()
        process.send_signal(signal.SIGHUP)
        _, talk = process.communicate(self.input[3 * PIPE_TAKES:])
        self.assertEqual((process.returncode, talk, self.decisions.read_bytes()), (0, b"", self.whole["ndjson"]))

    def test_before_anything_is_written(self):
        for options in (("--out", "-"), ("--out", "pipe")):
            (self.folder / "pipe").exists() or os.mkfifo(self.folder / "pipe")
            arguments = [ELIGO, "evaluate", "--rules", "rules.json", *options]
            with subprocess.Popen(arguments, cwd=self.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                self.wait_until_it_catches(process, signal.SIGTERM)
                process.terminate()
                self.assertEqual((process.stderr.read(), process.wait()), (b"eligo: stopped by SIGTERM\n", 143))

    @staticmethod
    def wait_until_it_catches(process, number):
        """As the kernel tells: the mask of signals that have a handler."""
        while True:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            if int(re.search(r"^SigCgt:\s*(\w+)$", status, re.M)[1], 16) >> (number - 1) & 1:
                return


if __name__ == "__main__":
    (ELIGO,) = path_arguments(1)
    unittest.main()
