"""Compares Eligo's zones with Python's, which share no code: every zone of a database, every transition from 1900 to
2100 (and some years that only the rule at a file's end reaches), the second before it, its own and the one after.

    zones_test.py PRINT_TRANSITIONS WHICH

WHICH: `system` (the folder that TZDIR names, else /usr/share/zoneinfo), or `fat` or `slim`: made by zic out of the
system's tzdata.zi. These two differ in what the files themselves say of zones whose transitions are foretold one by
one, as Asia/Gaza's after 2070, and are not compared with each other.
"""

import datetime
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zoneinfo

SYSTEM = pathlib.Path(os.environ.get("TZDIR") or "/usr/share/zoneinfo")
NO_ZONES = {"localtime", "posixrules", "Factory"}
SKIPPED = 77


def second_of(year):
    return int(datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc).timestamp())


STRETCHES = [(second_of(first), second_of(last)) for first, last in ((1900, 2101), (2430, 2445), (9990, 9999))]
WEEK = 7 * 86400


def listed(data):
    """The seconds at which a TZif file lists a transition; only where to look, the offsets are Python's."""
    def counts(at):
        return struct.unpack(">6L", data[at + 20:at + 44])
    isut, isstd, leap, times, types, chars = counts(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    times = counts(at)[3]
    return struct.unpack(f">{times}q", data[at + 44:at + 44 + 8 * times])


def expected(path, name):
    zone = zoneinfo.ZoneInfo(name)

    def offset(second):
        return int(datetime.datetime.fromtimestamp(second, zone).utcoffset().total_seconds())

    def first_with(value, low, high):
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if offset(middle) == value else (middle, high)
        return high

    known = listed(path.read_bytes())
    last = known[-1] if known else STRETCHES[0][0]
    lines = []
    for begin, end in STRETCHES:
        at = {second for second in known if begin < second < end and offset(second) != offset(second - 1)}
        # What the file does not list comes from a rule, and lasts for weeks.
        week = max(begin, last)
        while week < end:
            after = min(week + WEEK, end - 1)
            if offset(after) != offset(week):
                at.add(first_with(offset(after), week, after))
            week += WEEK
        lines += [(second, offset(second - 1), offset(second), offset(second + 1)) for second in [begin, *sorted(at)]]
    return lines


def transitions(program, folder):
    arguments = [str(second) for stretch in STRETCHES for second in stretch]
    text = subprocess.run([program, folder, *arguments], check=True, capture_output=True, text=True).stdout
    zones = {}
    for line in text.splitlines():
        name, *numbers = line.split("\t")
        zones.setdefault(name, []).append(tuple(map(int, numbers)))
    return zones


def compare(program, folder):
    zoneinfo.reset_tzpath(to=[str(folder)])
    names = zoneinfo.available_timezones() - NO_ZONES
    assert len(names) > 300, f"{folder} has {len(names)} zones"
    got = transitions(program, folder)
    mistakes = [f"{name}: in one list of zones only" for name in sorted(names ^ got.keys())]
    same_file = {}
    count = 0
    for name in sorted(names & got.keys()):
        path = folder / name
        data = path.read_bytes()
        if data not in same_file:
            same_file[data] = expected(path, name)
        count += len(got[name])
        if got[name] != same_file[data]:
            wrong = sorted(set(got[name]) ^ set(same_file[data]))
            mistakes.append(f"{name}: {len(wrong)} lines differ, the first is {wrong[0]}")
    print(f"{len(names)} zones, {count} transitions")
    return mistakes


def make(scratch, form):
    folder = scratch / form
    zic = shutil.which("zic") or shutil.which("zic", path="/usr/sbin:/sbin")
    if zic is None or not (SYSTEM / "tzdata.zi").exists():
        print("skipped: no zic, or no tzdata.zi")
        sys.exit(SKIPPED)
    subprocess.run([zic, "-b", form, "-d", folder, SYSTEM / "tzdata.zi"], check=True)
    return folder


def main(program, which):
    with tempfile.TemporaryDirectory() as scratch:
        if which == "system":
            mistakes = compare(program, SYSTEM)
        else:
            mistakes = compare(program, make(pathlib.Path(scratch), which))
    print("\n".join(mistakes[:20]))
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
