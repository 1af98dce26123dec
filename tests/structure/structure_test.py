"""The layout and the direction of dependence, as src/README.md states them."""

import pathlib
import re
import subprocess
import sys

STAGES = ["diagnostics", "values", "expression", "document", "check", "program", "engine", "decide",
          "profiles", "output", "authoring", "api"]
TOP_LEVEL = {"CMakeLists.txt", "include", "src", "rules", "tests", "examples", "tools", "README.md",
             "LICENSE", "CHANGELOG.md", "CMakePresets.json"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
STANDARD = re.compile(r"[a-z_0-9]+")


def mistakes(root):
    tracked = subprocess.run(["git", "-C", str(root), "ls-files"], capture_output=True, text=True).stdout.split("\n")
    for name in sorted({path.split("/")[0] for path in tracked if path}):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: does not belong at the top"

    for path in sorted((root / "src").rglob("*.[ch]pp")):
        stage = path.relative_to(root / "src").parts[0]
        for bracket, target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            other = target.split("/")[0]
            if bracket == '"' and other not in STAGES:
                yield f"{path}: includes \"{target}\", which is no stage's"
            elif bracket == '"' and STAGES.index(other) > STAGES.index(stage):
                yield f"{path}: {stage} includes from {other}, a later stage"
            if target.startswith("nlohmann/") and stage != "document":
                yield f"{path}: only document/ knows the JSON library"

    for path in sorted((root / "include").rglob("*.hpp")):
        text = path.read_text(encoding="utf-8")
        for _, target in INCLUDE.findall(text):
            if not target.startswith("eligo/") and not STANDARD.fullmatch(target):
                yield f"{path}: includes <{target}>, which is neither ours nor the standard library's"
        if re.search(r"^\s*#\s*define", text, re.M):
            yield f"{path}: defines a macro"

    guide = (root / "rules/README.md").read_text(encoding="utf-8")
    for number in re.findall(r"= (\d+),", (root / "src/diagnostics/code.hpp").read_text(encoding="utf-8")):
        if not re.search(rf"^\| [EW]0{number} \|", guide, re.M):
            yield f"rules/README.md: has no line for diagnostic 0{number}"


def main():
    found = list(mistakes(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "the layout holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
