"""The completions and the manual page: whole, well formed, and at work.

    shell_files_test.py PROGRAM FOLDER
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

program, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
problems = []


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def expect(condition, problem):
    if not condition:
        problems.append(problem)


def options_of(*command):
    """The options that the help lists; a line of it begins with them."""
    text = run([program, *command, "--help"]).stdout
    lines = [line for line in text.splitlines() if re.match(r"\s+-", line)]
    return {name for line in lines for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", re.split(r"\s{2,}", line.strip())[0])}


def commands():
    text = run([program, "--help"]).stdout
    return re.findall(r"^  ([a-z]+) ", text[text.index("Subcommands:"):], re.M)


def complete(*words):
    """What bash completes the last word to; words as bash parts them, `=` on its own."""
    script = f"""source {folder / 'bash'}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_eligo
printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = run(["bash", "-euc", script, "bash", *words], cwd=scratch)
    expect(done.returncode == 0 and done.stderr == "", f"bash, {words}: {done.returncode} {done.stderr}")
    return sorted(done.stdout.split("\n")[:-1]) if done.stdout != "\n" else []


texts = {name: (folder / name).read_text(encoding="utf-8") for name in ("bash", "zsh", "fish", "man")}
names = commands()
expect(names == ["evaluate", "explain"] or len(names) > 2, f"commands: {names}")
for command in [[], *([name] for name in names)]:
    options = options_of(*command)
    expect("--help" in options and (not command or "--rules" in options), f"{command}: {options}")
    for option in options:
        long = option.startswith("--")
        forms = {"bash": option, "zsh": option + ("" if long else "["), "man": option.replace("-", "\\-"),
                 "fish": f" -l {option[2:]} " if long else f" -s {option[1:]} "}
        for name, form in forms.items():
            expect(form in texts[name], f"{name} lacks {option} of {command}")
    for name, text in texts.items():
        expect(not command or command[0] in text, f"{name} lacks {command}")
for name in texts:
    expect(run([program, "--shell-file", name]).stdout == texts[name], f"{name} is not what the program writes")
expect(run([program, "--shell-file", "tcsh"]).returncode == 2, "tcsh")

for shell in ("bash", "zsh", "fish"):
    if shutil.which(shell):
        done = run([shell, "-n", str(folder / shell)])
        expect(done.returncode == 0 and done.stderr == "", f"{shell} -n: {done.stderr}")
for command in (["groff", "-man", "-Tutf8", "-ww", "-z"], ["mandoc", "-Tlint", "-Wwarning"]):
    if shutil.which(command[0]):
        done = run([*command, str(folder / "man")])
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
        expect(not lines, f"{command[0]}: {lines}")
if shutil.which("man"):
    shown = run(["man", "-l", str(folder / "man")], env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100"})
    # where manual pages are left out, `man` is there to say so
    if shown.returncode == 0 and "minimized" not in shown.stdout:
        expect("--fail-on denied|hidden|error" in shown.stdout, f"man -l: {shown.stdout[:500]}{shown.stderr}")

with tempfile.TemporaryDirectory() as scratch:
    pathlib.Path(scratch, "people one.ndjson").touch()
    pathlib.Path(scratch, "people.csv").touch()
    files = ["people one.ndjson", "people.csv"]
    for words, expected in [
        (["eligo", ""], names),
        (["eligo", "ev"], ["evaluate"]),
        (["eligo", "--v"], ["--version"]),
        (["eligo", "evaluate", "--su"], ["--summary"]),
        (["eligo", "evaluate", "--rules", "p"], files),
        (["eligo", "evaluate", "--rules", "=", "people."], ["people.csv"]),
        (["eligo", "evaluate", "--out", "="], files),
        (["eligo", "evaluate", "--to", ""], ["csv", "ndjson"]),
        (["eligo", "evaluate", "--to", "="], ["csv", "ndjson"]),
        (["eligo", "evaluate", "--to", "=", "c"], ["csv"]),
        (["eligo", "evaluate", "--detail", "re"], ["reasons"]),
        (["eligo", "evaluate", "--now", ""], []),
        (["eligo", "evaluate", "--raw", "p"], files),
        (["eligo", "explain", "--js"], ["--json"]),
        (["eligo", "explain", "--su"], []),
        (["eligo", "explain", "--strict", "people.c"], ["people.csv"]),
    ]:
        found = complete(*words)
        expect(found == sorted(expected), f"{words}: {found}, not {expected}")

print("\n".join(problems) or f"{len(names)} commands complete")
sys.exit(1 if problems else 0)
