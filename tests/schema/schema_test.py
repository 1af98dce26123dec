#!/usr/bin/env python3
"""The JSON Schema accepts every shipped rule set and the samples in valid/, and refuses each in invalid/.

Each sample in invalid/ holds one mistake, which its name tells. To add a case, add a file.
"""

import json
import pathlib
import sys
import unittest

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules"
SCHEMA = json.loads((RULES / "schema" / "rule-set.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def mistakes(path):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(load(path))]


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
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_explains_every_key(self):
        for place, schema in keys_with_schemas(SCHEMA):
            definition = SCHEMA["$defs"].get(schema.get("$ref", "").rpartition("/")[2], {})
            for annotation in ("title", "description"):
                self.assertTrue(schema.get(annotation) or definition.get(annotation), f"{place}: no {annotation}")

    def test_accepts_shipped_rule_sets(self):
        paths = sorted(RULES.glob("*/rule_set.json"))
        self.assertGreaterEqual(len(paths), 2)
        for path in paths:
            with self.subTest(path.parent.name):
                self.assertEqual(mistakes(path), [])

    def test_accepts_valid_samples(self):
        paths = sorted((HERE / "valid").glob("*.json"))
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual(mistakes(path), [])

    def test_refuses_invalid_samples(self):
        paths = sorted((HERE / "invalid").glob("*.json"))
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                self.assertNotEqual(mistakes(path), [], "the schema accepts it")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
