#!/usr/bin/env python3
"""Compiles a file and compares what the compiler says with what the file expects.

misuse_test.py COMPILER INCLUDE FILE

A line that ends with `// error: PATTERN` or `// warning: PATTERN` must give such a message, in which the
pattern (a regular expression) is found; all other lines must give none. A file without such lines must compile.
"""

import re
import subprocess
import sys

EXPECTED = re.compile(r"// (error|warning): (.+)$")
SAID = re.compile(r"^[^:]+:(\d+):\d+: (?:fatal )?(error|warning): (.+)$")

compiler, include, file = sys.argv[1:]
with open(file, encoding="utf-8") as source:
    lines = source.read().splitlines()
expected = {number: match.groups() for number, line in enumerate(lines, 1) if (match := EXPECTED.search(line))}
flags = ["-std=c++20", "-fsyntax-only", "-fdiagnostics-color=never", "-Wall", "-Wextra", "-Wno-unused"]
if "clang" in subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout:
    flags.append("-ferror-limit=0")
command = [compiler, *flags, "-I", include, file]
run = subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})

said = {}
for line in run.stderr.splitlines():
    if (match := SAID.match(line)) and line.startswith(file):
        said.setdefault(int(match[1]), []).append((match[2], match[3]))

problems = []
for number, (kind, pattern) in expected.items():
    if not any(kind == found and re.search(pattern, text) for found, text in said.get(number, [])):
        problems.append(f"{file}:{number}: expected {kind} `{pattern}`, got {said.get(number, 'nothing')}")
for number, messages in said.items():
    if number not in expected:
        problems.append(f"{file}:{number}: {messages}")
wrong = any(kind == "error" for kind, _ in expected.values()) == (run.returncode == 0)
if wrong or (not said and run.stderr):
    problems.append(f"exit status {run.returncode}\n{run.stderr}")
if problems:
    sys.exit("\n".join(problems))
print(f"{len(expected)} expected messages, {len(lines)} lines")
