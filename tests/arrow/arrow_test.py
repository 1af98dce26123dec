"""Decides about what Arrow's own library, Polars and DuckDB export, as they export it, by the C interface.

    arrow_test.py LIBRARY RULES_FOLDER ENVIRONMENT

The shipped profiles go in as JSON and as columns in every form; the decisions must be the same. The libraries are
installed into ENVIRONMENT, a virtual environment; where they cannot be had, the test says so and is skipped.
"""

import os
import pathlib
import subprocess
import sys

SKIPPED = 77


def run_in(environment):
    """Goes on in the environment, which is made first; what cannot be had skips the test."""
    python = environment / "bin" / "python"
    requirements = pathlib.Path(__file__).with_name("requirements.txt")
    installed = environment / "requirements.txt"
    if not installed.exists() or installed.read_bytes() != requirements.read_bytes():
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
        for command in ([sys.executable, "-m", "venv", environment], install):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                print("skipped: pyarrow, Polars and DuckDB cannot be had:", done.stderr.strip().splitlines()[-1:])
                sys.exit(SKIPPED)
        installed.write_bytes(requirements.read_bytes())
    os.execv(python, [python, __file__, *sys.argv[1:3]])


if len(sys.argv) == 4:
    run_in(pathlib.Path(sys.argv[3]))

import ctypes
import datetime
import json

import duckdb
import polars as pl
import pyarrow as pa

FULL = 3
NOW = "2026-11-23T10:00:00Z"


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


Schema._fields_ = [("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_void_p),
                   ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
                   ("children", ctypes.POINTER(ctypes.POINTER(Schema))), ("dictionary", ctypes.POINTER(Schema)),
                   ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))), ("private_data", ctypes.c_void_p)]
Array._fields_ = [("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
                  ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64), ("buffers", ctypes.c_void_p),
                  ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)),
                  ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))), ("private_data", ctypes.c_void_p)]


class Stream(ctypes.Structure):
    """The Arrow C stream interface: the chunks of a table, one after the other."""


Stream._fields_ = [("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))),
                   ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))),
                   ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(Stream))),
                   ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))), ("private_data", ctypes.c_void_p)]


class Instant(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_int64), ("nanoseconds", ctypes.c_int32)]


def chunks_of(table):
    """What a library exports of a table: the schema, and each chunk."""
    pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
    pointer_of.restype, pointer_of.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    capsule = table.__arrow_c_stream__()
    stream = Stream.from_address(pointer_of(capsule, b"arrow_array_stream"))
    schema = Schema()
    assert stream.get_schema(stream, schema) == 0, stream.get_last_error(stream)
    while True:
        array = Array()
        assert stream.get_next(stream, array) == 0, stream.get_last_error(stream)
        if not array.release:
            break
        yield schema, array
        assert not array.release, "it was not taken"
    schema.release(schema)


def forms_of(schema, prefix=""):
    """The format string of each column, dotted."""
    forms = {}
    for at in range(schema.n_children):
        child = schema.children[at].contents
        name = prefix + child.name.decode()
        form = child.format.decode()
        if child.dictionary:
            form += "→" + child.dictionary.contents.format.decode()
        forms[name] = form
        if form in ("+s", "+l", "+L"):
            forms.update(forms_of(child, name + "."))
    return forms


class Eligo:
    def __init__(self, library):
        self.lib = ctypes.CDLL(library)
        for name in ("eligo_error_text", "eligo_batch_ignored"):
            getattr(self.lib, name).restype = ctypes.c_char_p
        for name in ("eligo_batch_size", "eligo_batch_ignored_count"):
            getattr(self.lib, name).restype = ctypes.c_size_t

    def call(self, name, *arguments):
        error = ctypes.c_void_p()
        if getattr(self.lib, name)(*arguments, ctypes.byref(error)) != 0:
            text = self.lib.eligo_error_text(error).decode()
            self.lib.eligo_error_free(error)
            raise ValueError(text)

    def make(self, name, *arguments):
        result = ctypes.c_void_p()
        self.call(name, *arguments, ctypes.byref(result))
        return result

    def instant(self, text):
        now = Instant()
        self.call("eligo_instant_parse", text.encode(), ctypes.c_size_t(len(text)), ctypes.byref(now))
        return now

    def batch(self, rules):
        return self.make("eligo_batch_new", rules, FULL)

    def evaluate(self, batch):
        """Each row's decision as JSON, and all as Arrow."""
        schema, array = Schema(), Array()
        self.call("eligo_batch_evaluate", batch, self.instant(NOW), ctypes.byref(schema), ctypes.byref(array))
        table = pa.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))
        table.validate(full=True)
        lines = []
        for row in range(self.lib.eligo_batch_size(batch)):
            decision = self.make("eligo_batch_decision", batch, ctypes.c_size_t(row))
            text, size = ctypes.c_void_p(), ctypes.c_size_t()
            self.call("eligo_decision_json", decision, None, ctypes.byref(text), ctypes.byref(size))
            lines.append(ctypes.string_at(text, size.value).decode())
            self.lib.eligo_text_free(text)
            self.lib.eligo_decision_free(decision)
        return lines, table

    def decide_json(self, rules, profiles):
        batch = self.batch(rules)
        for profile in profiles:
            text = json.dumps(profile).encode()
            self.call("eligo_batch_add_json", batch, text, ctypes.c_size_t(len(text)))
        lines, table = self.evaluate(batch)
        self.lib.eligo_batch_free(batch)
        return lines, table

    def decide(self, rules, table):
        """Decisions about each chunk that a library exports; what was ignored; the forms."""
        batch, lines, tables, ignored, forms = self.batch(rules), [], [], set(), {}
        for schema, array in chunks_of(table):
            forms = forms_of(schema)
            self.call("eligo_batch_set_columns", batch, ctypes.byref(schema), ctypes.byref(array))
            ignored |= {self.lib.eligo_batch_ignored(batch, ctypes.c_size_t(at)).decode()
                        for at in range(self.lib.eligo_batch_ignored_count(batch))}
            more, decided = self.evaluate(batch)
            lines += more
            tables.append(decided)
            self.lib.eligo_batch_clear(batch)
        self.lib.eligo_batch_free(batch)
        return lines, pa.Table.from_batches(tables), ignored, forms


class Forms:
    """How types are written down in one table."""

    def __init__(self, text=pa.string(), list_of=pa.list_, whole=pa.int64(), real=pa.float64(),
                 time=pa.timestamp("us", "UTC")):
        self.text, self.list_of, self.whole, self.real, self.time = text, list_of, whole, real, time

    def scalar(self, name):
        return {"bool": pa.bool_(), "int": self.whole, "double": self.real, "string": self.text, "enum": self.text,
                "timestamp": self.time, "duration": pa.duration("ns")}[name]

    def fact(self, fact):
        kind = fact["type"]
        if kind == "list":
            return self.list_of(pa.struct([(name, self.scalar(field["type"])) for name, field in fact["of"].items()]))
        if kind.startswith("list<"):
            return self.list_of(self.scalar(kind[5:-1]))
        return self.scalar(kind)

    def schema(self, document):
        tree = {document.get("subject", "id"): self.scalar("string")}
        for name, fact in document["facts"].items():
            *path, last = name.split(".")
            at = tree
            for step in path:
                at = at.setdefault(step, {})
            at[last] = self.fact(fact)
        return pa.schema(fields_of(tree))


def fields_of(tree):
    return [pa.field(name, pa.struct(fields_of(what)) if isinstance(what, dict) else what) for name, what in tree.items()]


def value_of(value, kind):
    """A value of a profile as Python has it for a column of the type."""
    if value is None:
        return None
    if pa.types.is_struct(kind):
        return {field.name: value_of(value.get(field.name), field.type) for field in kind}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return [value_of(element, kind.value_type) for element in value]
    if pa.types.is_timestamp(kind):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def table_of(profiles, schema):
    columns = {field.name: pa.array([value_of(one.get(field.name), field.type) for one in profiles], field.type)
               for field in schema}
    return pa.table(columns, schema=schema)


def in_dictionaries(column, index, values):
    """Strings as codes, in structs too; each chunk with a dictionary of its own."""
    if pa.types.is_struct(column.type):
        children = [in_dictionaries(child, index, values) for child in column.flatten()]
        return pa.StructArray.from_arrays(children, [field.name for field in column.type])
    if not pa.types.is_string(column.type):
        return column
    encoded = column.dictionary_encode()
    entries = encoded.dictionary.to_pylist() + [None]  # one that is null
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(index), pa.array(entries, values))


def coded_in_chunks(table, size, index, values):
    chunks = []
    for begin in range(0, table.num_rows, size):
        part = table.slice(begin, size).combine_chunks()
        columns = [in_dictionaries(part.column(name).combine_chunks(), index, values) for name in part.column_names]
        chunks.append(pa.RecordBatch.from_arrays(columns, part.column_names))
    return pa.RecordBatchReader.from_batches(chunks[0].schema, chunks)


def tables_of(profiles, document):
    """Each library's tables of the same profiles, by what they are called, with a form that each is there to try."""
    plain = table_of(profiles, Forms().schema(document))
    yield "pyarrow", plain, "u"
    large = Forms(pa.large_string(), pa.large_list, pa.int32(), time=pa.timestamp("ns", "Asia/Shanghai"))
    yield "pyarrow, large", table_of(profiles, large.schema(document)), "U"
    views = Forms(pa.string_view(), pa.list_, pa.float64(), time=pa.timestamp("ms", "+08:00"))
    yield "pyarrow, views", table_of(profiles, views.schema(document)), "vu"
    small = Forms(whole=pa.uint32(), time=pa.timestamp("s", "Europe/Vienna"))
    yield "pyarrow, unsigned", table_of(profiles, small.schema(document)), "I"
    yield "pyarrow, flattened", plain.flatten(), "u"
    chunks = [plain.slice(begin, 37) for begin in range(0, plain.num_rows, 37)]
    yield "pyarrow, slices", pa.concat_tables(chunks), "u"
    empty = plain.schema.empty_table()
    yield "pyarrow, empty chunks", pa.concat_tables([empty, plain.slice(0, 3), empty, plain.slice(3)]), "u"
    for index in (pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()):
        for values in (pa.string(), pa.large_string(), pa.string_view()):
            if values != pa.string() and index != pa.int32():
                continue
            yield f"pyarrow, {index} codes of {values}", coded_in_chunks(plain, 100, index, values), "→"

    frame = pl.from_arrow(plain)
    yield "Polars", frame, "vu"
    yield "Polars, slices", frame.slice(0, 5).vstack(frame.slice(5)), "vu"
    words = [pl.col(name).struct.with_fields(*(pl.field(field).cast(pl.Categorical) for field in ("kind", "status")))
             for name in ["account"] if name in frame.columns]
    words += [pl.col(name).cast(pl.Categorical) for name in ["district"] if name in frame.columns]
    yield "Polars, categories", frame.with_columns(words), "→"

    connection = duckdb.connect()
    connection.execute("set timezone = 'Asia/Shanghai'")
    connection.register("people", plain)
    yield "DuckDB", connection.sql("select * from people"), "u"
    yield "DuckDB, in a query", connection.sql("select * from people limit 50 offset 7"), "u"
    connection.execute("create type word as enum ('personal', 'small_business', 'ACTIVE')")
    if "account" in plain.column_names:
        query = "select * replace (struct_update(account, kind := account.kind::word) as account) from people"
        yield "DuckDB, enums", connection.sql(query), "→"


def decided_columns(table):
    return [table.column(name).to_pylist() for name in ("verdict", "segment", "reasons")]


def check_export(lines, table):
    """The columns that are exported say what the decisions do."""
    for line, verdict, segment, reasons in zip(map(json.loads, lines), *decided_columns(table)):
        assert line["verdict"] == verdict and line.get("segment") == segment, (line, verdict, segment)
        shown = [reason["code"] for reason in line.get("reasons", [])]
        assert reasons[:len(shown)] == shown, (line, reasons)


def same_as_json(eligo, folder):
    document = json.loads((folder / "rule_set.json").read_text(encoding="utf-8"))
    rules = eligo.make("eligo_rule_set_load", str(folder / "rule_set.json").encode(), None)
    text = next((folder / "profiles").glob("*.ndjson")).read_text(encoding="utf-8")
    profiles = [json.loads(line) for line in text.splitlines()][:600]
    expected, decided = eligo.decide_json(rules, profiles)
    check_export(expected, decided)
    tried = 0
    for name, table, form in tables_of(profiles, document):
        if name == "DuckDB, in a query":
            lines, columns, ignored, forms = eligo.decide(rules, table)
            assert lines == expected[7:57], name
        else:
            lines, columns, ignored, forms = eligo.decide(rules, table)
            different = [(mine, other) for mine, other in zip(lines, expected) if mine != other]
            assert len(lines) == len(expected) and not different, (name, forms, different[:1])
            assert decided_columns(columns) == decided_columns(decided), name
        assert not ignored, (name, ignored)
        assert any(form in one for one in forms.values()), (name, form, forms)
        tried += 1
    eligo.lib.eligo_rule_set_free(rules)
    return tried, len(expected)


def exported_elsewhere(eligo, rules_folder):
    """What is exported can be read by the others, as they read what Arrow's own library has."""
    path = str(rules_folder / "consumer_credit" / "rule_set.json").encode()
    rules = eligo.make("eligo_rule_set_load", path, None)
    _, table = eligo.decide_json(rules, [{}, {"id": "u1", "credit": {"score": 587}}])
    expected = decided_columns(table)
    frame = pl.from_arrow(table)
    assert [frame[name].cast(pl.String).to_list() for name in ("verdict", "segment")] == expected[:2], frame
    connection = duckdb.connect()
    connection.register("decided", pa.Table.from_batches([table]))
    rows = connection.sql("select verdict::varchar, segment::varchar from decided").fetchall()
    assert [list(column) for column in zip(*rows)] == expected[:2], rows
    eligo.lib.eligo_rule_set_free(rules)


def says_what_is_wrong(eligo, rules_folder):
    """What the libraries make unasked, and no fact takes, is refused by name, and their array stays theirs."""
    path = str(rules_folder / "consumer_credit" / "rule_set.json").encode()
    rules = eligo.make("eligo_rule_set_load", path, None)
    day = datetime.datetime(2026, 11, 23)
    wrong = [
        (pa.table({"credit": [{"bureau_checked_at": day}]}), "column `credit.bureau_checked_at` is `tsu:` "),
        (pl.DataFrame({"credit.bureau_checked_at": [day]}), "column `credit.bureau_checked_at` is `tsu:` "),
        (duckdb.sql("select date '2026-11-23' as \"credit.bureau_checked_at\""),
         "column `credit.bureau_checked_at` is `tdD` "),
        (duckdb.sql("select 600.5 as \"credit.debt_ratio\""), "column `credit.debt_ratio` is `d:"),
        (pl.DataFrame({"credit.score": ["600"]}), "column `credit.score` is `vu` "),
    ]
    for table, expected in wrong:
        batch = eligo.batch(rules)
        capsule_chunks = chunks_of(table)
        schema, array = next(capsule_chunks)
        try:
            eligo.call("eligo_batch_set_columns", batch, ctypes.byref(schema), ctypes.byref(array))
        except ValueError as error:
            assert str(error).startswith(expected), error
        else:
            raise AssertionError(expected)
        assert array.release, expected
        array.release(array)
        eligo.lib.eligo_batch_free(batch)
    eligo.lib.eligo_rule_set_free(rules)


def main():
    eligo, rules = Eligo(sys.argv[1]), pathlib.Path(sys.argv[2])
    for folder in ("consumer_credit", "heating_benefit"):
        tried, profiles = same_as_json(eligo, rules / folder)
        print(f"{folder}: {profiles} profiles in {tried} tables decide as in JSON")
    exported_elsewhere(eligo, rules)
    says_what_is_wrong(eligo, rules)


if __name__ == "__main__":
    main()
