"""Packed profiles through the program: whole, in parts, cut off, damaged, and far larger than they look."""
import gzip
import os
import random
import resource
import struct
import subprocess
import unittest

from scratch import NOW, path_arguments, scratch_folder


DAMAGES = int(os.environ.get("ELIGO_DAMAGES", "5"))
SEED = int(os.environ.get("ELIGO_SEED", "20261123"))


class Packed(unittest.TestCase):
    def setUp(self):
        self.folder = scratch_folder(self.addCleanup)
        self.plain = b"".join(b'{"id":%d,"verified":true,"credit":{"score":%d}}\n' % (n, 400 + n % 400)
                              for n in range(20000))
        self.table = b"id,verified,credit.score\n" + b"".join(b"%d,true,%d\n" % (n, 400 + n % 400)
                                                              for n in range(20000))

    def run_eligo(self, *arguments, data=b""):
        done = subprocess.run([ELIGO, "evaluate", "--rules", RULES, "--now", NOW, "--detail", "codes", *arguments],
                              cwd=self.folder, input=data, capture_output=True, timeout=300)
        return done.returncode, done.stdout, done.stderr.decode()

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return name

    def test_the_same_decisions(self):
        for name, data in (("people.ndjson", self.plain), ("people.csv", self.table)):
            expected = self.run_eligo(self.write(name, data))
            self.assertEqual(expected[0], 0, expected[2])
            packed = gzip.compress(data)
            self.assertEqual(self.run_eligo(self.write(name + ".gz", packed)), expected)
            self.assertEqual(self.run_eligo(data=packed), expected)
            half = data.index(b"\n", len(data) // 2) - 3  # members may end within a record
            members = gzip.compress(data[:half]) + gzip.compress(data[half:])
            self.assertEqual(self.run_eligo(self.write(name + ".gz", members)), expected)

    def test_cut_off_or_damaged(self):
        for name, data in (("people.ndjson", self.plain), ("people.csv", self.table)):
            whole = self.run_eligo(self.write(name, data))[1].splitlines()
            packed = gzip.compress(data)
            damaged = bytearray(packed)
            damaged[-6] ^= 1
            for flaw, wrong in (("cut off", packed[: len(packed) // 2]), ("cut off", packed[:-1]),
                                ("damaged", bytes(damaged)), ("followed by something else", packed + b"more")):
                status, out, talk = self.run_eligo(data=wrong)
                self.assertEqual(status, 2, talk)
                self.assertIn(flaw, talk)
                # What was read is decided; of half a record nothing is made.
                self.assertEqual(out.splitlines(), whole[: len(out.splitlines())])
                status, out, talk = self.run_eligo("--out", "decisions", self.write(name + ".gz", wrong))
                self.assertEqual((status, out), (2, b""), talk)
                self.assertFalse((self.folder / "decisions").exists())

    def test_damage_at_random_places(self):
        """A byte that is another one, wherever: what came before is decided, and the run is no success."""
        chance = random.Random(SEED)
        whole = self.run_eligo(self.write("people.ndjson", self.plain))[1].splitlines()
        packed = gzip.compress(self.plain)
        for _ in range(DAMAGES):
            damaged = bytearray(packed)
            damaged[chance.randrange(10, len(packed))] ^= 1 << chance.randrange(8)
            status, out, talk = self.run_eligo("--out", "decisions", self.write("wrong.gz", bytes(damaged)))
            self.assertEqual((status, (self.folder / "decisions").exists()), (2, False), talk)
            cut = packed[:chance.randrange(1, len(packed))]
            status, out, talk = self.run_eligo(self.write("wrong.gz", cut))
            self.assertNotEqual(status, 0, talk)
            self.assertEqual(out.splitlines(), whole[: len(out.splitlines())])

    def test_frames_to_be_skipped(self):
        def skipped(kind, content=b""):
            return struct.pack("<II", 0x184D2A50 + kind, len(content)) + content

        def frame(data):  # stored as it is
            return b"\x28\xb5\x2f\xfd\x20" + bytes([len(data)]) + struct.pack("<I", 1 | len(data) << 3)[:3] + data

        lines = self.plain.splitlines(keepends=True)[:2]
        expected = self.run_eligo(data=b"".join(lines))
        self.assertEqual(expected[0], 0, expected[2])
        many = skipped(0) * 2_000_000
        for packed in (skipped(15, b"x" * 100_000) + frame(lines[0]) + skipped(3, b"y") + frame(lines[1]),
                       many + frame(lines[0]) + many + frame(lines[1]) + many):
            self.assertEqual(self.run_eligo(data=packed), expected)
            self.assertEqual(self.run_eligo(self.write("people.zst", packed)), expected)

    def test_a_bomb(self):
        with gzip.open(self.folder / "bomb.gz", "wb") as bomb:
            bomb.write(b'{"id":1,"name":"')
            for _ in range(400):
                bomb.write(b"a" * (1 << 20))
            bomb.write(b'"}\n{"id":2,"verified":true,"credit":{"score":700}}\n')
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        status, out, talk = self.run_eligo("--max-record", "1000000", "bomb.gz")
        self.assertEqual(status, 1, talk)
        self.assertEqual(out.splitlines()[0], b'{"line":1,"error":"the record is longer than allowed"}')
        self.assertTrue(out.splitlines()[1].startswith(b'{"id":2,"verdict":"'))
        if not SANITIZED:
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before, 30_000)


if __name__ == "__main__":
    SANITIZED = "ELIGO_SANITIZED" in os.environ
    ELIGO, RULES = path_arguments(2)
    unittest.main()
