#!/usr/bin/env python3
"""Start-up time of the tool, published in three ways: startup.py [RUNS]. Publishes to a temporary folder (a minute or two)."""
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
RID = "linux-" + {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]
WAYS = {
    "JIT": ["-p:PublishAot=false", "--self-contained", "false"],
    "ReadyToRun": ["-p:PublishAot=false", "-p:PublishReadyToRun=true", "--self-contained", "false"],
    "Native AOT": ["-p:PublishAot=true"],
}
CASE = "oracle --weights 2,1,1,1 --n 2".split()

with tempfile.TemporaryDirectory() as folder:
    for way, options in WAYS.items():
        target = os.path.join(folder, way.replace(" ", ""))
        command = ["dotnet", "publish", os.path.join(ROOT, "src", "BonVerify.Cli"), "-c", "Release", "-r", RID, "-o", target, *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for name, arguments in [("help", ["--help"]), ("one case, kl", CASE + ["--quantities", "kl"]), ("one case, everything", CASE)]:
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                subprocess.run([os.path.join(target, "BonVerify.Cli"), *arguments], check=True, stdout=subprocess.DEVNULL)
                times.append(1000 * (time.perf_counter() - start))
            print(f"{way}, {name}: least {min(times):.0f} ms, median {statistics.median(times):.0f} ms of {RUNS} runs", flush=True)
