"""A copy of the library and its tests, in which both runs of mutation testing work while the sources are being written."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = pathlib.Path(os.environ.get("BONVERIFY_MUTATION_OUT", ROOT / "artifacts/mutation"))
NAMES = ["src/BonVerify", "tests/BonVerify.Tests", "tests/data/golden", ".config", ".editorconfig", "Directory.Build.props",
         "Directory.Build.targets", "Directory.Packages.props", "global.json"]


def copy(tree, *beside):
    """Files that are gone from the sources go from the copy as well. `beside` are files of this folder that are put beside the tests."""
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *NAMES], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    wanted = {tree / name: ROOT / name for name in files if name and (ROOT / name).exists()}
    wanted |= {tree / "tests/BonVerify.Tests" / name: HERE / name for name in beside}
    for folder in ("src/BonVerify", "tests/BonVerify.Tests"):
        for file in (tree / folder).rglob("*.cs"):
            if file not in wanted and not {"obj", "bin"} & set(file.relative_to(tree / folder).parts):
                file.unlink()
    for target, source in wanted.items():
        # What is as it was keeps its time, so that nothing is built twice.
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return tree


def build(tree, *properties):
    built = subprocess.run(
        ["dotnet", "build", "-c", "Release", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", *properties, str(tree / "tests/BonVerify.Tests")],
        capture_output=True, text=True)
    if built.returncode:
        sys.exit("\n".join(line for line in built.stdout.splitlines() if "error" in line))
    return tree / "tests/BonVerify.Tests/bin/Release/net10.0"
