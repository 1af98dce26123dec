"""Memory does not grow with the input: ten times the profiles, and a line that is far longer than any profile.

    volume_test.py ELIGO RULES

ELIGO_PROFILES is the greater number of profiles (200,000; ten million in a full run), ELIGO_LINE the megabytes of the
line (32; 1,024 in a full run).
"""

import os
import subprocess
import unittest

from scratch import NOW, path_arguments, scratch_folder

ELIGO = RULES = None
PROFILES = int(os.environ.get("ELIGO_PROFILES", "200000"))
LINE = int(os.environ.get("ELIGO_LINE", "32"))
MEGABYTE = 1 << 20


class Volume(unittest.TestCase):
    def run_on(self, pieces, *options):
        """The status, how many records came out, and the peak memory in kilobytes."""
        process = subprocess.Popen([ELIGO, "evaluate", "--rules", RULES, "--now", NOW, "--threads", "2", "--quiet",
                                    "--out", self.out, *options], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for piece in pieces:
            process.stdin.write(piece)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        with open(self.out, "rb") as records:
            return process.returncode, sum(1 for _ in records), usage.ru_maxrss

    def setUp(self):
        self.out = scratch_folder(self.addCleanup) / "decisions.ndjson"

    def test_ten_times_the_profiles(self):
        def profiles(count):
            for first in range(0, count, 10_000):
                yield b"".join(b'{"id":"u%08d","verified":%s,"credit":{"score":%d},"inquiries":["2026-11-20T00:00:00Z"]}\n'
                               % (number, b"true" if number % 3 else b"false", 400 + number % 400)
                               for number in range(first, first + 10_000))

        few = self.run_on(profiles(PROFILES // 10))
        many = self.run_on(profiles(PROFILES))
        print(f"{PROFILES // 10:,} profiles: {few[2]:,} KB; {PROFILES:,}: {many[2]:,} KB")
        self.assertEqual((few[:2], many[:2]), ((0, PROFILES // 10), (0, PROFILES)))
        # of few profiles not all threads come to hold what they will
        self.assertLess(many[2], few[2] * 1.1 + (4096 if PROFILES < 10_000_000 else 0))

    def test_a_line_without_an_end(self):
        """It is passed over; what stands behind it is found again."""
        def line():
            yield b'{"id":1,"verified":true}\n{"id":2,"name":"'
            for _ in range(LINE):
                yield b"a" * MEGABYTE
            yield b'"}\n{"id":3,"verified":true}\n'

        status, records, kilobytes = self.run_on(line(), "--max-record", str(4 * MEGABYTE))
        print(f"a line of {LINE:,} MB: {kilobytes:,} KB")
        self.assertEqual((status, records), (1, 3))
        self.assertLess(kilobytes, 100_000)


if __name__ == "__main__":
    ELIGO, RULES = path_arguments(2)
    unittest.main()
