"""Runs every command and snippet of the project's guides.

Fenced blocks are told apart by their info string:
  json file=NAME    written to the scratch folder as NAME, for the commands that follow
  json              a fragment: must be JSON once wrapped in braces (`"key": …` forms included)
  sh                run with bash -e in the scratch folder; must succeed
  console           lines that begin with `$ ` are run, the lines below them are the output expected
  cpp file=NAME     a whole program: compiled, linked against the library and run
  c file=NAME       the same in C99
  python file=NAME  run by the Python that `--python PYTHON` names; without it only checked to be Python
  cmake, sh setup   checked by other tests (the install test, CI itself)
Anything else is a mistake of the document.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
PYTHON = None
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```\s*$", re.M | re.S)


def run(command, folder, environment):
    return subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def check_console(body, folder, environment):
    command, expected, failures = None, [], []

    def finish():
        if command is None:
            return
        done = run(command, folder, environment)
        if done.stdout.rstrip("\n").split("\n") != expected:
            failures.append(f"$ {command}\nexpected:\n" + "\n".join(expected) +
                            f"\ngot (exit {done.returncode}):\n{done.stdout}{done.stderr}")

    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            finish()
            command, expected = line[2:], []
        else:
            expected.append(line)
    finish()
    return failures


def check_python(name, body, folder, environment):
    compile(body, name, "exec")
    if PYTHON is None:
        return []
    (folder / name).write_text(body, encoding="utf-8")
    done = run(f"{PYTHON} {name}", folder, environment)
    return [f"{name}: exit {done.returncode}\n{done.stdout}{done.stderr}"] if done.returncode != 0 else []


def check_block(info, body, folder, environment, compiler, include):
    kind, _, rest = info.strip().partition(" ")
    name = rest.removeprefix("file=") if rest.startswith("file=") else None
    if kind == "json" and name:
        (folder / name).write_text(body, encoding="utf-8")
        for part in body.splitlines() if name.endswith("ndjson") else [body]:
            json.loads(part)
    elif kind == "json":
        json.loads("{" + body + "}")
    elif kind == "sh" and not rest:
        done = run(body, folder, environment)
        if done.returncode not in (0, 1):
            return [f"{body}exit {done.returncode}\n{done.stdout}{done.stderr}"]
    elif kind == "console":
        return check_console(body, folder, environment)
    elif kind == "python" and name:
        return check_python(name, body, folder, environment)
    elif kind in ("cpp", "c") and name:
        source = folder / name
        source.write_text(body, encoding="utf-8")
        program = folder / source.stem
        if kind == "c":
            strict = "cc -std=c99 -Wall -Wextra -Wpedantic -Werror"
            done = run(f"{strict} -I{include} -c {source} -o {source}.o", folder, environment)
            if done.returncode != 0:
                return [f"{name}: exit {done.returncode}\n{done.stderr}"]
            source = folder / f"{name}.o"
        done = run(f"{compiler.replace('SOURCE', str(source)).replace('PROGRAM', str(program))} && {program}",
                   folder, environment)
        if done.returncode != 0:
            return [f"{name}: exit {done.returncode}\n{done.stdout}{done.stderr}"]
    elif info.strip() not in ("cmake", "sh setup"):
        return [f"a block of unknown kind: `{info}`"]
    return []


def main():
    global PYTHON
    if "--python" in sys.argv:
        at = sys.argv.index("--python")
        PYTHON = sys.argv[at + 1]
        del sys.argv[at:at + 2]
        if not pathlib.Path(PYTHON).exists():
            print("skipped: what the Python of the guide needs is not installed beside the build")
            return SKIPPED
    root, programs, compiler = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    documents = [pathlib.Path(path) for path in sys.argv[4:]]
    environment = dict(os.environ, PATH=programs + os.pathsep + os.environ["PATH"], LC_ALL="C.UTF-8")
    failed = blocks = 0
    for document in documents:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            shutil.copytree(root / "rules", folder / "rules")
            for match in FENCE.finditer((root / document).read_text(encoding="utf-8")):
                blocks += 1
                try:
                    failures = check_block(match[1], match[2], folder, environment, compiler, root / "include")
                except (ValueError, subprocess.TimeoutExpired) as error:
                    failures = [f"{match[2]}{error}"]
                for failure in failures:
                    failed += 1
                    print(f"{document}: {failure}\n")
    print(f"{blocks} blocks, {failed} failed")
    return 1 if failed or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
