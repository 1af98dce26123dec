"""A bad record of every class as line 500,000 of 1,000,000: one error record in its place, the others unharmed.

    bad_record_test.py ELIGO RULES
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from scratch import NOW

RECORDS = 1_000_000
AT = 500_000  # from 1
MEBIBYTE = 1 << 20

BAD = {
    "cut off": b'{"id":"x","credit":{"score":6',
    "an open string": b'{"id":"x',
    "something behind": b'{"id":"x"} {"id":"y"}',
    "a comma too many": b'{"id":"x",}',
    "not JSON": b"id=x",
    "not an object": b'["x"]',
    "a number": b"17",
    "a subject of the wrong kind": b'{"id":{"a":1}}',
    "equal keys": b'{"id":"x","credit":{"score":1,"score":2}}',
    "equal keys, one escaped": b'{"id":"x","credit":{"score":1,"sc\\u006fre":2}}',
    "NaN": b'{"id":"x","credit":{"ratio":NaN}}',
    "arrays a million deep": b'{"id":"x","a":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
    "objects a million deep": b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000,
    "129 levels": b'{"a":' + b"[" * 128 + b"]" * 128 + b"}",
    "invalid UTF-8": b'{"id":"\xff"}',
    "UTF-8 in too many bytes": b'{"id":"\xc0\xaf"}',
    "half a surrogate pair": b'{"id":"\\ud800"}',
    "a raw NUL": b'{"id":"\0"}',
    "a raw tab in a string": b'{"id":"\t"}',
    "a byte order mark": b'\xef\xbb\xbf{"id":"x"}',
    "longer than a record may be": b'{"id":"' + b"x" * (9 * MEBIBYTE) + b'"}',
    "a string without end, longer than a record may be": b'{"id":"' + b"x" * (9 * MEBIBYTE),
}


def decide(eligo, rules, path):
    done = subprocess.run([eligo, "evaluate", "--rules", rules, "--now", NOW, "--detail", "verdict", "--max-record", str(8 * MEBIBYTE),
                           "--threads", "2", path], stdin=subprocess.DEVNULL, capture_output=True, timeout=1000)
    return done.returncode, done.stdout


def main(eligo, rules):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "people.ndjson"
        lines = [b'{"id":"u%d","verified":true,"credit":{"score":%d,"ratio":0.1}}\n' % (index, 350 + index % 600)
                 for index in range(RECORDS)]
        path.write_bytes(b"".join(lines))
        head, tail = b"".join(lines[:AT - 1]), b"".join(lines[AT:])
        status, whole = decide(eligo, rules, path)
        decisions = whole.splitlines(keepends=True)
        assert (status, len(decisions)) == (0, RECORDS), (status, len(decisions))
        before, after = b"".join(decisions[:AT - 1]), b"".join(decisions[AT:])
        for name, bad in BAD.items():
            path.write_bytes(head + bad + b"\n" + tail)
            status, out = decide(eligo, rules, path)
            unharmed = out.startswith(before) and out.endswith(after)
            record = out[len(before):len(out) - len(after)]
            error = json.loads(record) if unharmed and record.count(b"\n") == 1 else {}
            if status != 1 or error.get("line") != AT or not error.get("error") or "verdict" in error:
                failed += 1
                print(f"FAILED {name}: exit status {status}, neighbours unharmed: {unharmed}, in its place: {record[:300]}")
    print(f"{len(BAD)} classes of bad records, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
