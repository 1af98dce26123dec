"""Runs the cases of bugs that were found once.

A case is a JSON file under cases/, named after what it is about:

    wrong     what was wrong, in one sentence
    rule_set  a rule set; `format`, `id` and `version` may be left out
    profile   a profile, or a text: one line of input, byte for byte
    now       the instant; may be left out where time does not matter
    expected  the parts of the decision that matter

Of an object in `expected` only the keys that it names are compared, and null says that there is no such key; a list
has exactly the elements that are expected. Instead of `expected`, `refused` may list what the diagnostics of the rule
set must contain.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

KEYS = {"wrong", "rule_set", "profile", "now", "expected", "refused"}
SOME_DAY = "2026-11-23T10:00:00Z"


def differences(expected, got, where=""):
    """What of `expected` is not so in `got`, one line each."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key, value in expected.items():
            if value is None and key in got:
                yield f"{where}/{key}: should not be there, but is {json.dumps(got[key], ensure_ascii=False)}"
            elif value is not None:
                yield from differences(value, got.get(key), f"{where}/{key}")
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for index, value in enumerate(expected):
            yield from differences(value, got[index], f"{where}/{index}")
    elif type(expected) is not type(got) or expected != got:
        yield f"{where}: expected {json.dumps(expected, ensure_ascii=False)}, got {json.dumps(got, ensure_ascii=False)}"


def run_case(case, eligo, folder):
    assert set(case) <= KEYS and case["wrong"] and ("expected" in case) != ("refused" in case), "not a case"
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"format": 1, "id": "case", "version": "1", **case["rule_set"]}), encoding="utf-8")
    profile = case.get("profile", {})
    line = profile if isinstance(profile, str) else json.dumps(profile, ensure_ascii=False)
    done = subprocess.run([eligo, "evaluate", "--rules", rules, "--now", case.get("now", SOME_DAY), "--format", "ndjson", "-"],
                          input=line.encode() + b"\n", capture_output=True, timeout=300)
    talk = done.stderr.decode()
    if "refused" in case:
        if done.returncode != 2:
            yield f"exit status {done.returncode}, but the rule set should be refused"
        yield from (f"not said: {text}\n{talk}" for text in case["refused"] if text not in talk)
        return
    lines = done.stdout.splitlines()
    if done.returncode not in (0, 1) or len(lines) != 1:
        yield f"exit status {done.returncode}, {len(lines)} records\n{talk}"
        return
    yield from differences(case["expected"], json.loads(lines[0]))


def main(eligo, root):
    paths = sorted(pathlib.Path(root).glob("*.json"))
    failed = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            wrong = list(run_case(json.loads(path.read_text(encoding="utf-8")), eligo, pathlib.Path(folder)))
        failed += bool(wrong)
        for line in wrong:
            print(f"FAILED {path.stem}: {line}")
    print(f"{len(paths)} cases, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
