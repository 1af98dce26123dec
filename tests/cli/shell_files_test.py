"""The completions and the manual page: whole, well formed, and at work.

    shell_files_test.py PROGRAM FOLDER
"""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
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


def in_bash(line):
    """What bash completes the last word to; it parts words at blanks, and `=` is a word of its own."""
    words = [word for part in line.split(" ") for word in (re.split("(=)", part) if part else [""])]
    if words[-2:] == ["=", ""]:
        words.pop()
    script = f"""source {folder / 'bash'}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_eligo
printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = run(["bash", "-euc", script, "bash", *words], cwd=scratch)
    expect(done.returncode == 0 and done.stderr == "", f"bash, {line}: {done.returncode} {done.stderr}")
    return done.stdout.split("\n")[:-1] if done.stdout != "\n" else []


def in_fish(line):
    done = run(["fish", "--no-config", "-c", f"source {folder / 'fish'}; complete -C '{line}'"],
               cwd=scratch, env={**os.environ, "HOME": home})
    expect(done.returncode == 0 and done.stderr == "", f"fish, {line}: {done.returncode} {done.stderr}")
    offers = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
    return [offer.split("=", 1)[-1] if "=" in line else offer for offer in offers]


def has_terminals():
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
        return True
    except OSError:
        return False


def in_zsh(line):
    """A terminal types the line; `compadd` notes what it is given to offer."""
    offers = pathlib.Path(home, "offers")
    offers.write_text("")
    pathlib.Path(home, ".zshrc").write_text(f"""
fpath=({home} $fpath); autoload -Uz compinit; compinit -u -d {home}/dump
compadd() {{
  local -a offered
  if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi
  builtin compadd -O offered "$@"
  (( $#offered )) && print -rl -- "${{(Q)offered[@]}}" >> {offers}
  return 1
}}
complete-and-end() {{ zle complete-word; exit }}
zle -N complete-and-end; bindkey '^T' complete-and-end
""")
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.chdir(scratch)
            os.execvpe("zsh", ["zsh", "-d", "-i"], {**os.environ, "ZDOTDIR": home, "HOME": home, "TERM": "dumb"})
        finally:
            os._exit(127)
    os.write(terminal, line.encode() + b"\x14")
    shown = b""
    while True:
        if not select.select([terminal], [], [], 60)[0]:
            os.kill(process, signal.SIGKILL)  # it waits for an answer that nobody gives
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that nobody is left at the other end
            piece = b""
        if not piece:
            break
        shown += piece
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    expect(status in (0, 1), f"zsh, {line}: {status} {shown}")  # 1: nothing to offer
    return offers.read_text().splitlines()


texts = {name: (folder / name).read_text(encoding="utf-8") for name in ("bash", "zsh", "fish", "man")}
names = commands()
expect(names == ["evaluate", "explain"] or len(names) > 2, f"commands: {names}")
for command in [[], *([name] for name in names)]:
    options = options_of(*command)
    expect("--help" in options and (not command or len(options) > 2), f"{command}: {options}")
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

with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as home:
    pathlib.Path(home, "_eligo").symlink_to(folder / "zsh")
    pathlib.Path(scratch, "people one.ndjson").touch()
    pathlib.Path(scratch, "people.csv").touch()
    files = ["people one.ndjson", "people.csv"]
    for line, expected in [
        ("eligo ", names),
        ("eligo ev", ["evaluate"]),
        ("eligo --v", ["--version"]),
        ("eligo evaluate --su", ["--summary", "--summary-html"]),
        ("eligo evaluate --rules p", files),
        ("eligo evaluate --rules=people.", ["people.csv"]),
        ("eligo evaluate --out=", files),
        ("eligo evaluate --to ", ["csv", "ndjson"]),
        ("eligo evaluate --to=", ["csv", "ndjson"]),
        ("eligo evaluate --to=c", ["csv"]),
        ("eligo evaluate --detail re", ["reasons"]),
        ("eligo evaluate --now ", []),
        ("eligo evaluate --raw p", files),
        ("eligo explain --js", ["--json"]),
        ("eligo explain --su", []),
        ("eligo explain --strict people.c", ["people.csv"]),
        ("eligo format --check people.c", ["people.csv"]),
    ]:
        for shell, complete in (("bash", in_bash), ("fish", in_fish), ("zsh", in_zsh)):
            if shutil.which(shell) and (shell != "zsh" or has_terminals()):
                found = sorted(set(complete(line)))
                expect(found == sorted(expected), f"{shell}, {line}: {found}, not {expected}")

print("\n".join(problems) or f"{len(names)} commands complete")
sys.exit(1 if problems else 0)
