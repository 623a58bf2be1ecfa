"""All mutants of the library, which Stryker makes and this keeps: the library with all of them in it, and what each one is."""
import collections
import hashlib
import json
import os
import subprocess
import sys

import workplace

# Texts are left alone: tests look for a few words of a message, not for all of it. The one test reaches no mutant, so that Stryker is done
# when it has made them, but for those of static fields, which it tries whatever is reached.
SETTINGS = {
    "project": "BonVerify.csproj",
    "mutate": ["**/*.cs"],
    "test-case-filter": "FullyQualifiedName=BonVerify.Tests.TakeMutants.Copy",
    "configuration": "Release",
    "coverage-analysis": "perTest",
    "concurrency": 2,
    "ignore-mutations": ["string"],
    "ignore-methods": ["ToString", "Message", "*Exception.ctor"],
    "reporters": ["json"],
}
PREFIX = "src/BonVerify/"


class Mutant:
    def __init__(self, file, source, told):
        start, end = told["location"]["start"], told["location"]["end"]
        lines = source[start["line"] - 1:end["line"]]
        self.number, self.file, self.line = int(told["id"]), file, start["line"]
        self.whole = lines[0].strip()
        lines[-1] = lines[-1][:end["column"] - 1]
        lines[0] = lines[0][start["column"] - 1:]
        self.before, self.after, self.kind = " ".join(" ".join(lines).split()), " ".join(told["replacement"].split()), told["mutatorName"]

    def __str__(self):
        return f"{self.file}:{self.line}: {self.before} --> {self.after}"


def read(report):
    """The mutants that compile and are not left alone."""
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    made = [Mutant(name.split(PREFIX)[-1], content["source"].splitlines(), told)
            for name, content in sorted(files.items()) for told in content["mutants"] if told["status"] not in ("Ignored", "CompileError")]
    # Numbers and lines move with every change; the text of the line, and how many like it come before, tell a mutant from others.
    seen = collections.Counter()
    for one in made:
        one.key = f"{one.file}: {one.whole}: {one.before} --> {one.after}"
        seen[one.key] += 1
        one.nth = seen[one.key]
        one.key += f" ({one.nth})"
    return made


def make():
    """The library and its mutants, made anew only where the sources or the settings are others."""
    digest = hashlib.sha256(json.dumps(SETTINGS).encode())
    for file in sorted((workplace.ROOT / PREFIX).rglob("*.cs")):
        if not {"obj", "bin"} & set(file.relative_to(workplace.ROOT / PREFIX).parts):
            digest.update(file.relative_to(workplace.ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    kept = workplace.OUT / "mutants" / digest.hexdigest()[:16]
    library, report = kept / "BonVerify.dll", kept / "reports/mutation-report.json"
    if not report.exists():
        kept.mkdir(parents=True, exist_ok=True)
        there = workplace.copy(workplace.OUT / "stryker", "TakeMutants.cs") / "tests/BonVerify.Tests"
        settings = kept / "settings.json"
        settings.write_text(json.dumps({"stryker-config": SETTINGS}), encoding="utf-8")
        subprocess.run(["dotnet", "tool", "restore"], cwd=there, check=True, stdout=subprocess.DEVNULL)
        # Analyzers say nothing about a mutant and double the time to build.
        told = subprocess.run(
            ["dotnet", "stryker", "-f", str(settings), "-O", str(kept), "--skip-version-check"], cwd=there, text=True, capture_output=True,
            env={**os.environ, "RunAnalyzers": "false", "BONVERIFY_MUTANTS": str(library)})
        if told.returncode or not library.exists() or not report.exists():
            sys.exit(told.stdout[-3000:] + told.stderr[-3000:])
    return library, read(report)
