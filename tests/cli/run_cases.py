"""Runs the command line on the cases beside it.

A case is a folder under cases/: `command` (bash, with `eligo` on the path) and the files it reads; then what is
expected: `stdout`, `stderr` (each empty where there is no such file) and `status` (0 where there is none). It runs
in a scratch folder that holds the case's files and those of shared/. Times taken are written as `N s`.
ELIGO_UPDATE_GOLDEN=1 rewrites what is expected.
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EXPECTED = ("stdout", "stderr", "status")


def normalised(data):
    return re.sub(rb"in \d+\.\d\d s +", b"in N s  ", data)


def run_case(case, shared, eligo):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        shutil.copytree(shared, folder, dirs_exist_ok=True)
        for file in case.iterdir():
            if file.name not in EXPECTED:
                shutil.copy(file, folder)
        environment = dict(os.environ, PATH=f"{eligo.parent}:{os.environ['PATH']}", NO_COLOR="1", LC_ALL="C.UTF-8")
        done = subprocess.run(["bash", "-u", "command"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=300)
        return {"stdout": normalised(done.stdout), "stderr": normalised(done.stderr),
                "status": b"%d\n" % done.returncode}


def read_expected(case):
    default = {"stdout": b"", "stderr": b"", "status": b"0\n"}
    return {name: (case / name).read_bytes() if (case / name).exists() else default[name] for name in EXPECTED}


def update(case, got):
    for name, data in got.items():
        if data == {"status": b"0\n"}.get(name, b""):
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_bytes(data)


def main(eligo, root):
    eligo, root = pathlib.Path(eligo).resolve(), pathlib.Path(root)
    cases = sorted(path for path in (root / "cases").iterdir() if path.is_dir())
    failed = 0
    for case in cases:
        got = run_case(case, root / "shared", eligo)
        if os.environ.get("ELIGO_UPDATE_GOLDEN"):
            update(case, got)
            continue
        expected = read_expected(case)
        wrong = [name for name in EXPECTED if got[name] != expected[name]]
        failed += bool(wrong)
        for name in wrong:
            print(f"FAILED {case.name}: {name}")
            print("\n".join(difflib.unified_diff(*(text[name].decode(errors="replace").splitlines()
                                                   for text in (expected, got)), "expected", "got", lineterm="")))
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
