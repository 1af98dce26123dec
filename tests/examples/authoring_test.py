"""What the examples for rule authors tell other programs to run, run in a repository with a changed rule set.

    authoring_test.py SOURCE_FOLDER ELIGO
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

RULES = "rules/consumer_credit"


def run(command, folder, environment, **more):
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, **more)


def repository(source, folder, environment):
    """One with a commit on `main` and another one behind it."""
    shutil.copytree(source / RULES, folder / RULES)
    profiles = folder / RULES / "profiles"
    for path in profiles.iterdir():
        if path.suffix != ".ndjson":
            path.unlink()
        else:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(lines[:100]), encoding="utf-8")

    def git(*arguments):
        assert run(["git", *arguments], folder, environment).returncode == 0, arguments

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    git("checkout", "-q", "-b", "change")
    rules = folder / RULES / "rule_set.json"
    text = rules.read_text(encoding="utf-8")
    changed = re.sub(r'("min_score": \{\s*"type": "int", "value": )600', r"\g<1>640", text)
    assert changed != text
    rules.write_text(changed, encoding="utf-8")
    git("commit", "-q", "-a", "-m", "second")


def main():
    source, eligo = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, programs = pathlib.Path(scratch, "repository"), pathlib.Path(scratch, "bin")
        programs.mkdir()
        (programs / "eligo").symlink_to(eligo)
        gh = programs / "gh"  # notes what it is given
        gh.write_text('#!/bin/sh\necho "$@" >> "$GH_LOG"\ncat "$5" >> "$GH_LOG"\n', encoding="utf-8")
        gh.chmod(0o755)
        log = pathlib.Path(scratch, "gh.log")
        environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "GH_LOG": str(log),
                       "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
                       "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": "/dev/null", "BASE": "main",
                       "PULL_REQUEST": "7"}
        repository(source, folder, environment)

        examples = source / "examples/authoring"
        hooks = yaml.safe_load((examples / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
        files = run(["git", "ls-files"], folder, environment).stdout.splitlines()
        for hook in hooks:
            concerned = [name for name in files if re.search(hook["files"], name)]
            if not concerned:
                failures.append(f"{hook['id']}: no file is concerned")
            given = concerned if hook.get("pass_filenames", True) else []
            done = run(hook["entry"].split() + given, folder, environment)
            # The changed threshold breaks fixtures, as it should.
            expected = 1 if hook["id"] == "eligo-test" else 0
            if done.returncode != expected:
                failures.append(f"{hook['id']}: exit {done.returncode}\n{done.stdout}{done.stderr}")

        steps = yaml.safe_load((examples / "pull-request.yml").read_text(encoding="utf-8"))["jobs"]["rules"]["steps"]
        scripts = {step["name"]: step["run"] for step in steps if "run" in step}
        done = run(["bash", "-eo", "pipefail", "-c", scripts["test"]], folder, environment)
        if done.returncode != 1 or not (folder / "fixtures.xml").exists():
            failures.append(f"test: exit {done.returncode}\n{done.stdout}{done.stderr}")
        done = run(["bash", "-eo", "pipefail", "-c", scripts["compare"]], folder, environment)
        said = log.read_text(encoding="utf-8") if log.exists() else ""
        if done.returncode != 0 or "pr comment 7" not in said or "SCORE_BELOW_THRESHOLD" not in said:
            failures.append(f"compare: exit {done.returncode}\n{done.stdout}{done.stderr}\n{said}")
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
