"""Decisions as pandas, Polars, DuckDB and jq read them: each form and packing, joined with the input and counted.

    decisions_test.py ELIGO RULES_FOLDER ENVIRONMENT

ENVIRONMENT is the virtual environment that exports_test.py makes; where it is not there, the test is skipped.
"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77

if sys.argv[-1] != "inside":
    python = pathlib.Path(sys.argv[3]) / "bin" / "python"
    if not python.exists() or subprocess.run([python, "-c", "import pandas, polars, duckdb"]).returncode != 0:
        print("skipped: pandas, Polars and DuckDB are not installed beside the build")
        sys.exit(SKIPPED)
    os.execv(python, [python, __file__, *sys.argv[1:3], "inside"])

import duckdb
import pandas as pd
import polars as pl

ELIGO, RULES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
CONSUMER = RULES / "consumer_credit"
EXPORT = CONSUMER / "profiles" / "taiwan-2005.ndjson"
KEPT = ["outcome.defaulted", "account.kind", "credit.score"]
FORMS = ["csv", "csv.gz", "csv.zst", "ndjson", "ndjson.gz", "ndjson.zst"]


class Decisions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        for form in FORMS:
            cls.decide(f"decisions.{form}", "--place", *(["--stable-keys"] if "ndjson" in form else []))
        cls.decide("plain.ndjson")
        cls.profiles = [json.loads(line) for line in EXPORT.read_text(encoding="utf-8").splitlines()]
        cls.decisions = [json.loads(line) for line in (cls.folder / "plain.ndjson").read_text().splitlines()]
        cls.expected = collections.Counter(
            (decision["verdict"], profile["outcome"]["defaulted"])
            for profile, decision in zip(cls.profiles, cls.decisions, strict=True))

    @classmethod
    def decide(cls, name, *options):
        subprocess.run([ELIGO, "evaluate", "--rules", CONSUMER / "rule_set.json", "--now", "2026-11-23T10:00:00Z",
                        "--keep", ",".join(KEPT), "--out", cls.folder / name, "--quiet", *options, EXPORT], check=True)

    def files(self, form):
        return [self.folder / f"decisions.{form}{packed}" for packed in ("", ".gz", ".zst")]

    def check(self, pairs, message):
        self.assertEqual(collections.Counter((verdict, bool(defaulted)) for verdict, defaulted in pairs), self.expected,
                         message)

    def test_all_reasons_are_there(self):
        """More than are shown; in CSV, too."""
        frame = pd.read_csv(self.folder / "decisions.csv", dtype=str, keep_default_na=False)
        longest = 0
        for row, decision in zip(frame.itertuples(), self.decisions, strict=True):
            codes = [reason["code"] for reason in decision.get("reasons", [])]
            self.assertEqual(row.codes, ";".join(codes))
            self.assertEqual(row.shown, ";".join(decision.get("shown", [])))
            self.assertEqual(decision.get("shown", []), codes[:4])
            longest = max(longest, len(codes))
        self.assertGreater(longest, 4)

    def test_pandas(self):
        export = pd.json_normalize(self.profiles)
        for path in self.files("csv") + self.files("ndjson"):
            if path.suffix == ".zst":
                unpacked = subprocess.run(["zstd", "-dc", path], capture_output=True)
                if unpacked.returncode != 0:
                    continue
                path = self.folder / ("unpacked." + path.name.removesuffix(".zst"))
                path.write_bytes(unpacked.stdout)
            csv = ".csv" in path.name
            frame = pd.read_csv(path) if csv else pd.read_json(path, lines=True)
            joined = export.merge(frame, on="id", suffixes=("", "_kept"), validate="one_to_one")
            self.assertEqual(len(joined), len(export), path)
            self.assertTrue((joined["credit.score"].fillna(-1) == joined["credit.score_kept"].fillna(-1)).all(), path)
            self.check(zip(joined["verdict"], joined["outcome.defaulted"]), path)
            self.assertEqual(list(frame["line"]), list(range(1, len(frame) + 1)))
            self.assertEqual(set(frame["file"]), {str(EXPORT)})

    def test_polars(self):
        for path in self.files("csv"):
            if path.suffix == ".zst":
                continue
            frame = pl.read_csv(path)
            self.check(zip(frame["verdict"], frame["outcome.defaulted"]), path)
        frame = pl.read_ndjson(self.folder / "decisions.ndjson")
        self.check(zip(frame["verdict"], frame["outcome.defaulted"]), "schema of the first lines")
        codes = frame.explode("reasons").select(pl.col("reasons").struct.field("code")).drop_nulls()["code"]
        self.assertEqual(collections.Counter(codes), self.codes())

    def codes(self):
        return collections.Counter(reason["code"] for decision in self.decisions
                                   for reason in decision.get("reasons", []))

    def test_duckdb(self):
        for path in self.files("csv") + self.files("ndjson"):
            read = "read_csv" if ".csv" in path.name else "read_json"
            rows = duckdb.sql(f"""
                select d.verdict, p.outcome.defaulted from {read}('{path}') d
                join read_json('{EXPORT}') p on p.id = d.id""").fetchall()
            self.check(rows, path)
        rows = duckdb.sql(f"select unnest(reasons).code from read_json('{self.folder}/decisions.ndjson')").fetchall()
        self.assertEqual(collections.Counter(code for (code,) in rows), self.codes())
        rows = duckdb.sql(f"""select unnest(string_split(codes, ';')) from read_csv('{self.folder}/decisions.csv')
                              where codes is not null""").fetchall()
        self.assertEqual(collections.Counter(code for (code,) in rows), self.codes())

    def test_jq(self):
        if not shutil.which("jq"):
            self.skipTest("jq is not installed")
        for name in ("decisions.ndjson", "plain.ndjson"):
            done = subprocess.run(["jq", "-r", '[.verdict, .["outcome.defaulted"]] | @tsv', self.folder / name],
                                  capture_output=True, text=True, check=True)
            self.check(((verdict, value == "true") for verdict, value in
                        (line.split("\t") for line in done.stdout.splitlines())), name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
