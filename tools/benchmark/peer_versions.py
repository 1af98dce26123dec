"""Which version of each peer is installed, and whether its registry has a newer one than is pinned."""

import json
import re
import subprocess
from typing import NamedTuple


class Peer(NamedTuple):
    name: str
    registry: str
    package: str


PEERS = [Peer("json-logic-engine", "npm", "json-logic-engine"), Peer("json-logic-js", "npm", "json-logic-js"),
         Peer("cel-js", "npm", "@marcbachmann/cel-js"), Peer("json-rules-engine", "npm", "json-rules-engine"),
         Peer("Cedar in WebAssembly", "npm", "@cedar-policy/cedar-wasm"), Peer("GoRules ZEN", "PyPI", "zen-engine"),
         Peer("rego-cpp", "PyPI", "regopy"), Peer("DuckDB", "PyPI", "duckdb"),
         Peer("OPA", "Go", "github.com/open-policy-agent/opa"), Peer("cel-go", "Go", "cel.dev/cel-go")]
PROGRAMS = {"OPA": "opa_peer", "cel-go": "cel_go_peer"}
MANIFESTS = {"npm": ("package.json", '"{}": "(.+)"'), "PyPI": ("requirements.txt", "^{}==(.+)$"),
             "Go": ("go/go.mod", r"^\s*(?:require )?{} v(\S+)$")}


def printed(command, folder=None):
    """What a command prints, or nothing where it is not there or fails."""
    try:
        run = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, cwd=folder,
                             timeout=120)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return run.stdout if run.returncode == 0 else ""


def pinned(folder, peer):
    path, pattern = MANIFESTS[peer.registry]
    content = (folder / path).read_text(encoding="utf-8")
    return re.search(pattern.format(re.escape(peer.package)), content, re.MULTILINE)[1]


def python_version(folder, package):
    code = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
    return printed([folder / "venv" / "bin" / "python", "-c", code, package]).strip()


def installed(folder, peer):
    """The version that is there to be run, or nothing."""
    if peer.registry == "npm":
        manifest = folder / "node_modules" / peer.package / "package.json"
        return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.exists() else ""
    if peer.registry == "PyPI":
        return python_version(folder, peer.package)
    program = folder / "venv" / "bin" / PROGRAMS[peer.name]
    built = re.search(rf"\t{re.escape(peer.package)}\tv(\S+)", printed(["go", "version", "-m", program]))
    return built[1] if built else ""


def all_installed(folder):
    return {peer.name: version for peer in PEERS if (version := installed(folder, peer))}


def newest(folder, peer):
    """The newest version that the registry has, asked by its usual client; nothing where that gets no answer."""
    if peer.registry == "npm":
        return printed(["npm", "view", peer.package, "version"]).strip()
    if peer.registry == "PyPI":
        answer = re.match(r"\S+ \((.+)\)", printed(["python3", "-m", "pip", "index", "versions", peer.package]))
    else:
        answer = re.match(r"v(\S+)", printed(["go", "list", "-m", "-f", "{{.Version}}", f"{peer.package}@latest"],
                                             folder / "go"))
    return answer[1] if answer else ""


def outdated(folder):
    """A line for each peer that is not pinned at the newest version, or of which that could not be found out."""
    found = []
    for peer in PEERS:
        has, there = pinned(folder, peer), newest(folder, peer)
        if not there:
            found.append(f"{peer.name}: {peer.registry} gave no answer")
        elif has != there:
            found.append(f"{peer.name}: {has} is pinned, {peer.registry} has {there}")
    return found
