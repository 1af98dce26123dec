"""Runs that are killed, stopped, or short of room, and gone on with: the same bytes as of a run that never was.

    resume_test.py ELIGO

ELIGO_KILLS says how many runs are killed (4; hundreds in a full run), ELIGO_SEED at which points.
"""

import fcntl
import os
import random
import re
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
# A run's outputs, the largest first, and the options that make several of them.
FORMS = {
    "one.ndjson": ["--out", "out/one.ndjson"],
    "one.csv": ["--out", "out/one.csv"],
    "errors.csv": ["--out", "out/errors.csv", "--errors", "out/wrong.ndjson"],
    "split.ndjson": ["--out", "out/split.ndjson", "--split-by", "verdict"],
    "split.csv": ["--out", "out/split.csv", "--split-by", "verdict", "--errors", "out/wrong.csv"],
    "one.ndjson.gz": ["--out", "out/one.ndjson.gz"],
    "one.csv.zst": ["--out", "out/one.csv.zst"],
    "split.csv.gz": ["--out", "out/split.csv.gz", "--split-by", "verdict", "--errors", "out/wrong.csv"],
}


class Resume(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = scratch_folder(cls.addClassCleanup)
        (cls.folder / "rules.json").write_text(RULES)
        (cls.folder / "out").mkdir()
        lines = [b'{"id":%d,"n":%d,"s":"a\\n\\"b"}\n' % (index, index % 12) for index in range(RECORDS)]
        lines[RECORDS // 3] = b"no profile\n"
        (cls.folder / "input.ndjson").write_bytes(b"".join(lines))
        cls.whole, cls.summaries, cls.sizes = {}, {}, {}
        for name in FORMS:
            process = cls.start(name, resumed=False)
            cls.summaries[name] = process.communicate()[0]
            assert process.returncode == 1
            cls.whole[name] = cls.take_files()
            unpacked = name.removesuffix(".gz").removesuffix(".zst")
            cls.sizes[name] = [len(content) for content in cls.whole[unpacked].values()]

    @classmethod
    def take_files(cls):
        """What stands in the folder of outputs, which is empty then; but for what a kill while packing left, which
        the next run has named."""
        taken = {}
        for path in sorted((cls.folder / "out").iterdir()):
            if not re.search(r"z(st)?\.partial\.(?!resume)[A-Za-z0-9]{6}$", path.name):
                taken[path.name] = path.read_bytes()
            path.unlink()
        return taken

    @classmethod
    def start(cls, name, *options, resumed=True, **more):
        arguments = [ELIGO, "evaluate", "--rules", "rules.json", "--now", "2026-11-23T10:00:00Z", "--batch-size", "500",
                     "--summary", "json", "--quiet", *FORMS[name], *(["--resume"] if resumed else []),
                     *options, "input.ndjson"]
        return subprocess.Popen(arguments, cwd=cls.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def partial(self, file):
        return self.folder / "out" / f"{file}.partial.resume"

    def size(self, name):
        """How much of the run's outputs is there so far."""
        sizes = 0
        for file in self.whole[name]:
            for path in (self.partial(file), self.folder / "out" / file):
                try:
                    sizes += path.stat().st_size
                    break
                except FileNotFoundError:
                    pass
        return sizes

    def finish(self, name, *options):
        process = self.start(name, *options)
        out, talk = process.communicate()
        self.assertEqual(process.returncode, 1, talk)
        files = self.take_files()
        self.assertEqual(list(files), list(self.whole[name]))
        self.assertEqual(files, self.whole[name])
        self.assertEqual(out, self.summaries[name])
        return talk.decode()

    def stop_for_room(self, name, limit):
        process = self.start(name, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        talk = process.communicate()[1].decode()
        self.assertEqual(process.returncode, 2, talk)

    def test_at_random_points(self):
        chance = random.Random(SEED)
        stopped = 0
        for _ in range(KILLS):
            name = chance.choice(list(FORMS))
            total = sum(self.sizes[name])
            for _ in range(chance.randint(1, 3)):
                number = chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
                point = chance.randint(0, total)
                process = self.start(name, "--threads", str(chance.choice((1, 2, 4))))
                while process.poll() is None and self.size(name) < point:
                    pass
                process.send_signal(number)
                talk = process.communicate()[1].decode()
                if process.returncode == 1:  # it had come to its end
                    self.assertEqual(self.take_files(), self.whole[name])
                    break
                stopped += 1
                for file in self.whole[name]:
                    kept = self.partial(file).exists()
                    if number != signal.SIGKILL and kept and "kept" in talk:
                        self.assertIn(f"; out/{file}.partial.resume is kept, and the same command goes on from there",
                                      talk)
            else:
                self.finish(name, "--threads", "2")
        self.assertGreater(stopped, KILLS // 4)

    def test_where_there_was_no_room(self):
        for name in FORMS:
            self.stop_for_room(name, max(self.sizes[name]) // 2 + 7)
            self.assertRegex(self.finish(name), r"--resume: [\d,]+ records stood in out/.*\.partial\.resume")

    def test_cut_off_anywhere(self):
        chance = random.Random(SEED)
        for name, files in self.whole.items():
            if len(files) > 1 or name not in ("one.ndjson", "one.csv"):
                continue
            ((file, whole),) = files.items()
            for size in [0, 1, whole.index(b"\n"), whole.index(b"\n") + 1,
                         *(chance.randint(0, len(whole)) for _ in range(KILLS))]:
                self.stop_for_room(name, 10_000)
                self.partial(file).write_bytes(whole[:size])
                self.finish(name)

    def test_stopped_between_the_names_of_several_files(self):
        """As if the run had ended after each of its renames."""
        for name in ("split.ndjson", "split.csv", "split.csv.gz", "errors.csv"):
            unpacked = self.whole[name.removesuffix(".gz")]
            for named in range(len(unpacked) + 1):
                self.stop_for_room(name, max(self.sizes[name]) - 1)
                (key,) = (self.folder / "out").glob("*.key")
                content = key.read_bytes().split(b"\n\n")[0] + b"\n\n"
                self.take_files()
                for index, (file, final) in enumerate(self.in_order(name)):
                    partial = self.partial(file)
                    partial.write_bytes(unpacked[file.removesuffix(".gz")])
                    content += self.identity(partial.stat())
                    if index < named and file.endswith(".gz"):
                        (self.folder / "out" / file).write_bytes(final)
                    elif index < named:
                        partial.rename(self.folder / "out" / file)
                key.write_bytes(content)
                self.finish(name)

    def in_order(self, name):
        """The files as the run makes them."""
        streams = ["visible", "hidden", "denied", "error"]
        return sorted(self.whole[name].items(),
                      key=lambda item: streams.index(item[0].split(".")[1]) if item[0].split(".")[1] in streams else
                      item[0].startswith("wrong") * 9)

    @staticmethod
    def identity(status):
        # The library counts from 2174-01-01.
        return b"whole %d %d\n" % (status.st_size, status.st_mtime_ns - 6_437_664_000 * 10**9)

    def test_files_of_different_moments_are_refused(self):
        """As a machine that fails may leave them: one lacks what another has."""
        self.stop_for_room("split.ndjson", max(self.sizes["split.ndjson"]) // 2)
        file = self.partial("split.visible.ndjson")
        content = file.read_bytes()
        file.write_bytes(content[:len(content) // 2])
        process = self.start("split.ndjson")
        talk = process.communicate()[1].decode()
        self.assertEqual(process.returncode, 2)
        self.assertRegex(talk, r"what stands in out/split.visible.ndjson.partial.resume, .* is not what this run decides; "
                               "delete it to begin anew")
        for path in (self.folder / "out").iterdir():
            self.assertIn(".partial.resume", path.name)
        self.take_files()
        self.finish("split.ndjson")

    def test_a_file_that_another_run_has_made_is_not_taken(self):
        """Its name is that of one of several, of which this run had none finished."""
        self.stop_for_room("split.ndjson", 10_000)
        for path in list((self.folder / "out").glob("*.partial.resume")):
            path.unlink()
        (self.folder / "out" / "split.denied.ndjson").write_text("something else\n")
        self.finish("split.ndjson")

    def test_another_run_is_left_alone(self):
        for name in FORMS:
            self.stop_for_room(name, 10_000)
            (key,) = (self.folder / "out").glob("*.key")
            with key.open() as held:
                fcntl.flock(held, fcntl.LOCK_EX)
                before = {path: path.read_bytes() for path in (self.folder / "out").iterdir()}
                process = self.start(name)
                talk = process.communicate()[1].decode()
                self.assertEqual(process.returncode, 2)
                self.assertRegex(talk, "another run is writing .*out/")
                self.assertEqual(before, {path: path.read_bytes() for path in (self.folder / "out").iterdir()})
            self.finish(name)

    def test_where_no_record_stands_another_command_begins_anew(self):
        for name in FORMS:
            self.stop_for_room(name, 20)
            self.finish(name, "--locale", "de")

    def test_what_is_not_the_same_is_refused(self):
        for name in FORMS:
            self.stop_for_room(name, 10_000)
            stood = self.size(name)
            process = self.start(name, "--locale", "de")
            talk = process.communicate()[1].decode()
            self.assertEqual((process.returncode, self.size(name)), (2, stood))
            self.assertRegex(talk, "begun with other rules, options or inputs: out/.*; delete it to begin anew")
            self.finish(name)


if __name__ == "__main__":
    (ELIGO,) = path_arguments(1)
    unittest.main()
