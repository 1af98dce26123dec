#!/usr/bin/env python3
"""The JSON Schema of rule sets accepts every shipped one and the samples in valid/, and refuses each in invalid/;
that of fixtures does the same with the files beside shipped rule sets and the samples in fixtures/, that of
mappings of columns with the samples in columns/.

Each sample in invalid/ holds one mistake, which its name tells. To add a case, add a file.
"""

import json
import pathlib
import sys
import unittest

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


RULE_SETS = load(RULES / "schema" / "rule-set.schema.json")
FIXTURES = load(RULES / "schema" / "fixtures.schema.json")
COLUMNS = load(RULES / "schema" / "columns.schema.json")


def mistakes(path, schema):
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(load(path))]


def keys_with_schemas(schema, place="#"):
    """Every key that the schema names, with what it says of it."""
    if isinstance(schema, dict):
        for name, part in schema.items():
            # `properties` inside a condition (`if`, `then`, `else`) only restricts keys named elsewhere.
            if name in ("if", "then", "else"):
                continue
            if name == "properties":
                for key, value in part.items():
                    yield f"{place}/properties/{key}", value
            yield from keys_with_schemas(part, f"{place}/{name}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from keys_with_schemas(part, f"{place}/{index}")


class SchemaTest(unittest.TestCase):
    def test_is_a_schema(self):
        for schema in (RULE_SETS, FIXTURES, COLUMNS):
            jsonschema.Draft202012Validator.check_schema(schema)

    def test_explains_every_key(self):
        for schema in (RULE_SETS, FIXTURES, COLUMNS):
            for place, part in keys_with_schemas(schema):
                definition = schema["$defs"].get(part.get("$ref", "").rpartition("/")[2], {})
                for annotation in ("title", "description"):
                    self.assertTrue(part.get(annotation) or definition.get(annotation), f"{place}: no {annotation}")

    def accepts(self, paths, schema):
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual(mistakes(path, schema), [])

    def refuses(self, paths, schema):
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                self.assertNotEqual(mistakes(path, schema), [], "the schema accepts it")

    def test_tells_mappings(self):
        self.accepts(sorted((HERE / "columns/valid").glob("*.json")), COLUMNS)
        self.refuses(sorted((HERE / "columns/invalid").glob("*.json")), COLUMNS)

    def test_accepts_shipped_rule_sets(self):
        paths = sorted(RULES.glob("*/rule_set.json"))
        self.assertGreaterEqual(len(paths), 2)
        self.accepts(paths, RULE_SETS)

    def test_accepts_valid_samples(self):
        self.accepts(sorted((HERE / "valid").glob("*.json")), RULE_SETS)
        self.accepts(sorted((HERE / "fixtures/valid").glob("*.json")) + sorted(RULES.glob("*/*.fixtures.json")),
                     FIXTURES)

    def test_refuses_invalid_samples(self):
        self.refuses(sorted((HERE / "invalid").glob("*.json")), RULE_SETS)
        self.refuses(sorted((HERE / "fixtures/invalid").glob("*.json")), FIXTURES)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
