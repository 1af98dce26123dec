"""Uses a shared Eligo from Python by nothing but its C interface.

    c_api_test.py LIBRARY HEADER RULES_FOLDER
"""

import ctypes
import json
import pathlib
import re
import subprocess
import sys
import threading

OK, INVALID_ARGUMENT, INVALID_RULE_SET, INVALID_INPUT = range(4)
FULL = 3


class Instant(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_int64), ("nanoseconds", ctypes.c_int32)]


class LoadOptions(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("limits", ctypes.c_char_p), ("name", ctypes.c_char_p),
                ("folder", ctypes.c_char_p)]


def load(library):
    eligo = ctypes.CDLL(library)
    for name in ("eligo_version", "eligo_rule_set_id", "eligo_error_text", "eligo_decision_reason_code",
                 "eligo_decision_subject", "eligo_rule_set_fact_name"):
        getattr(eligo, name).restype = ctypes.c_char_p
    for name in ("eligo_decision_reason_count", "eligo_rule_set_fact_count"):
        getattr(eligo, name).restype = ctypes.c_size_t
    return eligo


def every_function_is_shown(library, header):
    text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
    declared = set(re.findall(r"\b(eligo_\w+)\(", text))
    listed = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    shown = {line.split()[-1] for line in listed.splitlines() if line.split()[-1].startswith("eligo_")}
    assert declared == shown and len(declared) > 40, declared ^ shown


class Caller:
    def __init__(self, eligo):
        self.eligo = eligo

    def call(self, name, *arguments):
        """The result of a function that can fail; RuntimeError with its text where it does."""
        error = ctypes.c_void_p()
        result = ctypes.c_void_p()
        status = getattr(self.eligo, name)(*arguments, ctypes.byref(result), ctypes.byref(error))
        if status != OK:
            text = self.eligo.eligo_error_text(error).decode()
            self.eligo.eligo_error_free(error)
            raise RuntimeError(f"{status} {text}")
        return result

    def text(self, name, *arguments):
        result, size, error = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_void_p()
        status = getattr(self.eligo, name)(*arguments, ctypes.byref(result), ctypes.byref(size), ctypes.byref(error))
        assert status == OK, status
        text = ctypes.string_at(result, size.value).decode()
        self.eligo.eligo_text_free(result)
        return text


def decides(eligo, rules_folder):
    caller = Caller(eligo)
    path = str(rules_folder / "consumer_credit" / "rule_set.json").encode()
    rules = caller.call("eligo_rule_set_load", path, None)
    assert eligo.eligo_rule_set_id(rules) == b"consumer-credit-entry", eligo.eligo_rule_set_id(rules)
    names = [eligo.eligo_rule_set_fact_name(rules, at).decode() for at in range(eligo.eligo_rule_set_fact_count(rules))]
    assert "credit.score" in names
    now = Instant(1795600800, 0)
    profile = b'{"id": "u1", "credit": {"score": 587}}'
    decision = caller.call("eligo_evaluate_json", rules, profile, ctypes.c_size_t(len(profile)), now, FULL)
    codes = [eligo.eligo_decision_reason_code(decision, at).decode()
             for at in range(eligo.eligo_decision_reason_count(decision))]
    text = caller.text("eligo_decision_json", decision, b"zh-CN")
    written = json.loads(text)
    shown = [reason["code"] for reason in written["reasons"]]
    assert shown and shown == codes[:len(shown)] and len(codes) >= len(shown), (codes, text)
    assert written["id"] == "u1" and eligo.eligo_decision_subject(decision) == b"u1"
    eligo.eligo_decision_free(decision)

    made = caller.call("eligo_profile_new", rules)
    error = ctypes.c_void_p()
    status = eligo.eligo_profile_set_int_named(made, b"credit.score", ctypes.c_int64(587), ctypes.byref(error))
    assert status == OK, status
    eligo.eligo_profile_set_subject(made, b"u1", ctypes.c_size_t(2), None)
    assert json.loads(caller.text("eligo_profile_json", made)) == json.loads(profile)
    same = caller.call("eligo_evaluate", rules, made, now, FULL)
    assert caller.text("eligo_decision_json", same, b"zh-CN") == text
    eligo.eligo_decision_free(same)

    # Many threads with one rule set and one profile.
    different = []

    def decide_often():
        for _ in range(200):
            one = caller.call("eligo_evaluate", rules, made, now, FULL)
            other = caller.call("eligo_evaluate_json", rules, profile, ctypes.c_size_t(len(profile)), now, FULL)
            for each in (one, other):
                if caller.text("eligo_decision_json", each, b"zh-CN") != text:
                    different.append(each)
                eligo.eligo_decision_free(each)

    threads = [threading.Thread(target=decide_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not different
    eligo.eligo_profile_free(made)
    eligo.eligo_rule_set_free(rules)


def says_what_is_wrong(eligo):
    caller = Caller(eligo)
    options = LoadOptions(ctypes.sizeof(LoadOptions), None, b"mine.json", None)
    for arguments, expected in [((b"{", ctypes.c_size_t(1), ctypes.byref(options)), f"{INVALID_RULE_SET} mine.json:1:"),
                                ((None, ctypes.c_size_t(0), None), f"{INVALID_ARGUMENT} `text` is NULL")]:
        try:
            caller.call("eligo_rule_set_parse", *arguments)
        except RuntimeError as error:
            assert str(error).startswith(expected), error
        else:
            raise AssertionError(expected)


def main():
    library, header, rules = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    eligo = load(library)
    every_function_is_shown(library, header)
    decides(eligo, rules)
    says_what_is_wrong(eligo)
    print(f"eligo {eligo.eligo_version().decode()} decides from Python")


if __name__ == "__main__":
    main()
