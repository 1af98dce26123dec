"""Each rule of structure_test.py fails where it is broken: small trees of sources, each with one violation."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import structure_test

# A tree that breaks no rule.
GOOD = {
    "CMakeLists.txt": "set(eligo_stages " + " ".join(structure_test.STAGES) + ")",
    "README.md": "",
    "rules/README.md": "| E0101 | a mistake |\n",
    "src/README.md": "| `diagnostics/` | a |\n| `check/` | a |\n| `decide/` | a |\n| `output/` | a |\n"
                     "## How to make a first change\n`src/diagnostics/code.hpp`\n",
    "src/diagnostics/code.hpp": "enum class Code { mistake = 101, };\n",
    "src/check/checked_rule_set.hpp": '#include "diagnostics/code.hpp"\n',
    "src/decide/decision_data.hpp": '#include "check/checked_rule_set.hpp"\n',
    "src/output/writer.cpp": '#include "decide/decision_data.hpp"\n',
    "include/eligo/verdict.hpp": "#include <string>\n",
    "tools/eligo/main.cpp": "#include <CLI/CLI.hpp>\n",
}

# The rule, what is added to the tree, what is said of it.
VIOLATIONS = [
    ("top_level_layout", {"notes/a.txt": ""}, "notes: does not belong"),
    ("stage_dependencies", {"src/helpers/a.cpp": ""}, "src/helpers: is no stage"),
    ("stage_dependencies", {"src/check/a.cpp": '#include "output/writer.hpp"'}, "check includes from output"),
    ("stage_dependencies", {"src/check/a.cpp": '#include "helpers/a.hpp"'}, "which is no stage's"),
    ("stage_dependencies", {"src/output/a.cpp": '#include "check/link.hpp"'}, "not check/link.hpp"),
    ("stage_dependencies", {"src/output/a.cpp": '#include "decide/decider.hpp"'}, "not decide/decider.hpp"),
    ("stage_reach", {"src/output/a.cpp": '#include "profiles/batch.hpp"'}, "output must not reach"),
    ("stage_reach", {"src/output/a.cpp": '#include "engine/runner.hpp"'}, "output must not reach"),
    ("stage_reach", {"src/output/a.cpp": '#include "explain/a.hpp"', "src/explain/a.hpp": '#include "decide/b.hpp"',
                     "src/decide/b.hpp": '#include "engine/runner.hpp"'},
     "src/output/a.cpp: output must not reach output/a.cpp > explain/a.hpp > decide/b.hpp > engine/runner.hpp"),
    ("stage_reach", {"src/pipeline/ordered_jobs.cpp": '#include "profiles/batch.hpp"'}, "pipeline must not reach"),
    ("stage_lists", {"src/engine/runner.cpp": ""}, "src/README.md: the table has"),
    ("stage_lists", {"CMakeLists.txt": "set(eligo_stages diagnostics)"}, "CMakeLists.txt: eligo_stages"),
    ("confinement", {"src/check/a.cpp": "#include <nlohmann/json.hpp>"}, "<nlohmann/> is for"),
    ("confinement", {"src/output/a.cpp": "#include <simdjson.h>"}, "<simdjson.h> is for src/json/"),
    ("confinement", {"src/output/a.cpp": "#include <CLI/CLI.hpp>"}, "<CLI/> is for tools/eligo/"),
    ("confinement", {"src/output/a.cpp": "#include <spdlog/spdlog.h>"}, "<spdlog/> is for"),
    ("confinement", {"src/check/pattern.cpp": "#include <re2/re2.h>"}, "<re2/> is for src/values/pattern."),
    ("confinement", {"tools/eligo/a.cpp": "#include <re2/re2.h>"}, "<re2/> is for src/values/pattern."),
    ("confinement", {"src/values/time.cpp": "#include <absl/time/time.h>"}, "<absl/time/> is for src/values/zone"),
    ("confinement", {"src/engine/hits.hpp": "#include <absl/container/inlined_vector.h>"}, "<absl/container/> is for"),
    ("confinement", {"src/profiles/input.cpp": "#include <zlib.h>"}, "<zlib.h> is for src/profiles/unpacker."),
    ("confinement", {"src/profiles/input.cpp": "#include <zstd_errors.h>"}, "<zstd> is for src/profiles/unpacker."),
    ("confinement", {"src/values/time.cpp": 'open("/usr/share/zoneinfo/UTC");'}, "zoneinfo is for src/values/zone"),
    ("confinement", {"src/check/a.cpp": 'std::getenv("TZDIR");'}, '"TZDIR" is for src/values/zone'),
    ("confinement", {"tools/eligo/a.cpp": "std::localtime(&now);"}, "localtime is for src/values/zone"),
    ("closed_switches", {"src/check/a.cpp": "switch (kind) {\n    case Kind::list: break;\n    default: break;\n  }"}, "a `default` beside"),
    ("public_headers", {"include/eligo/a.hpp": "#include <simdjson.h>"}, "neither ours nor the standard"),
    ("public_headers", {"include/eligo/a.hpp": "#define ELIGO 1"}, "defines a macro"),
    ("retired_words", {"src/check/a.cpp": "struct Gap {};"}, "Gap has a term of the field"),
    ("retired_words", {"src/check/node_helper.hpp": ""}, "does not say what it holds"),
    ("first_changes", {"src/README.md": "## How to make a first change\n`src/check/gone.cpp`"}, "src/check/gone.cpp"),
    ("diagnostics_guide", {"src/diagnostics/code.hpp": "{ mistake = 101, other = 102, }"}, "diagnostic 0102"),
]


def mistakes(rule, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        check = next(check for check in structure_test.CHECKS if check.__name__ == rule)
        return list(check(pathlib.Path(folder)))


class Violations(unittest.TestCase):
    def test_good_tree(self):
        for check in structure_test.CHECKS:
            self.assertEqual(mistakes(check.__name__, GOOD), [], check.__name__)

    def test_each_is_found(self):
        for rule, added, said in VIOLATIONS:
            with self.subTest(rule, added=added):
                found = mistakes(rule, {**GOOD, **added})
                self.assertEqual(len(found), 1, found)
                self.assertIn(said, found[0])

    def test_each_rule_is_tried(self):
        self.assertEqual({rule for rule, _, _ in VIOLATIONS}, {check.__name__ for check in structure_test.CHECKS})


if __name__ == "__main__":
    unittest.main()
