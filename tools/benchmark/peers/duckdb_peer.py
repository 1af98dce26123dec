"""Checks and times DuckDB on one thread.

    duckdb_peer.py RULES PROFILES CSV DECISIONS OUT ROUNDS

RULES as translate.py gives them; DECISIONS those of Eligo for PROFILES. Prints one line of JSON: how many decisions
are the same, and profiles a second of processor time in each round from file to file (of NDJSON and of CSV), and from a table of
DuckDB's own to verdicts and to verdicts with reasons, summed up and not written.
"""

import itertools
import json
import sys
import time

import duckdb

TYPES = {"bool": "BOOLEAN", "int": "BIGINT", "double": "DOUBLE", "string": "VARCHAR", "enum": "VARCHAR"}


class Sql:
    """The rules as SQL over columns named by `column(fact)`."""

    def __init__(self, rules, column):
        self.rules, self.column = rules, column

    def literal(self, value):
        if isinstance(value, list):
            return "(" + ", ".join(self.literal(each) for each in value) + ")"
        return f"'{value}'" if isinstance(value, str) else json.dumps(value)

    def condition(self, tree):
        for name, word in (("all", " AND "), ("any", " OR ")):
            if name in tree:
                return "(" + word.join(self.condition(part) for part in tree[name]) + ")"
        value = tree["value"]
        if isinstance(value, dict):
            value = self.rules["lists"][value["list"]]
        column = self.column(tree["fact"])
        if value is True or value is False:
            return column if value else f"NOT {column}"
        return f"{column} {'=' if tree['op'] == '==' else tree['op'].upper()} {self.literal(value)}"

    def any_of(self, effect):
        return " OR ".join(self.condition(rule["when"]) for rule in self.rules["rules"] if rule["effect"] == effect)

    def verdict(self):
        return f"CASE WHEN {self.any_of('deny')} THEN 'denied' WHEN {self.any_of('hide')} THEN 'hidden' ELSE 'visible' END"

    def reasons(self):
        cases = [f"CASE WHEN {self.condition(rule['when'])} THEN '{rule['code']}' END" for rule in self.rules["rules"]]
        return f"list_filter([{', '.join(cases)}], lambda code: code IS NOT NULL)"


def file_reader(rules, path):
    """The file as a table of structs, with their types said, so that DuckDB need not guess."""
    sections = {}
    for fact, kind in rules["facts"].items():
        section, name = fact.split(".")
        sections.setdefault(section, []).append(f'"{name}" {TYPES[kind]}')
    columns = ", ".join([f"{name}: 'STRUCT({', '.join(fields)})'" for name, fields in sections.items()])
    return f"read_json('{path}', format='newline_delimited', columns={{id: 'VARCHAR', {columns}}})"


def csv_reader(rules, path):
    """The same for the profiles as CSV: columns are called like facts."""
    columns = ", ".join(f"'{fact}': '{TYPES[kind]}'" for fact, kind in rules["facts"].items())
    return (f"read_csv('{path}', header=true, delim=',', quote='\"', auto_detect=false, "
            f"columns={{'id': 'VARCHAR', {columns}}})")


def disagreements(out, decisions):
    """Lines that differ from Eligo's in verdict or codes, and lines that are the same."""
    same = different = 0
    with open(out, encoding="utf-8") as ours, open(decisions, encoding="utf-8") as theirs:
        for left, right in itertools.zip_longest(ours, theirs):
            left, right = json.loads(left), json.loads(right)
            codes = [reason["code"] for reason in right.get("reasons", [])]
            if (left["id"], left["verdict"], left["reasons"] or []) == (right["id"], right["verdict"], codes):
                same += 1
            else:
                different += 1
    return same, different


def timed(connection, query):
    start = time.process_time()
    connection.execute(query).fetchall()
    return time.process_time() - start


def main():
    rules_path, profiles, csv, decisions, out, rounds = sys.argv[1:]
    with open(rules_path, encoding="utf-8") as file:
        rules = json.load(file)
    connection = duckdb.connect()
    connection.execute("SET threads = 1; SET preserve_insertion_order = true")
    source = file_reader(rules, profiles)
    nested = Sql(rules, lambda fact: fact)
    flat = Sql(rules, lambda fact: f'"{fact}"')
    to_file = (f"COPY (SELECT id, {nested.verdict()} AS verdict, {nested.reasons()} AS reasons FROM {source}) "
               f"TO '{out}' (FORMAT json)")
    csv_out = out + ".csv"
    csv_to_file = (f"COPY (SELECT id, {flat.verdict()} AS verdict, {flat.reasons()} AS reasons "
                   f"FROM {csv_reader(rules, csv)}) TO '{csv_out}' (FORMAT json)")
    columns = ", ".join(f'{fact} AS "{fact}"' for fact in rules["facts"])
    connection.execute(f"CREATE TABLE profiles AS SELECT id, {columns} FROM {source}")
    count = connection.execute("SELECT count(*) FROM profiles").fetchone()[0]
    verdicts = f"SELECT {flat.verdict()} AS verdict, count(*) FROM profiles GROUP BY verdict"
    reasons = (f"SELECT verdict, sum(len(reasons)) FROM (SELECT {flat.verdict()} AS verdict, "
               f"{flat.reasons()} AS reasons FROM profiles) GROUP BY verdict")
    rates = {"file to file": [], "CSV, file to file": [], "own table: verdicts": [], "own table: reasons": []}
    for _ in range(int(rounds)):
        for (_, taken), query in zip(rates.items(), (to_file, csv_to_file, verdicts, reasons)):
            taken.append(count / timed(connection, query))
    compared = {"the whole file": disagreements(out, decisions), "the whole CSV file": disagreements(csv_out, decisions)}
    print(json.dumps({"name": "DuckDB " + duckdb.__version__, "compared": compared, "profiles": count,
                      "rates": rates}))


if __name__ == "__main__":
    main()
