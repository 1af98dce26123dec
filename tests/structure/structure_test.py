"""The layout and the direction of dependence, as src/README.md states them.

    structure_test.py SOURCE_FOLDER CHECK
"""

import pathlib
import re
import subprocess
import sys

STAGES = ["files", "text", "diagnostics", "values", "json", "profiles", "expression", "document", "check",
          "program", "engine", "decide", "pipeline", "summary", "explain", "output", "evaluate", "authoring",
          "api"]
TOP_LEVEL = {"CMakeLists.txt", "include", "src", "rules", "tests", "examples", "tools", "README.md",
             "LICENSE", "CHANGELOG.md", "CMakePresets.json"}
# Third-party headers and the only places that may know them, by how the files' paths begin.
CONFINED = {"nlohmann/": [], "simdjson.h": ["src/json/"], "CLI/": ["tools/eligo/"],
            "spdlog/": [], "re2/": ["src/values/pattern."],
            "absl/time/": ["src/values/zone"], "absl/container/": ["src/values/inline_vector."],
            "zlib.h": ["src/profiles/unpacker.", "src/output/packer."],
            "zstd": ["src/profiles/unpacker.", "src/output/packer."]}
# Ways to the time zones of the system, for values/zone* only.
ZONE_ACCESS = re.compile(r'zoneinfo|"TZDIR"|\b(tzset|localtime|localtime_r|mktime|current_zone|locate_zone)\b')
# What a stage does not include, not even by way of other headers.
OUT_OF_REACH = {"pipeline": set(STAGES) - {"pipeline"},
                "output": {"program", "engine", "profiles", "pipeline"}}
# Of another stage the only headers that a stage includes itself.
ONLY_HEADERS = {("output", "check"): {"check/checked_rule_set.hpp"},
                ("output", "decide"): {"decide/decision_data.hpp", "decide/message.hpp", "decide/shown_reasons.hpp"}}
RETIRED = re.compile(r"\b(?:Pick|BitResult|written_out|give_up|Ground|Gap|Figure|Outlook|Moment|Grain|code_points_of|"
                     r"MistakeList::Subject|uniform_[a-z]+|[a-z]+_figures?)\b|[a-z]Grounds?[A-Z]|[a-z]Figures?\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
STANDARD = re.compile(r"[a-z_0-9]+")


def sources(folder):
    """The files of a folder with what they include; a check that reads none would check nothing."""
    paths = sorted(folder.rglob("*.[ch]pp"))
    assert paths, f"{folder} holds no sources"
    return [(path, INCLUDE.findall(path.read_text(encoding="utf-8"))) for path in paths]


def top_level_layout(root):
    listed = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files"],
                            capture_output=True, text=True).stdout.splitlines()
    # Without git (an archive of the sources) all that lies there counts, but for build folders.
    names = {path.split("/")[0] for path in listed} or {path.name for path in root.iterdir()} - {"build"}
    for name in sorted(names):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: does not belong at the top"


def reads_documents(path, stage):
    model = stage == "check" and path.name in {"node.hpp", "nodes.hpp", "nodes.cpp", "checked_rule_set.hpp"}
    return stage in {"document", "check", "authoring", "api"} and not model


def stage_dependencies(root):
    for folder in sorted(path.name for path in (root / "src").iterdir() if path.is_dir()):
        if folder not in STAGES:
            yield f"src/{folder}: is no stage"

    for path, includes in sources(root / "src"):
        stage = path.relative_to(root / "src").parts[0]
        if stage not in STAGES:
            continue
        for bracket, target in includes:
            other = target.split("/")[0]
            if bracket == '"' and other not in STAGES:
                yield f'{path}: includes "{target}", which is no stage\'s'
            elif bracket == '"' and other == "document" and not reads_documents(path, stage):
                yield f"{path}: includes {target}, but a checked rule set knows no document"
            elif bracket == '"' and STAGES.index(other) > STAGES.index(stage):
                yield f"{path}: {stage} includes from {other}, a later stage"
            only = ONLY_HEADERS.get((stage, other))
            if bracket == '"' and only and target not in only:
                yield f"{path}: {stage} may include {', '.join(sorted(only))} of {other}, not {target}"


def stage_reach(root):
    included = {path.relative_to(root / "src").as_posix(): [target for bracket, target in includes if bracket == '"']
                for path, includes in sources(root / "src")}
    for source in included:
        stage = source.split("/")[0]
        ways = {source: source}
        waiting = [source] if stage in OUT_OF_REACH else []
        while waiting:
            at = waiting.pop()
            for target in included.get(at, []):
                if target in ways:
                    continue
                ways[target] = f"{ways[at]} > {target}"
                if target.split("/")[0] in OUT_OF_REACH[stage]:
                    yield f"{root}/src/{source}: {stage} must not reach {ways[target]}"
                else:
                    waiting.append(target)


def stage_lists(root):
    """The table of src/README.md and the targets of CMakeLists.txt are the stages that exist, in order."""
    stages = [stage for stage in STAGES if (root / "src" / stage).is_dir()]
    table = re.findall(r"^\| `(\w+)/` \|", (root / "src/README.md").read_text(encoding="utf-8"), re.M)
    if table != stages:
        yield f"src/README.md: the table has {' '.join(table)}; the stages are {' '.join(stages)}"
    listed = re.search(r"set\(eligo_stages ([^)]*)\)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))
    if listed.group(1).split() != STAGES:
        yield f"CMakeLists.txt: eligo_stages are not {' '.join(STAGES)}"


def confinement(root):
    for path, includes in sources(root / "src") + sources(root / "tools/eligo"):
        place = path.relative_to(root).as_posix()
        for header, knowing in CONFINED.items():
            if any(target.startswith(header) for _, target in includes) and not place.startswith(tuple(knowing)):
                yield f"{path}: <{header}> is for {' and '.join(knowing)} only"
        access = ZONE_ACCESS.search(path.read_text(encoding="utf-8"))
        if access and not place.startswith("src/values/zone"):
            yield f"{path}: {access.group()} is for src/values/zone* only"


def public_headers(root):
    for path, includes in sources(root / "include"):
        for _, target in includes:
            if not target.startswith("eligo/") and not STANDARD.fullmatch(target):
                yield f"{path}: includes <{target}>, which is neither ours nor the standard library's"
        if re.search(r"^\s*#\s*define", path.read_text(encoding="utf-8"), re.M):
            if path.name != "lifetime.hpp":  # the one that its own comment explains
                yield f"{path}: defines a macro"


def closed_switches(root):
    """A switch over an enumeration of ours names every value, so that the compiler asks for a new one; what may
    not come aborts. Functions are many: what few of them need falls back to what is safe for all."""
    for path, _ in sources(root / "src"):
        label = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for found in re.finditer(r"\bswitch \(()|\bcase ([\w:']+):(?!:)|\bdefault:(.*)", line):
                if found[3] is None:
                    label = found[2] or ""
                elif "::" in label and not re.search(r"\b(Function|simdjson)::", label):
                    if "abort()" not in found[3]:
                        yield f"{path}:{number}: a `default` beside `{label}` takes in whatever is new"


def diagnostics_guide(root):
    guide = (root / "rules/README.md").read_text(encoding="utf-8")
    numbers = re.findall(r"= (\d+),", (root / "src/diagnostics/code.hpp").read_text(encoding="utf-8"))
    assert numbers, "src/diagnostics/code.hpp holds no codes"
    for number in numbers:
        if not re.search(rf"^\| [EW]0{number} \|", guide, re.M):
            yield f"rules/README.md: has no line for diagnostic 0{number}"


def retired_words(root):
    """Names that a term of the field has replaced, and names that say nothing."""
    paths = (path for folder in ("include", "src", "tools", "tests") for path in (root / folder).rglob("*.[ch]pp"))
    for path in sorted(paths):
        for word in sorted(set(RETIRED.findall(path.read_text(encoding="utf-8")))):
            yield f"{path}: {word} has a term of the field"
        if re.search(r"util|helper|manager|common", path.name):
            yield f"{path}: its name does not say what it holds"


def first_changes(root):
    """src/README.md's lists for a first change name files that exist."""
    text = (root / "src/README.md").read_text(encoding="utf-8").split("## How to make a first change", 1)[1]
    named = re.findall(r"`((?:src|include|tests|tools|rules)/[^`]+)`", text)
    assert named, "src/README.md names no files to change"
    for name in named:
        if not (root / name).exists():
            yield f"src/README.md: names {name}, which does not exist"


CHECKS = [top_level_layout, stage_dependencies, stage_reach, stage_lists, confinement, public_headers,
          closed_switches, diagnostics_guide, retired_words, first_changes]


def main():
    root, name = pathlib.Path(sys.argv[1]), sys.argv[2]
    mistakes = list(next(check for check in CHECKS if check.__name__ == name)(root))
    print("\n".join(mistakes) or f"{name} holds")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
