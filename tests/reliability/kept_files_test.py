"""What an output may cost: each case is a command, what comes of it, and every file that is not as it was.

    kept_files_test.py ELIGO

Below, `evaluate` stands for the command with a rule set and an instant. It runs in a folder that holds what
`KeptFiles.setUp` puts there.
"""

import os
import pty
import stat
import subprocess
import unittest

from scratch import NOW, path_arguments, scratch_folder

ELIGO = None
RULES = """{"format": 1, "id": "x", "version": "1", "facts": {"region": {"type": "string"}},
  "lists": {"closed": {"of": "string", "file": "lists/closed.txt"}},
  "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "CLOSED", "when": "region in lists.closed"}]}
"""
PEOPLE = '{"id":"a","region":"n"}\n{"id":"b","region":"s"}\n'
CSV = "id,verdict,segment,review,error\na,visible,,false,\nb,hidden,,false,\n"
DECISIONS = '{"id":"a","verdict":"visible"}\n{"id":"b","verdict":"hidden"}\n'

# Nothing is written, nothing changes: the command, what the message has.
REFUSED = [
    ("evaluate people.ndjson --out people.ndjson", "people.ndjson: profiles are read from it"),
    ("evaluate ./people.ndjson --out $PWD/people.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson --out lists/../people.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson --out twin.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson --out way.ndjson", "profiles are read from it"),
    ("evaluate way.ndjson --out twin.ndjson", "profiles are read from it"),
    ("evaluate empty.ndjson people.ndjson --out people.ndjson", "profiles are read from it"),
    ("evaluate --out people.ndjson < people.ndjson", "profiles are read from it, as the standard input"),
    ("evaluate - --out twin.ndjson < people.ndjson", "profiles are read from it, as the standard input"),
    ("evaluate /dev/stdin --out people.ndjson < people.ndjson", "profiles are read from it"),
    ("evaluate /proc/self/fd/0 --out people.ndjson < people.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson >> people.ndjson", "to the standard output: profiles are read from it"),
    ("evaluate people.ndjson 1<> people.ndjson", "to the standard output: profiles are read from it"),
    ("evaluate people.ndjson --out dev/stdout >> people.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson --out dev/fd/3 3>> people.ndjson", "profiles are read from it"),
    ("evaluate people.ndjson --out /proc/$$/fd/3 3>> people.ndjson", "profiles are read from it"),
    ("evaluate pipe --out pipe", "profiles are read from it"),
    ("evaluate people.ndjson --out rules.json", "it is the rule set"),
    ("evaluate people.ndjson --out rules_twin.json", "it is the rule set"),
    ("evaluate people.ndjson >> rules.json", "it is the rule set"),
    ("evaluate people.ndjson --out lists/closed.txt", "it is the rule set's list `closed`"),
    ("evaluate people.ndjson --out lists_way", "it is the rule set's list `closed`"),
    ("explain people.ndjson >> people.ndjson", "to the standard output: profiles are read from it"),
    ("explain people.ndjson >> lists/closed.txt", "it is the rule set's list `closed`"),
    ("evaluate people.ndjson --out old --summary >> old", "the standard output goes to it, too"),
    ("evaluate people.ndjson --out old_way >> old", "the standard output goes to it, too"),
    ("evaluate people.ndjson --out lists", "lists: it is a folder"),
    ("evaluate people.ndjson --out lists/", "lists/: it is a folder"),
    ("evaluate people.ndjson --out lists_folder_way", "it is a folder"),
    ("evaluate people.ndjson --out none/", "none/: "),
    ("evaluate people.ndjson --out none/x", "none/x: No such file or directory"),
    ("evaluate people.ndjson --out old/x", "old/x: Not a directory"),
    ("evaluate people.ndjson --out ring", "ring: Too many levels of symbolic links"),
    ("evaluate people.ndjson --out dev/fd/9", "dev/fd/9: Bad file descriptor"),
    ("evaluate people.ndjson --out /dev/fd/0 < /dev/null", "/dev/fd/0: Bad file descriptor"),
    ("evaluate people.ndjson --out dev/stdout >&-", "dev/stdout: Bad file descriptor"),
    ("evaluate --out old <&-", "cannot read standard input: Bad file descriptor"),
    ("evaluate people.ndjson none.ndjson --out old", "cannot read none.ndjson: No such file"),
    ("evaluate people.ndjson cut.ndjson.gz --out old", "cannot read cut.ndjson.gz"),
    ("evaluate people.ndjson --out dev/full", "cannot write the decisions: No space left on device"),
    ("evaluate people.ndjson --out ''", "--out: a file has a name"),
    ("evaluate --out= old", "`--out=` has no value"),
    ("INSTANT=; evaluate people.ndjson --out old", "--now: `` is not an RFC 3339 timestamp"),
    ("evaluate --out old --now= people.ndjson", "`--now=` has no value"),
    ("evaluate people.ndjson --no-decisions --out old", "--no-decisions: there is nothing to write to --out"),
    ("evaluate people.ndjson --to csv --out new.ndjson", "`new.ndjson` is NDJSON by its name, but --to asks for csv"),
    ("evaluate people.ndjson --to csv --out new.json", "`new.json` is JSON by its name, but --to asks for csv"),
    ("evaluate people.ndjson --to ndjson --out new.CSV", "`new.CSV` is CSV by its name, but --to asks for ndjson"),
    ("evaluate people.ndjson --out new.ndjson.bz2", "by its name, but decisions are not"),
    ("evaluate people.ndjson --to ndjson --out new.csv.zst", "is CSV by its name, but --to asks for ndjson"),
    ("evaluate people.ndjson --out new.parquet", "is Parquet by its name, but decisions are NDJSON or CSV"),
    ("evaluate people.ndjson --to csv --out new.tsv", "but decisions are NDJSON or CSV"),
    ("ulimit -f 0; evaluate people.ndjson --out old", "cannot write the decisions: File too large"),
]

# Status 1, a message, nothing changes.
NO_PROFILE = [
    ("evaluate empty.ndjson --out old", "no profile in the input; old is left as it was"),
    ("evaluate empty.ndjson --out new", "no profile in the input; new is left as it was"),
    ("evaluate --to csv --out old < /dev/null", "no profile in the input"),
    ("evaluate --out old_way < /dev/null", "no profile in the input"),
]

# Status 0, no message: the command, its standard output, the files that have changed.
WRITTEN = [
    ("evaluate people.ndjson --out old", "", {"old": DECISIONS}),
    ("evaluate people.ndjson --out new", "", {"new": DECISIONS}),
    ("evaluate people.ndjson --out pair", "", {"pair": DECISIONS}),
    ("evaluate people.ndjson --out old_way", "", {"old": DECISIONS}),
    ("evaluate people.ndjson --out dangling", "", {"lists/to_come": DECISIONS}),
    ("RULES=../rules.json; cd lists; evaluate ../people.ndjson --out ../dangling", "", {"lists/to_come": DECISIONS}),
    ("evaluate people.ndjson --out " + "n" * 255, "", {"n" * 255: DECISIONS}),
    ("evaluate people.ndjson --out -", DECISIONS, {}),
    ("evaluate people.ndjson --out ./-", "", {"-": DECISIONS}),
    ("evaluate people.ndjson --out dev/stdout | cat", DECISIONS, {}),
    ("(echo 1; evaluate people.ndjson --out dev/stdout; echo 2) >> old", "", {"old": "precious\n1\n" + DECISIONS + "2\n"}),
    ("(echo 1; evaluate people.ndjson --out dev/fd/1; echo 2) > old", "", {"old": "1\n" + DECISIONS + "2\n"}),
    ("(echo 1; evaluate people.ndjson --out /dev/stdout; echo 2) > old", "", {"old": "1\n" + DECISIONS + "2\n"}),
    ("(echo 1 >&3; evaluate people.ndjson --out dev/fd/3; echo 2 >&3) 3> new", "", {"new": "1\n" + DECISIONS + "2\n"}),
    ("evaluate people.ndjson --out /proc/$$/fd/3 3>> old", "", {"old": "precious\n" + DECISIONS}),
    ("exec > gone; rm gone; evaluate people.ndjson --out dev/stdout", "", {}),
    ("evaluate people.ndjson --out dev/null", "", {}),
    ("timeout 60 cat pipe > new & evaluate people.ndjson --out pipe; wait", "", {"new": DECISIONS}),
    ("evaluate people.ndjson --out >(cat > new); wait $!", "", {"new": DECISIONS}),
    ("evaluate people.ndjson --out old <&- >&-", "", {"old": DECISIONS}),
    ("evaluate people.ndjson --out old <&- >&- 2>&-", "", {"old": DECISIONS}),
    ("evaluate people.ndjson --to csv --out old 2>&-", "", {"old": CSV}),
    ("evaluate people.ndjson --out new.csv", "", {"new.csv": CSV}),
    ("evaluate people.ndjson --to csv --out new.Csv", "", {"new.Csv": CSV}),
    ("evaluate people.ndjson --out new.jsonl", "", {"new.jsonl": DECISIONS}),
    ("evaluate people.ndjson --to csv --out new.txt", "", {"new.txt": CSV}),
    ("evaluate people.ndjson --to csv --out dev/stdout", CSV, {}),
]


class KeptFiles(unittest.TestCase):
    def setUp(self):
        self.folder = scratch_folder(self.addCleanup)
        for folder in ("lists", "dev"):
            (self.folder / folder).mkdir()
        for name, text in (("rules.json", RULES), ("people.ndjson", PEOPLE), ("empty.ndjson", ""), ("old", "precious\n"),
                           ("pairs", "precious\n"), ("lists/closed.txt", "s\n")):
            (self.folder / name).write_text(text)
        (self.folder / "cut.ndjson.gz").write_bytes(b"\x1f\x8b\x08\x00")
        for twin, name in (("twin.ndjson", "people.ndjson"), ("rules_twin.json", "rules.json"), ("pair", "pairs")):
            os.link(self.folder / name, self.folder / twin)
        # links of /dev, because a test that fails must not replace the machine's
        for link, target in (("way.ndjson", "people.ndjson"), ("old_way", "old"), ("lists_way", "lists/closed.txt"),
                             ("lists_folder_way", "lists"), ("dangling", "lists/to_come"), ("ring", "gnir"), ("gnir", "ring"),
                             ("dev/stdout", "/proc/self/fd/1"), ("dev/fd", "/proc/self/fd"), ("dev/null", "/dev/null"),
                             ("dev/full", "/dev/full")):
            (self.folder / link).symlink_to(target)
        os.mkfifo(self.folder / "pipe")
        self.machine = self.links_of_the_machine()
        self.before = self.files()

    def tearDown(self):
        self.assertEqual(self.links_of_the_machine(), self.machine)

    @staticmethod
    def links_of_the_machine():
        return [(os.lstat(path).st_mode, os.lstat(path).st_ino) for path in ("/dev/stdout", "/dev/null", "/dev/fd", "/dev/full")]

    def files(self):
        """By name: the kind, the mode, the owner, and what it holds."""
        found = {}
        for path in self.folder.rglob("*"):
            status = path.lstat()
            holds = os.readlink(path) if path.is_symlink() else path.read_text("latin-1") if path.is_file() else None
            found[str(path.relative_to(self.folder))] = (stat.S_IFMT(status.st_mode), stat.S_IMODE(status.st_mode),
                                                         status.st_uid, status.st_gid, holds)
        return found

    def run_case(self, command, preexec=None):
        evaluate = f'evaluate() {{ "{ELIGO}" evaluate --rules "${{RULES:-rules.json}}" --now "${{INSTANT-{NOW}}}" --detail verdict "$@"; }}'
        explain = f'explain() {{ "{ELIGO}" explain --rules rules.json --now {NOW} "$@"; }}'
        done = subprocess.run(["bash", "-c", f"{evaluate}\n{explain}\n{command}"], cwd=self.folder, preexec_fn=preexec,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def each(self, table, check):
        for command, *expected in table:
            with self.subTest(command):
                self.doCleanups()
                self.setUp()
                check(command, *expected)

    def check_unchanged(self, table, expected_status):
        def check(command, message):
            status, out, talk = self.run_case(command)
            self.assertEqual((status, out), (expected_status, ""), talk)
            self.assertIn(message, talk)
            self.assertEqual(self.files(), self.before)
        self.each(table, check)

    def test_refused(self):
        self.check_unchanged(REFUSED, 2)

    def test_no_profile(self):
        self.check_unchanged(NO_PROFILE, 1)

    def test_written(self):
        def check(command, expected_out, changed):
            self.assertEqual(self.run_case(command), (0, expected_out, ""))
            now = self.files()
            self.assertEqual({name: now[name][4] for name in now if now[name] != self.before.get(name)}, changed)
            self.assertEqual(self.before.keys() - now.keys(), set())
            for name in changed:
                self.assertEqual(now[name][1], self.before[name][1] if name in self.before else 0o666 & ~self.mask())
        self.each(WRITTEN, check)

    @staticmethod
    def mask():
        mask = os.umask(0)
        os.umask(mask)
        return mask

    def test_owner_and_mode_stay(self):
        old = self.folder / "old"
        for mode in (0o640, 0o600, 0o664, 0o4751):
            with self.subTest(oct(mode)):
                if os.geteuid() == 0:
                    os.chown(old, 1234, 4321)
                old.chmod(mode)
                before = self.files()["old"]
                self.assertEqual(self.run_case("evaluate people.ndjson --out old")[0], 0)
                self.assertEqual(self.files()["old"], (*before[:4], DECISIONS))

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_somebody_elses_file(self):
        self.folder.chmod(0o777)
        old = self.folder / "old"

        def become():
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)

        old.chmod(0o644)
        status, _, talk = self.run_case("evaluate people.ndjson --out old", become)
        self.assertEqual((status, old.read_text()), (2, "precious\n"))
        self.assertIn("Permission denied", talk)
        # what cannot be kept gives no rights: neither the owner's set-id bit nor another group's rights
        old.chmod(0o4666)
        self.assertEqual(self.run_case("evaluate people.ndjson --out old", become)[0], 0)
        self.assertEqual(self.files()["old"][1:], (0o606, 65534, 65534, DECISIONS))

    def test_a_write_protected_file(self):
        (self.folder / "old").chmod(0o444)
        status, _, talk = self.run_case("evaluate people.ndjson --out old")
        text = (self.folder / "old").read_text()
        self.assertIn((status, text), [(0, DECISIONS)] if os.geteuid() == 0 else [(2, "precious\n")], talk)

    def test_no_notice_among_the_decisions(self):
        """With the standard error closed, what is said to the terminal must not go into the next file opened."""
        for closed in ((2,), (1, 2)):
            master, terminal = pty.openpty()
            arguments = [ELIGO, "evaluate", "--rules", "rules.json", "--now", NOW, "--detail", "verdict", "--out", "old"]
            process = subprocess.Popen(arguments, cwd=self.folder, stdin=terminal,
                                       preexec_fn=lambda: [os.close(descriptor) for descriptor in closed])
            os.close(terminal)
            os.write(master, PEOPLE.encode() + b"\x04")
            self.assertEqual(process.wait(timeout=120), 0)
            os.close(master)
            self.assertEqual((self.folder / "old").read_text(), DECISIONS)

    def test_the_summary_keeps_out_of_the_decisions(self):
        for name in ("-", "dev/stdout", "dev/fd/1"):
            status, out, talk = self.run_case(f"evaluate people.ndjson --summary json --out {name}")
            self.assertEqual((status, out), (0, DECISIONS))
            self.assertIn('"profiles"', talk)


if __name__ == "__main__":
    (ELIGO,) = path_arguments(1)
    unittest.main()
