"""Runs that are killed, stopped, or short of room, and gone on with: the same bytes as of a run that never was.

    resume_test.py ELIGO

ELIGO_KILLS says how many runs are killed (4; hundreds in a full run), ELIGO_SEED at which points.
"""

import os
import random
import resource
import signal
import subprocess
import unittest

from scratch import path_arguments, scratch_folder

ELIGO = None
KILLS = int(os.environ.get("ELIGO_KILLS", "4"))
SEED = int(os.environ.get("ELIGO_SEED", "20261123"))
RULES = """{"format": 1, "id": "x", "version": "1", "facts": {"n": {"type": "int"}, "s": {"type": "string"}},
  "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "n > 5",
             "message": {"en": "n is {n},\\n\\"{s}\\""}}]}
"""
RECORDS = 100_000


class Resume(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = scratch_folder(cls.addClassCleanup)
        (cls.folder / "rules.json").write_text(RULES)
        (cls.folder / "out").mkdir()
        lines = [b'{"id":%d,"n":%d,"s":"a\\n\\"b"}\n' % (index, index % 12) for index in range(RECORDS)]
        lines[RECORDS // 3] = b"no profile\n"
        (cls.folder / "input.ndjson").write_bytes(b"".join(lines))
        cls.whole, cls.summaries = {}, {}
        for name in ("d.ndjson", "d.csv"):
            process = cls.start(name, resumed=False)
            cls.summaries[name] = process.communicate()[0]
            assert process.returncode == 1
            cls.whole[name] = (cls.folder / "out" / name).read_bytes()
            (cls.folder / "out" / name).unlink()

    @classmethod
    def start(cls, name, *options, resumed=True, **more):
        arguments = [ELIGO, "evaluate", "--rules", "rules.json", "--now", "2026-11-23T10:00:00Z", "--batch-size", "500",
                     "--summary", "json", "--quiet", "--out", f"out/{name}", *(["--resume"] if resumed else []),
                     *options, "input.ndjson"]
        return subprocess.Popen(arguments, cwd=cls.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def partial(self, name):
        return self.folder / "out" / f"{name}.partial.resume"

    def size(self, name):
        try:
            return self.partial(name).stat().st_size
        except FileNotFoundError:
            return 0

    def finish(self, name, *options):
        process = self.start(name, *options)
        out, talk = process.communicate()
        self.assertEqual(process.returncode, 1, talk)
        self.assertEqual((self.folder / "out" / name).read_bytes(), self.whole[name])
        self.assertEqual(out, self.summaries[name])
        self.assertEqual([path.name for path in (self.folder / "out").iterdir()], [name])
        (self.folder / "out" / name).unlink()
        return talk.decode()

    def test_at_random_points(self):
        chance = random.Random(SEED)
        stopped = 0
        for _ in range(KILLS):
            name = chance.choice(("d.ndjson", "d.csv"))
            for _ in range(chance.randint(1, 3)):
                number = chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
                point = chance.randint(0, len(self.whole[name]))
                process = self.start(name, "--threads", str(chance.choice((1, 2, 4))))
                while process.poll() is None and self.size(name) < point:
                    pass
                process.send_signal(number)
                talk = process.communicate()[1].decode()
                if process.returncode == 1:  # it had come to its end
                    self.assertEqual((self.folder / "out" / name).read_bytes(), self.whole[name])
                    break
                self.assertFalse((self.folder / "out" / name).exists())
                stopped += 1
                if number != signal.SIGKILL and "kept" in talk:
                    self.assertIn(f"eligo: stopped by {number.name}; out/{name}.partial.resume is kept, and the same "
                                  "command goes on from there\n", talk)
            else:
                self.finish(name, "--threads", "2")
                continue
            (self.folder / "out" / name).unlink()
        self.assertGreater(stopped, KILLS // 4)

    def test_where_there_was_no_room(self):
        for name in self.whole:
            limit = len(self.whole[name]) // 2 + 7

            def prepare(limit=limit):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            process = self.start(name, preexec_fn=prepare)
            talk = process.communicate()[1].decode()
            self.assertEqual((process.returncode, self.size(name)), (2, limit), talk)
            self.assertRegex(self.finish(name), r"--resume: [\d,]+ records stood in out/.*\.partial\.resume")

    def test_cut_off_anywhere(self):
        chance = random.Random(SEED)
        for name, whole in self.whole.items():
            for size in [0, 1, whole.index(b"\n"), whole.index(b"\n") + 1,
                         *(chance.randint(0, len(whole)) for _ in range(KILLS))]:
                process = self.start(name, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)))
                process.communicate()
                self.partial(name).write_bytes(whole[:size])
                self.finish(name)

    def test_what_is_not_the_same_is_refused(self):
        process = self.start("d.csv", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)))
        process.communicate()
        process = self.start("d.csv", "--locale", "de")
        talk = process.communicate()[1].decode()
        self.assertEqual((process.returncode, self.size("d.csv")), (2, 10_000))
        self.assertIn("was begun with other rules, options or inputs; delete it to begin anew", talk)
        self.finish("d.csv")


if __name__ == "__main__":
    (ELIGO,) = path_arguments(1)
    unittest.main()
